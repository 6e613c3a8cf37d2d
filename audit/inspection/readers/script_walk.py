"""The state of one pass over a file of JavaScript or TypeScript, in the order of its text."""

from dataclasses import dataclass, field

from audit.inspection.expressions import Binding, CallSite, ClassForm, Expression, Function, Loop
from audit.inspection.readers.script_convert import FUNCTIONS

_NAME_LIMIT = 80


@dataclass
class Open:
    """A construct that the walk is inside of."""

    end: int
    kind: str
    name: str = ""
    loop: int = -1
    around: Expression | None = None
    inline: bool = False
    handles: bool = False


@dataclass
class Walk:
    """The state of one pass over a file in document order."""

    stack: list[Open] = field(default_factory=list)
    imports: dict[str, str] = field(default_factory=dict)
    import_lines: list[tuple[str, int]] = field(default_factory=list)
    functions: list[Function] = field(default_factory=list)
    classes: list[ClassForm] = field(default_factory=list)
    bindings: list[Binding] = field(default_factory=list)
    declared: set[tuple[str, str]] = field(default_factory=set)
    calls: list[CallSite] = field(default_factory=list)
    loops: list[Loop] = field(default_factory=list)
    returns: dict[str, list[Expression]] = field(default_factory=dict)

    @property
    def scope(self) -> str:
        """The qualified name of the function or class around this place."""
        return ".".join(o.name for o in self.stack if o.name)

    @property
    def loop_numbers(self) -> tuple[int, ...]:
        """The loops around this place, up to the innermost function with a name of its own."""
        numbers: list[int] = []
        for opened in self.stack:
            if opened.kind in FUNCTIONS and not opened.inline:
                numbers.clear()
            if opened.loop >= 0:
                numbers.append(opened.loop)
        return tuple(numbers)

    def bind(self, scope: str, name: str, value: Expression, line: int) -> None:
        """Remember an assignment."""
        if len(name) <= _NAME_LIMIT:
            self.bindings.append(Binding(scope, name, value, line, self.loop_numbers))

    @property
    def tried(self) -> bool:
        """Whether the innermost part of a `try` around this place is the part that is tried."""
        parts = [o.kind for o in self.stack if o.kind in ("try_statement", "catch_clause", "finally_clause")]
        return bool(parts) and parts[-1] == "try_statement"

    @property
    def handled(self) -> bool:
        """Whether a `try` with a handler stands around this place, in the same function."""
        for opened in reversed(self.stack):
            if opened.kind in FUNCTIONS and not opened.inline:
                return False
            if opened.kind in ("catch_clause", "finally_clause"):
                return False
            if opened.handles:
                return True
        return False

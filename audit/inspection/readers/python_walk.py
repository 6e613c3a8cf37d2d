"""Where the walk over a file of Python stands: what it has found, and the constructs around the place."""

from dataclasses import dataclass, field

from audit.inspection.expressions import (
    Binding,
    CallSite,
    ClassForm,
    Expression,
    Function,
    Loop,
)
from audit.inspection.readers.attempts import OpenAttempt


@dataclass
class Open:
    """A construct that the walk is inside of."""

    end: int
    kind: str
    name: str = ""
    loop: int = -1
    around: Expression | None = None
    handles: int = -1
    attempt: OpenAttempt | None = None


@dataclass
class Walk:
    """The state of one pass over a file in document order."""

    stack: list[Open] = field(default_factory=list)
    imports: dict[str, str] = field(default_factory=dict)
    import_lines: list[tuple[str, int]] = field(default_factory=list)
    stars: list[str] = field(default_factory=list)
    functions: list[Function] = field(default_factory=list)
    classes: list[ClassForm] = field(default_factory=list)
    bindings: list[Binding] = field(default_factory=list)
    calls: list[CallSite] = field(default_factory=list)
    loops: list[Loop] = field(default_factory=list)
    returns: dict[str, list[Expression]] = field(default_factory=dict)
    attempts: list[OpenAttempt] = field(default_factory=list)
    heads: dict[int, str] = field(default_factory=dict)
    called: set[str] = field(default_factory=set)
    whole: bool = False

    @property
    def scope(self) -> str:
        """The qualified name of the function or class around this place."""
        return ".".join(o.name for o in self.stack if o.name)

    def handled(self, end: int) -> bool:
        """Whether a `try` of the same function catches what is raised before `end`."""
        found = False
        for opened in self.stack:
            found = opened.kind != "function_definition" and (found or opened.handles >= end)
        return found

    @property
    def loop_numbers(self) -> tuple[int, ...]:
        """The loops around this place, from the innermost function outwards no further."""
        numbers: list[int] = []
        for opened in self.stack:
            if opened.kind == "function_definition":
                numbers.clear()
            if opened.loop >= 0:
                numbers.append(opened.loop)
        return tuple(numbers)

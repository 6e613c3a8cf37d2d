"""The state of one pass over a file of code in the order of its text: what is open, and what was found."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from sys import intern
from typing import TypeVar

from ast_grep_py import SgNode
from msgspec.structs import replace

from audit.inspection.classify import Role
from audit.inspection.expressions import (
    Binding,
    Call,
    CallSite,
    ClassForm,
    Expression,
    Function,
    Loop,
    Module,
)
from audit.inspection.readers.attempts import OpenAttempt

_NAME_LIMIT = 80
_RETURNS = 4
_LOOPS = 6
_BROKEN = "ERROR"


@dataclass
class Open:
    """A construct that the walk is inside of.

    It is `own` where a function of its own begins, `perhaps` where it may be passed by; what is
    raised in it before `handles` is caught. Its scope, loops and what is around are those of a place in it.
    """

    end: int
    kind: str
    name: str = ""
    loop: int = -1
    around: Expression | None = None
    own: bool = False
    perhaps: bool = False
    handles: int = -1
    attempt: OpenAttempt | None = None
    scope: str = ""
    loops: tuple[int, ...] = ()
    arounds: tuple[Expression, ...] = ()


@dataclass
class Walk:
    """The state of one pass over a file in document order."""

    stack: list[Open] = field(default_factory=list)
    imports: dict[str, str] = field(default_factory=dict)
    import_lines: list[tuple[str, int]] = field(default_factory=list)
    functions: list[Function] = field(default_factory=list)
    classes: list[ClassForm] = field(default_factory=list)
    bindings: list[Binding] = field(default_factory=list)
    calls: list[CallSite] = field(default_factory=list)
    loops: list[Loop] = field(default_factory=list)
    returns: dict[str, list[Expression]] = field(default_factory=dict)
    attempts: list[OpenAttempt] = field(default_factory=list)
    broken_at: int | None = None

    @property
    def scope(self) -> str:
        """The qualified name of the function or class around this place."""
        return self.stack[-1].scope if self.stack else ""

    @property
    def loop_numbers(self) -> tuple[int, ...]:
        """The loops around this place, up to the innermost function with a name of its own."""
        return self.stack[-1].loops if self.stack else ()

    @property
    def around(self) -> tuple[Expression, ...]:
        """What repeats or limits what is done at this place, outermost first."""
        return self.stack[-1].arounds if self.stack else ()

    def enter(self, opened: Open) -> None:
        """Go inside of a construct."""
        opened.scope, opened.loops, opened.arounds = self.scope, self.loop_numbers, self.around
        if opened.name:
            opened.scope = intern(f"{opened.scope}.{opened.name}" if opened.scope else opened.name)
        if opened.own:
            opened.loops = ()
        if opened.loop >= 0:
            opened.loops = (*opened.loops, opened.loop)
        if opened.around is not None:
            opened.arounds = (*opened.arounds, opened.around)
        self.stack.append(opened)

    def close(self, start: int) -> None:
        """Leave every construct that ends before a place."""
        while self.stack and self.stack[-1].end <= start:
            self.stack.pop()

    def handled(self, end: int) -> bool:
        """Whether a `try` of the same function catches what is raised before `end`."""
        found = False
        for opened in self.stack:
            found = not opened.own and (found or opened.handles >= end)
        return found

    def bind(self, scope: str, name: str, value: Expression, line: int) -> None:
        """Remember an assignment."""
        if len(name) <= _NAME_LIMIT:
            self.bindings.append(Binding(scope, intern(name), value, line, self.loop_numbers))

    @property
    def deep(self) -> bool:
        """Whether so many loops stand around this place that one more is not looked at."""
        return len(self.loop_numbers) >= _LOOPS

    def repeat(self, loop: Loop, end: int, around: Expression | None = None) -> None:
        """Remember a loop, and go into it."""
        self.enter(Open(end, "loop", loop=len(self.loops), around=around, perhaps=True))
        self.loops.append(loop)

    def keep(self, call: Call, *, tried: bool, handled: bool, into: str = "") -> None:
        """Remember a call where it stands, and what its result is given to at once."""
        self.calls.append(CallSite(call, self.scope, self.loop_numbers, self.around, tried, handled, into))

    def give_back(self, value: Expression) -> None:
        """Remember what a function returns."""
        listed = self.returns.setdefault(self.scope, [])
        if len(listed) < _RETURNS:
            listed.append(value)

    def module(self, path: str, role: Role) -> Module:
        """What was found, as a module."""
        return Module(
            path, role, tuple(self.imports.items()), used=frozenset(self.imports),
            functions=tuple(replace(f, returns=tuple(self.returns.get(f.name, ()))) for f in self.functions),
            classes=tuple(self.classes), bindings=tuple(self.bindings), calls=tuple(self.calls),
            loops=tuple(self.loops), import_lines=tuple(self.import_lines), broken_at=self.broken_at,
            attempts=tuple(a.closed() for a in self.attempts if a.caught or a.heads),
        )  # fmt: skip


Walker = TypeVar("Walker", bound=Walk)


def go_through(
    walk: Walker, root: SgNode, kinds: Iterable[str], readers: Mapping[str, Callable[[Walker, SgNode], None]]
) -> None:
    """Show every node of some kinds to its reader; the walk is inside of those that have none.

    The first line that cannot be parsed is noted.
    """
    for node in root.find_all(any=[{"kind": kind} for kind in (*kinds, _BROKEN)]):
        place, kind = node.range(), node.kind()
        if kind == _BROKEN:
            walk.broken_at = walk.broken_at or place.start.line + 1
            continue
        walk.close(place.start.index)
        reader = readers.get(kind)
        if reader is not None:
            reader(walk, node)
        else:
            walk.enter(Open(place.end.index, kind, perhaps=True))

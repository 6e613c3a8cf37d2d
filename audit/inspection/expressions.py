"""Expressions and modules of Python in a small form that is kept, sent and resolved without source."""

from collections.abc import Container
from functools import lru_cache
from sys import intern
from typing import TypeAlias

from audit.inspection.classify import Role
from audit.inspection.intake.sending import Value, sent_once

Constant: TypeAlias = str | int | float | bool | None
_DIFFERENT, _LONG = 20_000, 60


class Literal(Value, frozen=True):
    """A constant."""

    value: Constant


class Name(Value, frozen=True):
    """A name, or a chain of attributes that begins with one: `self.client.chat`."""

    parts: tuple[str, ...]


@lru_cache(_DIFFERENT)
def name_of(parts: tuple[str, ...]) -> Name:
    """The one name of these parts: of nine names in a repository eight are there already."""
    return Name(tuple(map(intern, parts)))


def literal_of(value: Constant) -> Literal:
    """The one literal of a value, unless it is a long text."""
    return Literal(value) if isinstance(value, str) and len(value) > _LONG else _literal_of(value)


@lru_cache(_DIFFERENT, typed=True)
def _literal_of(value: Constant) -> Literal:
    return Literal(value)


sent_once(Name, "parts", name_of)
sent_once(Literal, "value", literal_of)


class Member(Value, frozen=True):
    """An attribute of something that is no name: `make().chat`."""

    base: "Expression"
    name: str


class Call(Value, frozen=True):
    """A call with its arguments; `splats` are the dictionaries that `**` spreads."""

    function: "Expression"
    arguments: tuple["Expression", ...] = ()
    keywords: tuple[tuple[str, "Expression"], ...] = ()
    splats: tuple["Expression", ...] = ()
    line: int = 1

    def keyword(self, name: str) -> "Expression | None":
        """The value of a keyword argument."""
        return next((value for key, value in self.keywords if key == name), None)

    def may_give(self, names: Container[str]) -> bool:
        """Whether one of some keyword arguments is given, or may be by what is spread."""
        return bool(self.splats) or any(key in names for key, _ in self.keywords)


class Mapping(Value, frozen=True):
    """A dictionary display with constant keys."""

    items: tuple[tuple[str, "Expression"], ...] = ()
    splats: tuple["Expression", ...] = ()


class Sequence(Value, frozen=True):
    """A list, tuple or set display."""

    items: tuple["Expression", ...] = ()


class Choice(Value, frozen=True):
    """One of several: `a or b`, `a if c else b`."""

    options: tuple["Expression", ...]


class Joined(Value, frozen=True):
    """Text put together from parts; `separator` is `/` for paths."""

    parts: tuple["Expression", ...]
    separator: str = ""


class Item(Value, frozen=True):
    """A subscript: `base[key]`."""

    base: "Expression"
    key: "Expression"


class Opaque(Value, frozen=True):
    """Anything else, by its text."""

    text: str


Expression: TypeAlias = Literal | Name | Member | Call | Mapping | Sequence | Choice | Joined | Item | Opaque


def spelled(value: Expression, depth: int = 8) -> str:
    """An expression as it is written, roughly: names, keys and the texts given to calls."""
    if depth <= 0:
        return ""
    if isinstance(value, Name):
        return ".".join(value.parts)
    if isinstance(value, Member):
        return f"{spelled(value.base, depth - 1)}.{value.name}"
    if isinstance(value, Item):
        return f"{spelled(value.base, depth - 1)}[{spelled(value.key, depth - 1)}]"
    if isinstance(value, Call):
        given = ", ".join(spelled(argument, depth - 1) for argument in value.arguments[:3])
        return f"{spelled(value.function, depth - 1)}({given})"
    if isinstance(value, Literal):
        return repr(value.value)
    return value.text if isinstance(value, Opaque) else ""


class Binding(Value, frozen=True):
    """An assignment of one name or attribute in one scope."""

    scope: str
    name: str
    value: Expression
    line: int
    loops: tuple[int, ...] = ()


class Parameter(Value, frozen=True):
    """A parameter of a function."""

    name: str
    annotation: Expression | None = None
    default: Expression | None = None


class Function(Value, frozen=True):
    """A function: `name` is qualified inside its module, `outer` is the scope it stands in."""

    name: str
    outer: str
    parameters: tuple[Parameter, ...]
    decorators: tuple[Expression, ...]
    returns: tuple[Expression, ...]
    line: int
    in_class: bool


class ClassForm(Value, frozen=True):
    """A class and its bases."""

    name: str
    bases: tuple[Expression, ...]
    line: int
    decorated: bool = False


class CallSite(Value, frozen=True):
    """A call where it stands: its scope, the loops around it, and what else encloses it.

    It is `handled` where it stands in the body of a `try` of its own function that has a handler; `into` is
    what a call that parses is given to at once.
    """

    call: Call
    scope: str
    loops: tuple[int, ...] = ()
    around: tuple[Expression, ...] = ()
    tried: bool = False
    handled: bool = False
    into: str = ""


class Loop(Value, frozen=True):
    """A loop, and what can be told about its end from its own text.

    It `leaves` where something other than a reply may end it; it is `guarded` where it calls what
    by its name may end it. `limits` is what is compared with what it counts, where all of that is plain.
    """

    line: int
    scope: str
    kind: str
    endless: bool
    counted: bool
    interactive: bool
    reply_decides: bool
    exits: bool
    stepwise: bool
    calls: tuple[str, ...]
    outer: tuple[int, ...] = ()
    catches: bool = False
    leaves: bool = False
    guarded: bool = False
    limits: tuple[str, ...] = ()


def loop_over(line: int, scope: str, outer: tuple[int, ...]) -> Loop:
    """A loop over what is there already: it ends with that, whatever stands in it."""
    return Loop(line, scope, "each", False, True, False, False, True, False, (), outer)


class Attempt(Value, frozen=True):
    """A `try` statement: the names it calls, the calls made when that failed, and the loops around it.

    It `leaves` where success ends the function or the loop; it `goes_on` where a handler does not raise.
    """

    line: int
    scope: str
    heads: tuple[str, ...]
    leaves: bool
    goes_on: bool
    tried: tuple[str, ...]
    caught: tuple[Call, ...]


class Module(Value, frozen=True):
    """One Python file, or the code cells of one notebook.

    `checked` are the names, each with its scope, that a condition or a checking call looks at; an empty
    name stands for a condition of which the whole scope depends. `raising` are the functions that raise
    by themselves.
    """

    path: str
    role: Role
    imports: tuple[tuple[str, str], ...] = ()
    stars: tuple[str, ...] = ()
    used: frozenset[str] = frozenset()
    functions: tuple[Function, ...] = ()
    classes: tuple[ClassForm, ...] = ()
    bindings: tuple[Binding, ...] = ()
    calls: tuple[CallSite, ...] = ()
    loops: tuple[Loop, ...] = ()
    import_lines: tuple[tuple[str, int], ...] = ()
    broken_at: int | None = None
    lines: tuple[int, ...] = ()
    attempts: tuple[Attempt, ...] = ()
    called: frozenset[str] = frozenset()
    checked: frozenset[tuple[str, str]] = frozenset()
    raising: frozenset[str] = frozenset()

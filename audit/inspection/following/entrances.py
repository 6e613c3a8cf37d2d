"""Where values enter a program: the parameters that a model, a request, a person or a framework fills."""

from enum import Enum

from audit.inspection.expressions import Call, Expression, Function, Item, Name, Opaque, Parameter, spelled
from audit.inspection.patterns import Pattern

_ROUTES = Pattern(r"(?:^|\.)(?:get|post|put|patch|delete|route|websocket|api_route)$")
_COMMANDS = Pattern(r"(?:^|\.)(?:command|argument|option)$")
_UPLOADS = Pattern(r"UploadFile|FileStorage|Request$")
_INJECTED = Pattern(r"\b(?:Depends|Security|Injected\w*)\b")
_FRAMEWORK = Pattern(
    r"(?:Run|Tool|Agent|Function|Skill)\w{0,20}Context\w*$|ToolRuntime$|RunnableConfig$|Callback\w*$|^Context$"
    r"|Session$|Settings$"
)
_NAMES = frozenset({"ctx", "context", "config", "runtime", "run_manager", "callback_manager", "tool_context"})
_PLAIN = Pattern(r"^(?:str|list|dict|List|Dict|Optional)\b")
_NUMBERS = Pattern(r"^(?:int|float|bool|complex|UUID|Decimal|date|datetime|Literal)\b")
_RIGHTS = Pattern(
    r"(?i)approv|confirm|sandbox|guard|permission|admin|login_required|require_|authori[sz]|current_user|verify"
)


class Provenance(Enum):
    """Where a value comes from; `DOUBTED` marks a way on which it is looked at, or that is not certain."""

    OWN = "own text or the person at the terminal"
    MODEL = "what a model wrote"
    NAMED = "what a model wrote, going by its name"
    REQUEST = "a request"
    DOWNLOAD = "a download"
    UNKNOWN = "where cannot be seen"
    DOUBTED = "a way that is not certain"


def entrance(function: Function, name: str, *, tool: bool) -> Provenance | None:
    """Who fills a parameter, if that is not its callers."""
    given = next((p for p in function.parameters if p.name.lstrip("*") == name), None)
    declared = _declared(given)
    route = any(_ROUTES.search(_decorator(d)) for d in function.decorators)
    upload = _UPLOADS.search(declared) is not None
    if upload or tool or route:
        if given is not None and _is_injected(given, declared):
            return Provenance.UNKNOWN
        if _NUMBERS.search(declared):
            return Provenance.OWN
        return Provenance.MODEL if tool else Provenance.REQUEST
    if any(_COMMANDS.search(_decorator(d)) for d in function.decorators):
        return Provenance.OWN
    return None


def is_guarded(function: Function) -> bool:
    """Whether the decorators or parameters of a function speak of a check or of rights."""
    spoken = [spelled(d) for d in function.decorators]
    spoken += [spelled(value) for d in function.decorators if isinstance(d, Call) for _, value in d.keywords]
    spoken += [
        f"{p.name} {spelled(p.default) if p.default else ''} {_declared(p)}" for p in function.parameters
    ]
    return any(_RIGHTS.search(text) for text in spoken)


def _declared(given: Parameter | None) -> str:
    """The type of a parameter as it is written; of an annotated one, what is annotated."""
    if given is None or given.annotation is None:
        return ""
    value = given.annotation
    if isinstance(value, Item) and isinstance(value.key, Opaque):
        return value.key.text.lstrip("[ ")
    return spelled(value)


def _is_injected(given: Parameter, declared: str) -> bool:
    """Whether a framework fills a parameter with an object of the program itself."""
    default = given.default
    made = spelled(default.function) if isinstance(default, Call) else ""
    first = declared.split(",", 1)[0].strip()
    return (
        (given.name in _NAMES and not _PLAIN.search(declared))
        or _INJECTED.search(f"{made} {declared}") is not None
        or _FRAMEWORK.search(first) is not None
    )


def _decorator(value: Expression) -> str:
    named = value.function if isinstance(value, Call) else value
    return ".".join(named.parts) if isinstance(named, Name) else getattr(named, "name", "")

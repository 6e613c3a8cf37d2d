"""What becomes of replies: held against a schema, taken apart by hand, or used as text."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from audit.inspection import knowledge
from audit.inspection.expressions import (
    Call,
    CallSite,
    Expression,
    Item,
    Literal,
    Mapping,
    Member,
    Module,
    Name,
    spelled,
)
from audit.inspection.facts import ModelCall, Parsing, ReplyUse
from audit.inspection.following.flows import Grade, Replies
from audit.inspection.following.mechanisms import Ways, given_mechanism
from audit.inspection.following.positions import follow
from audit.inspection.following.resolve import Placed, Resolver
from audit.inspection.following.signposts import seen
from audit.inspection.patterns import Pattern

if TYPE_CHECKING:
    from audit.inspection.project import Project

_FORMATS = ("response_format", "format", "text.format", "extra_body.response_format")
_HEADS = frozenset(argument.partition(".")[0] for argument in _FORMATS)
_ASKED = "the reply is asked for by a schema"
_SHOWING = frozenset({"print", "dict", "list", "tuple", "append", "extend", "update"})
_NAMES = Pattern(r"[A-Za-z_]\w*")
_STEPS = 3
_HAND = ("by hand", "tools by hand")


def reply_uses(project: "Project") -> Iterator[ReplyUse]:
    """Every place where a reply is parsed, as far as it can be followed."""
    replies = Replies(project)
    models = project.ai or bool(project.calls)
    for module in project.own.modules:
        for site in module.calls:
            use = _by_mechanism(project.own, module, site, models=models)
            if use is None and models:
                use = _response_format(project.own, module, site)
            if use is None and project.calls:
                use = _by_use(replies, module, site)
            if use is not None:
                yield use
    yield from _signs(project)


@knowledge.remembered
def _of_any() -> Ways:
    """The ways that count whatever they are given."""
    return Ways(way for way in knowledge.outputs() if not way.of_reply)


def _by_mechanism(resolver: Resolver, module: Module, site: CallSite, *, models: bool) -> ReplyUse | None:
    """A way of a library; where no model is known to be used, only by the full name of a function."""
    found = given_mechanism(resolver, module, site, _of_any())
    if found is None:
        return None
    if not models and resolver.dotted(site.call.function, module, site.scope) not in found[0].names:
        return None
    if found[1] is not None and not _is_schema(resolver, found[1]):
        return None
    kind = Parsing.REQUESTED if found[0].weak else Parsing.SCHEMA
    return ReplyUse(module.path, site.call.line, kind, found[0].title)


def _is_schema(resolver: Resolver, given: Placed) -> bool:
    """Whether what is given as the form of a reply is one: no plain text, nothing, no untyped JSON."""
    plain = knowledge.parsing().plain
    if isinstance(given.value, Name) and given.value.parts[-1] in plain:
        return False
    values = [found.value for found in resolver.resolve(given) if isinstance(found, Placed)]
    return not any(isinstance(v, Literal) and (not v.value or v.value in plain) for v in values)


def _response_format(resolver: Resolver, module: Module, site: CallSite) -> ReplyUse | None:
    """`response_format=Plan` or a JSON schema; the mere JSON mode is none."""
    if not site.call.may_give(_HEADS):
        return None
    placed = Placed(site.call, module, site.scope, site.call.line)
    for argument in _FORMATS:
        given = follow(resolver, placed, argument.split("."))
        if given is None:
            continue
        value = given.value
        if argument == "response_format" and isinstance(value, Name) and _is_class(value.parts[-1]):
            how = f"the reply is parsed into {spelled(value)}"
            return ReplyUse(module.path, site.call.line, Parsing.SCHEMA, how)
        if "model_json_schema" in spelled(value) or _json_schema(resolver, given):
            return ReplyUse(module.path, site.call.line, Parsing.REQUESTED, _ASKED)
    return None


def _is_class(name: str) -> bool:
    return name[:1].isupper() and not name.isupper() and name not in knowledge.parsing().plain


def _json_schema(resolver: Resolver, given: Placed) -> bool:
    for found in resolver.resolve(given):
        if isinstance(found, Placed) and isinstance(found.value, Mapping):
            kind = dict(found.value.items).get("type")
            if isinstance(kind, Literal) and kind.value == "json_schema":
                return True
    return False


def _by_use(replies: Replies, module: Module, site: CallSite) -> ReplyUse | None:
    """What a call does with a reply that it is given."""
    call, ways = site.call, knowledge.parsing()
    last = spelled(call.function).rpartition(".")[2]
    name = replies.resolver.dotted(call.function, module, site.scope) or last
    pattern = name in ways.patterns
    checking = next(
        (way for way in knowledge.outputs() if way.of_reply and (name in way.names or last in way.methods)),
        None,
    )
    if not (checking or call.splats or pattern or name in ways.parsers or ways.helper.search(last)):
        return None
    value = _read(site, position=1 if pattern else 0)
    if value is None:
        return None
    grade, line = replies.grade(value, module, site.scope), call.line
    if checking is not None:
        found = ReplyUse(module.path, line, Parsing.SCHEMA, checking.title, grade >= Grade.LIKELY)
        return found if grade else None
    if call.splats:
        return _filled(replies, module, site, grade)
    if name in ways.parsers and replies.of_tool(value):
        how = "the arguments of a tool call are parsed, without a schema"
        kind = Parsing.HAND if _handed_on(module, site) and replies.acting else Parsing.TOOLS
        return ReplyUse(module.path, line, kind, how, certain=False)
    if grade is Grade.NAMED and module.path not in replies.near:
        how = f"{name} may parse a reply"
        return ReplyUse(module.path, line, Parsing.UNRESOLVED, how) if name in ways.parsers else None
    if grade >= (Grade.NAMED if name in ways.parsers else Grade.LIKELY):
        certain = grade is Grade.SURE and name in ways.parsers and not replies.checkers
        certain = certain and not (_looked_at(module, site) or replies.shaped(module))
        how = f"the reply is parsed by {name}, without a schema"
        return ReplyUse(module.path, line, Parsing.HAND, how, certain)
    return None


def _looked_at(module: Module, site: CallSite) -> bool:
    """Whether what a call parses is handed on or back, or a condition or a checking call looks at it."""
    if site.into and site.into not in _SHOWING:
        return True
    own = [binding for binding in module.bindings if binding.scope == site.scope]
    held = {b.name for b in own if b.line <= site.call.line <= b.line + 3 and _holds(b.value, site.call)}
    whole = set(held)
    for _ in range(_STEPS):
        held |= {b.name for b in own if not held.isdisjoint(_NAMES.findall(spelled(b.value)))}
    if any(_holds(value, site.call) or spelled(value) in whole for value in _returned(module, site.scope)):
        return True
    looked = {*held, *(f"?{name}" for name in held - whole)}
    return any((site.scope, name) in module.checked for name in looked)


def _handed_on(module: Module, site: CallSite) -> bool:
    """Whether all that a call parses is given to a function as its arguments, whatever it holds."""
    own = [binding for binding in module.bindings if binding.scope == site.scope]
    held = {binding.name for binding in own if _holds(binding.value, site.call)}
    spread = (value for other in module.calls if other.scope == site.scope for value in other.call.splats)
    return any(_holds(value, site.call) or spelled(value) in held for value in spread)


def _returned(module: Module, scope: str) -> tuple[Expression, ...]:
    return next((function.returns for function in module.functions if function.name == scope), ())


def _holds(value: Expression, call: Call) -> bool:
    """Whether a value is a call, or a part of what it gives back."""
    while isinstance(value, Item | Member):
        value = value.base
    return value == call or (isinstance(value, Call) and call in value.arguments)


def _read(site: CallSite, position: int) -> Expression | None:
    """The argument that a parsing call reads."""
    call = site.call
    if call.splats:
        return call.splats[0]
    return call.arguments[position] if len(call.arguments) > position else call.keyword("instance")


def _filled(replies: Replies, module: Module, site: CallSite, grade: Grade) -> ReplyUse | None:
    """`Plan(**json.loads(reply))`, where the class checks what it is given."""
    home = replies.resolver.class_home(site.call.function, module)
    if not grade or home is None or not _checks(replies.resolver, *home):
        return None
    how = "the reply fills a class that checks it"
    return ReplyUse(module.path, site.call.line, Parsing.SCHEMA, how, grade >= Grade.LIKELY)


def _checks(resolver: Resolver, module: Module, owner: str, depth: int = 4) -> bool:
    form = resolver.classes[id(module)].get(owner)
    for base in form.bases if form is not None and depth > 0 else ():
        if knowledge.parsing().checked.search(resolver.dotted(base, module, "") or spelled(base)):
            return True
        home = resolver.class_home(base, module)
        if home is not None and home != (module, owner) and _checks(resolver, *home, depth - 1):
            return True
    return False


def _signs(project: "Project") -> Iterator[ReplyUse]:
    """What other languages show by their words; parsing by hand only where models are called."""
    ways = {way.id: way for way in knowledge.outputs()}
    calling = {call.path for call in project.of(ModelCall)}
    for file, sign in seen(project, "reply"):
        way = ways[sign.sign]
        if way.id not in _HAND:
            kind = Parsing.REQUESTED if way.weak else Parsing.SCHEMA
            yield ReplyUse(file.path, sign.line, kind, way.title)
        elif file.path in calling or (calling and way.id == _HAND[1]):
            kind = Parsing.HAND if way.id == _HAND[0] else Parsing.TOOLS
            yield ReplyUse(file.path, sign.line, kind, way.title, certain=False)

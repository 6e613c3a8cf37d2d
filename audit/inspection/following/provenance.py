"""Where a value comes from: own text, a model, a request, a download, or where cannot be seen."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from audit.inspection.expressions import (
    Binding,
    Call,
    CallSite,
    Choice,
    Expression,
    Function,
    Item,
    Joined,
    Literal,
    Mapping,
    Member,
    Module,
    Name,
    Opaque,
    Sequence,
)
from audit.inspection.following.entrances import Provenance, entrance, is_guarded
from audit.inspection.following.names import class_of, scopes_of
from audit.inspection.following.resolve import Placed, Resolver
from audit.inspection.joined.tools import dotted, python_tools
from audit.inspection.knowledge.running import running
from audit.inspection.patterns import Pattern

_DEPTH = 9
_BINDINGS = 6
_CALLERS = 8
_NAMES = Pattern(r"(?<![\w.\"'])[A-Za-z_]\w*(?:\.\w+){0,4}")
_WORK = 4_000
_BUILT_IN = frozenset({"input", "int", "float", "len", "bool"})
_PASSING = frozenset({"join", "format", "replace"})
_OF_FILES = frozenset({"open", "read_text", "read_bytes"})
_CLEANS = Pattern(r"sanit|clean|safe|valid|check|secure", re.IGNORECASE)
TAINTED = frozenset({Provenance.MODEL, Provenance.REQUEST, Provenance.DOWNLOAD})


Past = frozenset[tuple[int, str, str]]


class Tracer:
    """All that is needed to follow values back to where they come from."""

    def __init__(self, resolver: Resolver, calls: Iterable[tuple[Module, CallSite]]) -> None:
        self.resolver = resolver
        self.model_calls = {
            (id(module), site.call.line, dotted(site.call.function)) for module, site in calls
        }
        self.tools = {id(tool.function): tool.certain for tool in python_tools(resolver)}
        self.methods = Counter(f.name.rpartition(".")[2] for m in resolver.modules for f in m.functions)
        self.callers: dict[str, list[tuple[Module, CallSite]]] = {}
        for module in resolver.modules:
            for site in module.calls:
                last = dotted(site.call.function).rpartition(".")[2]
                self.callers.setdefault(last, []).append((module, site))
        self.work = 0

    def of(self, placed: Placed) -> frozenset[Provenance]:
        """All origins that a value may have, as far as it can be followed."""
        self.work = 0
        return frozenset(self._of(placed, _DEPTH, frozenset())) or frozenset({Provenance.UNKNOWN})

    def _of(self, placed: Placed, depth: int, past: Past) -> Iterator[Provenance]:
        value, module, scope = placed.value, placed.module, placed.scope
        self.work += 1
        if depth <= 0 or self.work > _WORK:
            yield Provenance.UNKNOWN
        elif isinstance(value, Literal):
            yield Provenance.OWN
        elif isinstance(value, Name):
            yield from self._name(value, placed, depth, past)
        elif isinstance(value, Call):
            yield from self._call(value, module, scope, depth, past)
        elif isinstance(value, Member | Item):
            yield from self._of(Placed(value.base, module, scope, placed.line), depth - 1, past)
        else:
            yield from self._parts(value, placed, depth, past)

    def _parts(self, value: Expression, placed: Placed, depth: int, past: Past) -> Iterator[Provenance]:
        parts: Iterable[Expression] = ()
        if isinstance(value, Joined):
            parts = value.parts
        elif isinstance(value, Choice):
            parts = value.options
        elif isinstance(value, Sequence):
            parts = value.items[:20]
        elif isinstance(value, Mapping):
            parts = [item for _, item in value.items[:20]]
        elif isinstance(value, Opaque):
            names = [
                text for text in _NAMES.findall(value.text)[:_BINDINGS] if text not in ("if", "for", "in")
            ]
            parts = [Name(tuple(text.split("."))) for text in names]
        for part in parts:
            yield from self._of(Placed(part, placed.module, placed.scope, placed.line), depth - 1, past)
        if not parts:
            yield Provenance.OWN if not isinstance(value, Opaque) else Provenance.UNKNOWN

    def _name(self, value: Name, placed: Placed, depth: int, past: Past) -> Iterator[Provenance]:
        module, scope = placed.module, placed.scope
        text = ".".join(value.parts)
        key = (id(module), scope, text)
        if key in past:
            return
        past |= {key}
        if {(scope, value.parts[0]), (scope, text), (scope, "")} & module.checked:
            yield Provenance.DOUBTED
        known = _known(self.resolver.dotted(value, module, scope))
        if known is not None:
            yield known
            return
        if running().origins.named.search(value.parts[-1]) or running().origins.named.search(value.parts[0]):
            yield Provenance.NAMED
        found = False
        for size in range(len(value.parts), 0, -1):
            for origin in self._bound(value.parts[:size], placed, depth, past):
                found = True
                yield origin
            if found:
                return
        home = self.resolver.home(value, module)
        if home is not None and home[0] is not module:
            there = Name(tuple(home[1].split(".")))
            yield from self._name(there, Placed(there, home[0], ""), depth - 1, past)
            return
        yield Provenance.UNKNOWN

    def _bound(self, parts: tuple[str, ...], placed: Placed, depth: int, past: Past) -> Iterator[Provenance]:
        """The origins of what a name is bound to in the innermost scope that binds it."""
        module, scope = placed.module, placed.scope
        if parts[0] in ("self", "cls"):
            owner = class_of(scope, self.resolver.classes[id(module)])
            if len(parts) != 2 or owner is None:
                return
            bindings = list(self.resolver.attribute_bindings(owner, parts[1], module))[:_BINDINGS]
            yield from self._any(bindings, module, None, depth, past)
            return
        for inner in scopes_of(scope):
            bound = self.resolver.bindings[id(module)].get((inner, ".".join(parts)), [])
            line = placed.line if inner == scope else None
            yield from self._any(bound[-_BINDINGS:], module, line, depth, past)
            function = self.resolver.functions[id(module)].get(inner)
            given = len(parts) == 1 and function is not None and _takes(function, parts[0])
            if given and function is not None:
                yield from self._parameter(function, parts[0], module, depth, past, only=not bound)
            if bound or given:
                return

    def _any(
        self, bindings: Iterable[Binding], module: Module, line: int | None, depth: int, past: Past
    ) -> Iterator[Provenance]:
        """The origins of all that a name is given; doubted where the last before its use is own text."""
        nearest: frozenset[Provenance] = frozenset()
        others: set[Provenance] = set()
        for binding in sorted(bindings, key=lambda b: b.line, reverse=True):
            placed = Placed(binding.value, module, binding.scope, binding.line)
            origins = frozenset(self._of(placed, depth - 1, past))
            yield from origins
            before = line is None or binding.line < line
            if before and not nearest:
                nearest = origins
            else:
                others |= origins
        if nearest and others & TAINTED and not nearest & TAINTED:
            yield Provenance.DOUBTED

    def _parameter(
        self, function: Function, name: str, module: Module, depth: int,
        past: Past, *, only: bool,
    ) -> Iterator[Provenance]:  # fmt: skip
        tool = self.tools.get(id(function))
        entered = entrance(function, name, tool=tool is not None)
        if entered is not None:
            yield entered
            if tool is False or is_guarded(function):
                yield Provenance.DOUBTED
            return
        seen = False
        for caller, site, argument in self._given(function, name, module):
            seen = True
            if self.resolver.function(site.call.function, caller, site.scope) is None:
                yield Provenance.DOUBTED
            yield from self._of(Placed(argument, caller, site.scope, site.call.line), depth - 1, past)
        if not seen and only:
            yield Provenance.UNKNOWN

    def _given(
        self, function: Function, name: str, module: Module
    ) -> Iterator[tuple[Module, CallSite, Expression]]:
        """What the callers of a function give for one of its parameters."""
        last = function.name.rpartition(".")[2]
        if last == "__init__":
            last = function.outer.rpartition(".")[2]
        names = [p.name.lstrip("*") for p in function.parameters]
        place = names.index(name) - (1 if function.in_class and names[:1] in (["self"], ["cls"]) else 0)
        for caller, site in self.callers.get(last, ())[:_CALLERS]:
            if not self._means(site, caller, function, module):
                continue
            argument = site.call.keyword(name)
            if argument is None and 0 <= place < len(site.call.arguments):
                argument = site.call.arguments[place]
            if argument is not None:
                yield caller, site, argument

    def _means(self, site: CallSite, caller: Module, function: Function, module: Module) -> bool:
        """Whether a call of that name means this function; methods of objects go by their name."""
        home = self.resolver.function(site.call.function, caller, site.scope)
        if home is not None:
            return home[0] is function
        if not function.in_class:
            return False
        if self.resolver.dotted(site.call.function, caller, site.scope) is not None:
            return False
        last = function.name.rpartition(".")[2]
        if self.methods[last] > 1:
            return caller is module
        return caller is module or ("_" in last and len(last) > 8)

    def _call(self, call: Call, module: Module, scope: str, depth: int, past: Past) -> Iterator[Provenance]:
        text = dotted(call.function)
        outside = self.resolver.dotted(call.function, module, scope)
        known = _known(outside or (text if text in _BUILT_IN else None))
        if (id(module), call.line, text) in self.model_calls:
            yield Provenance.MODEL
        elif known is not None:
            yield known
        elif outside is None and (returned := self._returned(call, module, scope, past)):
            for value, beyond in returned:
                yield from self._of(value, depth - 1, beyond)
        elif outside is None and running().origins.asking.search(text):
            yield Provenance.NAMED
        else:
            yield from self._passed(call, outside or text, Placed(call, module, scope), depth, past)

    def _returned(self, call: Call, module: Module, scope: str, past: Past) -> list[tuple[Placed, Past]]:
        """What a function of this repository gives back."""
        made = self.resolver.function(call.function, module, scope)
        if made is None or (key := (id(made[1]), made[0].name, "()")) in past:
            return []
        return [(Placed(value, made[1], made[0].name), past | {key}) for value in made[0].returns]

    def _passed(self, call: Call, name: str, placed: Placed, depth: int, past: Past) -> Iterator[Provenance]:
        """What an unseen function may let through: its object, and its arguments if its name says so."""
        base = _base(call.function, name)
        last = name.rpartition(".")[2]
        if base is not None:
            for origin in self._of(Placed(base, placed.module, placed.scope, call.line), depth - 1, past):
                content = last.startswith("read") and origin is Provenance.OWN
                content = content or (last in _OF_FILES and origin is not Provenance.DOWNLOAD)
                yield Provenance.UNKNOWN if content else origin
        if running().origins.through.search(name) or last in _PASSING:
            if _CLEANS.search(last) or _keeps_some(call, name):
                yield Provenance.DOUBTED
            for argument in (*call.arguments, *(value for _, value in call.keywords)):
                yield from self._of(Placed(argument, placed.module, placed.scope, call.line), depth - 1, past)
        elif base is None:
            yield Provenance.UNKNOWN


def _base(function: Expression, name: str) -> Expression | None:
    """The object whose method is called; a function of a library has none."""
    if isinstance(function, Member):
        return function.base
    if isinstance(function, Name) and len(function.parts) > 1 and name == ".".join(function.parts):
        return Name(function.parts[:-1])
    return None


def _keeps_some(call: Call, name: str) -> bool:
    """Whether a replacement keeps only characters of a list: `re.sub("[^0-9+]", "", text)`."""
    first = call.arguments[0] if call.arguments else None
    return name == "re.sub" and isinstance(first, Literal) and str(first.value).startswith("[^")


def _takes(function: Function, name: str) -> bool:
    return any(p.name.lstrip("*") == name for p in function.parameters)


def _known(outside: str | None) -> Provenance | None:
    """What the full name of something outside tells."""
    if outside is None:
        return None
    known = running().origins
    if any(outside == name or outside.startswith(f"{name}.") for name in known.own):
        return Provenance.OWN
    if outside in known.downloads:
        return Provenance.DOWNLOAD
    if any(outside == name or outside.startswith(f"{name}.") for name in known.requests):
        return Provenance.REQUEST
    return None

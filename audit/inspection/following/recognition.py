"""Call sites recognised as model calls, through imports, clients and annotations."""

import re

from audit.inspection import knowledge
from audit.inspection.expressions import Call, CallSite, Expression, Member, Module, Name
from audit.inspection.following.origins import full_name
from audit.inspection.following.package_names import GO, JAVA, is_packaged, prefix_of
from audit.inspection.following.resolve import Environment, Given, Placed, Resolver, Unknown
from audit.inspection.following.script_names import PREFIX
from audit.inspection.intake.sending import Value
from audit.inspection.knowledge import Provider, Surface
from audit.inspection.patterns import Pattern

_EMBEDS = Pattern(r"embed|rerank", re.IGNORECASE)


class Recognised(Value, frozen=True):
    """A call site recognised as a model call: its surface, and the client's construction where known."""

    provider: Provider
    surface: Surface
    name: str
    clients: tuple[tuple[Call, Module, str], ...] = ()
    known_client: bool = True
    overrides: tuple[Call, ...] = ()


@knowledge.remembered
def _by_name() -> dict[str, tuple[Provider, Surface]]:
    return {name: (p, s) for p in knowledge.providers() for s in p.surfaces for name in s.names}


@knowledge.remembered
def _known(name: str) -> tuple[Provider, Surface] | None:
    """What a full name means; a class also by the inner module of its package that it is imported from."""
    *modules, last = name.split(".")
    if last[:1].isupper():
        shorter = (".".join([*modules[:size], last]) for size in range(len(modules), 0, -1))
        return next((_by_name()[one] for one in shorter if one in _by_name()), None)
    return _by_name().get(name)


@knowledge.remembered
def _by_method(language: str = "") -> dict[str, list[tuple[Provider, Surface]]]:
    table: dict[str, list[tuple[Provider, Surface]]] = {}
    for provider in knowledge.providers():
        for surface in provider.surfaces:
            for method in surface.methods if surface.language == language else ():
                table.setdefault(method, []).append((provider, surface))
    return table


@knowledge.remembered
def _last_names(language: str) -> frozenset[str]:
    return frozenset(method.rpartition(".")[2] for method in _by_method(language))


def _sizes(parts: tuple[str, ...], language: str) -> range:
    """How many of the last names may be a method of a client, the most first; for most calls none."""
    return range(min(len(parts), 4), 0, -1) if parts and parts[-1] in _last_names(language) else range(0)


def recognise(resolver: Resolver, module: Module, site: CallSite) -> Recognised | None:
    """The model call that a call site makes, if it makes one."""
    call = site.call
    name = resolver.dotted(call.function, module, site.scope)
    if name is not None:
        known = _known(name)
        if known is not None and known[1].how != "client":
            return Recognised(known[0], known[1], name)
        if name.startswith("openai.") and name.removeprefix("openai.") in _by_method():
            provider, surface = _by_name()["openai"]
            return Recognised(provider, surface, name)
    parts, base = chain_of(call.function)
    language = prefix_of(module.path)
    for size in _sizes(parts, language):
        method = ".".join(parts[-size:])
        owners = _by_method(language).get(method)
        if not owners or (size == len(parts) and base is None):
            continue
        place = f"{module.path} {site.scope}" if is_packaged(module.path) else site.scope
        if language and _EMBEDS.search(place):
            continue
        root: Expression = Name(parts[:-size]) if base is None else base
        if base is not None and len(parts) > size:
            continue
        found = _through_client(resolver, module, site, root, method, owners)
        if found is not None:
            return found
    bare = _by_name().get(".".join(parts)) if base is None and name is None else None
    if bare is not None and bare[1].how == "function" and len(parts) > 1 and not language:
        return Recognised(bare[0], bare[1], ".".join(parts))  # a stand-in object under the library's own name
    return None


def chain_of(function: Expression) -> tuple[tuple[str, ...], Expression | None]:
    """The names of an attribute chain from its last non-name base on, and that base."""
    tail: list[str] = []
    while isinstance(function, Member):
        tail.insert(0, function.name)
        function = function.base
    if isinstance(function, Name):
        return (*function.parts, *tail), None
    return tuple(tail), function


def _through_client(
    resolver: Resolver, module: Module, site: CallSite, root: Expression, method: str,
    owners: list[tuple[Provider, Surface]],
) -> Recognised | None:  # fmt: skip
    clients: list[tuple[Call, Module, str]] = []
    overrides: list[Call] = []
    chosen: tuple[Provider, Surface] | None = None
    opaque = False
    for found in resolver.resolve(Placed(root, module, site.scope)):
        if isinstance(found, Placed) and isinstance(found.value, Call):
            made, over = _unwrap(found.value)
            owner = _owner(resolver, made, found, owners)
            if owner is not None:
                chosen = chosen or owner
                clients.append((made, found.module, found.scope))
                overrides.extend(over)
            elif resolver.dotted(made.function, found.module, found.scope) is not None:
                continue
            else:
                opaque = True
        elif isinstance(found, Given):
            chosen = chosen or _by_annotation(resolver, found, owners)
            opaque = True
        elif isinstance(found, Unknown | Environment):
            opaque = True
    if chosen is None and opaque:
        chosen = _by_signature(resolver, module, method, owners)
    if chosen is None:
        return None
    maker = clients[0][0].function if clients else None
    name = f"{maker.parts[-1] if isinstance(maker, Name) else chosen[0].id}.{method}"
    return Recognised(
        chosen[0], chosen[1], name, tuple(clients), bool(clients) and not opaque, tuple(overrides)
    )


def _by_annotation(
    resolver: Resolver, given: Given, owners: list[tuple[Provider, Surface]]
) -> tuple[Provider, Surface] | None:
    note = given.parameter.annotation
    named = resolver.dotted(note, given.module, "") if note is not None else None
    found = _known(named or "")
    return found if found in owners else None


def _by_signature(
    resolver: Resolver, module: Module, method: str, owners: list[tuple[Provider, Surface]]
) -> tuple[Provider, Surface] | None:
    """The provider of a method on something unknown, where its name and the imports leave no doubt."""
    for owner in owners:
        if method in owner[1].signature and _imports(module, owner[0], resolver):
            return owner
    return next((o for o in owners if "." in method and _imports_directly(module, o[0])), None)


def _unwrap(call: Call) -> tuple[Call, list[Call]]:
    """`OpenAI().with_options(timeout=5)` → the construction, and the calls that override its settings."""
    overrides: list[Call] = []
    while (
        isinstance(call.function, Member)
        and call.function.name in ("with_options", "copy", "withOptions")
        and isinstance(call.function.base, Call)
    ):
        overrides.append(call)
        call = call.function.base
    return call, overrides


def _owner(
    resolver: Resolver, made: Call, found: Placed, owners: list[tuple[Provider, Surface]]
) -> tuple[Provider, Surface] | None:
    name = full_name(resolver, made.function, found.module, found.scope)
    for owner in owners:
        if name is not None and (name in owner[1].names or _known(name) == owner):
            if not owner[1].when:
                return owner
            first = made.arguments[0] if made.arguments else made.keyword("service_name")
            if first is not None and resolver.text(Placed(first, found.module, found.scope)) in owner[1].when:
                return owner
    if name is None and isinstance(made.function, Member | Name):
        last = made.function.name if isinstance(made.function, Member) else made.function.parts[-1]
        first = made.arguments[0] if made.arguments else made.keyword("service_name")
        text = resolver.text(Placed(first, found.module, found.scope)) if first is not None else None
        return next((o for o in owners if last == "client" and text is not None and text in o[1].when), None)
    return None


def _imports_directly(module: Module, provider: Provider) -> bool:
    return _imports_one(module, _packages(prefix_of(module.path), provider))


def imports_model(module: Module) -> bool:
    """Whether a module imports a library that calls models."""
    return _imports_one(module, _all_packages(prefix_of(module.path)))


def _imports_one(module: Module, packages: tuple[str, ...]) -> bool:
    """Whether a module imports one of some packages, or something in it."""
    inside = _inside(packages)
    return any(f"{dotted}/".startswith(inside) for _, dotted in module.imports)


@knowledge.remembered
def _inside(packages: tuple[str, ...]) -> tuple[str, ...]:
    """How the names of what stands in some packages begin."""
    return tuple(f"{package}{mark}" for package in packages for mark in "./")


@knowledge.remembered
def _all_packages(prefix: str) -> tuple[str, ...]:
    return tuple({name: None for one in knowledge.providers() for name in _packages(prefix, one)})


def _packages(prefix: str, provider: Provider) -> tuple[str, ...]:
    """The packages of a provider in the language whose names have this prefix."""
    if prefix == PREFIX:
        return tuple(f"{PREFIX}{package}" for package in provider.javascript)
    if prefix:
        return tuple(f"{GO}{name}" for name in provider.go) + tuple(f"{JAVA}{name}" for name in provider.java)
    return provider.packages


def _imports(module: Module, provider: Provider, resolver: Resolver) -> bool:
    if is_packaged(module.path):
        return _imports_directly(module, provider)
    if not _packages(prefix_of(module.path), provider):
        return True
    return any(_imports_directly(m, provider) for m in (module, *resolver.modules))

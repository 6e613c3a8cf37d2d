"""Whether a function called by its name asks a model: itself, or by an object that was made for it."""

from collections.abc import Container, Iterable

from audit.inspection import knowledge
from audit.inspection.expressions import Call, Module, Name
from audit.inspection.following.resolve import Placed, Resolver
from audit.inspection.following.script_names import PREFIX

_INVOKE = frozenset(
    {"invoke", "ainvoke", "stream", "astream", "predict", "run", "arun", "chat", "complete", "acomplete"}
)


@knowledge.remembered
def constructors() -> frozenset[str]:
    """The functions of knowledge that only make an object which calls a model later."""
    return frozenset(
        name.removeprefix(PREFIX)
        for p in knowledge.providers()
        for s in p.surfaces
        if s.how == "constructor"
        for name in s.names
    )


def asks_model(
    resolver: Resolver,
    module: Module,
    scope: str,
    called: Iterable[str],
    asking: Container[tuple[int, str]],
) -> bool:
    """Whether one of the functions that a scope calls, by their names, is one of those that ask a model."""
    for text in called:
        name = Name(tuple(text.split(".")))
        home = resolver.function(name, module, scope)
        if home is not None and home[0].name != scope and (id(home[1]), home[0].name) in asking:
            return True
        if len(name.parts) > 1 and name.parts[-1] in _INVOKE:
            for found in resolver.resolve(Placed(Name(name.parts[:-1]), module, scope)):
                if isinstance(found, Placed) and isinstance(found.value, Call):
                    dotted = resolver.dotted(found.value.function, found.module, found.scope)
                    if dotted is not None and dotted.removeprefix(PREFIX) in constructors():
                        return True
    return False

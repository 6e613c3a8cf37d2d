"""Models that are named in code but may be replaced: by spread settings, setters, gateways or a framework."""

from audit.inspection.expressions import CallSite, Module, Name
from audit.inspection.following.gateways import goes_elsewhere
from audit.inspection.following.recognition import recognise
from audit.inspection.following.resolve import Resolver
from audit.inspection.patterns import Pattern

_REPLACING = Pattern(r"^(?:globals|setattr|configurable_\w+|override_settings|set_model\w*)$")
_REPLACED = frozenset({"configurable_fields", "config_prefix", "model_list", "model_config"})


def replaceable(resolver: Resolver, module: Module, site: CallSite) -> bool:
    """Whether the model that a call names may be another where the program runs."""
    made = recognise(resolver, module, site)
    clients = list(made.clients) if made is not None else []
    if site.call.splats or goes_elsewhere(resolver, module, site.call, clients):
        return True
    if any(_REPLACING.search(name) for name in module.called) or any(
        key in _REPLACED for key, _ in site.call.keywords
    ):
        return True
    given = site.call.keyword("model") or site.call.keyword("model_name")
    if not isinstance(given, Name):
        return False
    bound = {b.scope for b in module.bindings if b.name == ".".join(given.parts)}
    return len(bound) > 1 or (bool(module.stars) and len(given.parts) == 1)

"""The table of model calls that an inspection prints: every call with its settings and their origins."""

from audit.inspection.facts import ModelCall, Setting
from audit.inspection.project import Project
from audit.inspection.redaction import excerpt
from audit.model.calls import EffectiveSetting, SightedCall


def sighted_calls(project: Project) -> tuple[SightedCall, ...]:
    """Every model call of the system in the order of path and line."""
    return tuple(_row(call) for call in project.of(ModelCall))


def _row(call: ModelCall) -> SightedCall:
    return SightedCall(
        path=call.path,
        line=call.line,
        provider=call.provider,
        function=excerpt(call.function),
        model=_effective(call.model),
        timeout=_effective(call.timeout),
        retries=_effective(call.retries),
        output_limit=_effective(call.output_limit),
        structured_output=_effective(call.structured),
        handled=call.handled,
    )


def _effective(setting: Setting) -> EffectiveSetting:
    return EffectiveSetting(
        state=setting.state,
        value=excerpt(setting.value),
        others=tuple(excerpt(value) for value in setting.others),
        origin=setting.origin,
        path=setting.path,
        line=setting.line,
    )

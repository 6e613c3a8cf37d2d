"""The attempts of a model call with those that what stands around it makes."""

from collections.abc import Callable

from audit.inspection.expressions import CallSite, Module
from audit.inspection.facts import Origin, Setting, State
from audit.inspection.following.around import named_retry, within_retry


def attempts(module: Module, site: CallSite, decided: Setting, near: Callable[[], bool]) -> Setting:
    """What is decided of the attempts; `near` says whether code nearby speaks of repeating anything."""
    if decided.state is State.SET:
        return decided
    if within_retry(module, site):
        words = "by the enclosing retry"
        return Setting(State.SET, words, module.path, site.call.line, origin=Origin.WRAPPER)
    if named_retry(site.scope) or (decided.state in (State.ABSENT, State.DEFAULT) and near()):
        return Setting(State.UNRESOLVED)
    return decided

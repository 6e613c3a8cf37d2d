"""Whether the model that is called is one exact version."""

from collections.abc import Iterator

from audit.inspection.check import Check, Policy
from audit.inspection.facts import ModelChoice, Pin, Sighting
from audit.model.finding import Confidence


class PinnedModelVersion(Check[ModelChoice]):
    """Model versions are pinned.

    A name like `gpt-4o` is an alias that the provider moves; the system then changes
    without any change of its code, and no test result from before still counts.

    Blind spot: which version a deployment of Azure OpenAI or a gateway runs is decided elsewhere.
    """

    id = "pinned-model-version"
    informs = "PROV-01"
    policy = Policy.ALL
    confidence = Confidence.STRONG
    asks_where_mixed = True
    remediation = (
        "Name a dated version (`gpt-4o-2024-08-06`, `claude-3-5-sonnet-20241022`) and change it on purpose."
    )

    good = {
        "app.py": """
            from openai import OpenAI
            MODEL = "gpt-4o-2024-08-06"  # <-- supports
            reply = OpenAI(timeout=30).chat.completions.create(model=MODEL, messages=[])
        """
    }
    bad = {
        "app.py": """
            from openai import OpenAI
            reply = OpenAI(timeout=30).chat.completions.create(model="gpt-4o", messages=[])  # <-- contradicts
        """
    }

    def detect(self, choice: ModelChoice, /) -> Iterator[Sighting]:
        match choice.pin:
            case Pin.EXACT:
                yield choice.supports(f"{choice.name} names one version", weak=not choice.certain)
            case Pin.FLOATING:
                yield choice.contradicts(
                    f"{choice.name} is an alias whose version can change", weak=not choice.certain
                )
            case Pin.DEFAULT:
                yield choice.contradicts(f"no model is named: {choice.name} is used", weak=True)
            case Pin.UNRESOLVED:
                named = (
                    f"whether {choice.name} is one version is not known"
                    if choice.name
                    else "the model is named elsewhere"
                )
                yield choice.cannot_tell(named)

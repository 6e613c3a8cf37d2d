"""Whether another model is tried when a call fails."""

from collections.abc import Iterator

from audit.inspection.check import Check, Policy
from audit.inspection.facts import Fallback, Sighting
from audit.model.finding import Confidence


class FallbackModel(Check[Fallback]):
    """Another model is tried when a model fails.

    Every provider is down now and then, for hours; a system with one model stands still with it.

    Blind spot: a gateway outside the repository may change to another model by itself.
    """

    id = "fallback-model"
    informs = "REL-02"
    policy = Policy.ANY
    confidence = Confidence.STRONG
    remediation = (
        "Name a second model for failures: `model.with_fallbacks([other])`,"
        " `completion(..., fallbacks=[...])`."
    )

    good = {
        "app.py": """
            from langchain_anthropic import ChatAnthropic
            from langchain_openai import ChatOpenAI
            other = ChatAnthropic(model="claude-3-5-sonnet-20241022", timeout=30)
            model = ChatOpenAI(model="gpt-4o-2024-08-06", timeout=30).with_fallbacks([other])  # <-- supports
        """
    }
    bad = {
        "app.py": """
            from openai import OpenAI
            try:
                reply = OpenAI(timeout=30).responses.create(model="gpt-4o-2024-08-06", input="hello")
            except Exception:
                reply = "The assistant is not available."
        """
    }

    def detect(self, fallback: Fallback, /) -> Iterator[Sighting]:
        if fallback.shown:
            yield fallback.supports(fallback.how, weak=not fallback.certain)
        else:
            yield fallback.cannot_tell(fallback.how)

"""Whether runs leave traces, metrics or error reports."""

from collections.abc import Iterator

from audit.inspection.check import Check, Policy
from audit.inspection.facts import Sighting, Telemetry
from audit.model.finding import Confidence


class TracingOrMetrics(Check[Telemetry]):
    """Runs are traced or measured.

    When the system goes wrong, someone must be able to see which run did what; print
    statements on a server do not tell.

    Blind spot: agents that a platform attaches from outside, and home-made recording, are not seen.
    """

    id = "tracing-or-metrics"
    informs = "OBS-01"
    policy = Policy.ANY
    confidence = Confidence.STRONG
    remediation = (
        "Start a tracing library with the application; record model, prompt version, tokens and time."
    )

    good = {
        "app.py": """
            import sentry_sdk  # <-- supports
            sentry_sdk.init(dsn=DSN)
        """
    }
    bad = {"app.py": "print('started')\n", "requirements.txt": "sentry-sdk\n"}

    def detect(self, telemetry: Telemetry, /) -> Iterator[Sighting]:
        if telemetry.started:
            yield telemetry.supports(f"{telemetry.tool} is started with the program")
        elif telemetry.active:
            yield telemetry.supports(f"{telemetry.tool} is imported and used", weak=telemetry.aside)

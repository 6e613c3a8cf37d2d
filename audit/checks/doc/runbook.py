"""Whether there is guidance for whoever runs the system."""

from collections.abc import Iterator

from audit.inspection.check import Check, Policy
from audit.inspection.facts import OperationsText, Sighting
from audit.model.finding import Confidence


class Runbook(Check[OperationsText]):
    """A runbook says what to do when it breaks.

    At two in the morning the runbook is the team; installation steps do not help then.

    Blind spot: a runbook in a wiki is not seen, and whether the text is any good is not judged.
    """

    id = "runbook"
    informs = "DOC-01"
    policy = Policy.ANY
    confidence = Confidence.WEAK
    remediation = "Write down the ten likeliest events and the first three steps for each."

    good = {"docs/service.md": "# Operations\n\n## Incident response  # <-- supports\n\nCall the owner.\n"}
    bad = {"README.md": "# App\n\n## Installation\n\nRun pip install.\n"}

    def detect(self, text: OperationsText, /) -> Iterator[Sighting]:
        if text.certain:
            yield text.supports(text.heading)
        else:
            yield text.cannot_tell(f"{text.heading}: for users or for whoever runs it?")

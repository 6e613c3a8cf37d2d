"""Whether the repository says how the parts of the system work together."""

from collections.abc import Iterator

from audit.inspection.check import Check, Policy
from audit.inspection.facts import Explanation, Sighting
from audit.model.finding import Confidence


class ArchitectureDocs(Check[Explanation]):
    """The architecture is written down.

    Whoever takes the system over must learn which parts there are and how they work together
    without asking the people who have left.

    Blind spot: documentation outside the repository is not seen, nor whether the text is still true.
    """

    id = "architecture-docs"
    informs = "DOC-02"
    policy = Policy.ANY
    confidence = Confidence.WEAK
    remediation = (
        "Write one page with a diagram: the parts, what flows between them, and where it is decided."
    )

    good = {
        "README.md": """
            # Desk

            ## Architecture  # <-- supports

            The page sends every question to the service. The service looks up orders in the database
            and asks the model for an answer. A worker refreshes the index of documents every night,
            and the service reads from that index.
        """
    }
    bad = {"README.md": "# Desk\n\n## Architecture\n\n```\n├── app.py\n└── worker.py\n```\n"}

    def detect(self, text: Explanation, /) -> Iterator[Sighting]:
        note = f"{text.heading}: {text.shown}"
        if text.whole:
            yield text.supports(note, weak=not text.strong)
        else:
            yield text.cannot_tell(f"{note}, of one part")

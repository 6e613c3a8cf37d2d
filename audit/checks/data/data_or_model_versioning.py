"""Whether data or trained models are named by version."""

from collections.abc import Iterator

from audit.inspection.check import Check, Policy
from audit.inspection.facts import KeptVersion, Sighting
from audit.model.finding import Confidence


class DataOrModelVersioning(Check[KeptVersion]):
    """Data and trained models are versioned.

    When data or weights change under the same name, nobody can say what a result was made with,
    and no result can be made again.

    Blind spot: versions kept in a bucket or a platform without a trace in the repository are not seen.
    """

    id = "data-or-model-versioning"
    informs = "DATA-01"
    policy = Policy.ANY
    confidence = Confidence.WEAK
    remediation = (
        'Keep data and weights under DVC or a registry, or name the revision: `revision="<commit>"`.'
    )

    good = {
        "app.py": """
            from transformers import AutoModel
            model = AutoModel.from_pretrained("org/model", revision="9fa1d7b")  # <-- supports
        """
    }
    bad = {
        "app.py": """
            from transformers import AutoModel
            model = AutoModel.from_pretrained("org/model", revision="main")
        """
    }

    def detect(self, version: KeptVersion, /) -> Iterator[Sighting]:
        if version.sure:
            yield version.supports(version.tool)
        else:
            yield version.cannot_tell(f"{version.tool}: which version is in use cannot be told")

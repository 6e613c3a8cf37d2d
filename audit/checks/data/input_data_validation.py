"""Whether data is checked where it enters."""

from collections.abc import Iterator

from audit.inspection.check import Check, Policy
from audit.inspection.facts import DataEntries, Sighting
from audit.model.finding import Confidence

_LISTED = 3


class InputDataValidation(Check[DataEntries]):
    """Data is checked where it enters the system.

    A renamed column, an empty field or a file of another kind must stop or be set aside with a
    message, not become an answer.

    Blind spot: checks in a database, a pipeline tool or a service outside the repository are not seen.
    """

    id = "input-data-validation"
    informs = "DATA-02"
    policy = Policy.ANY
    confidence = Confidence.STRONG
    remediation = (
        "Give every source a schema (columns, types, ranges, size); stop or set aside what does not fit."
    )

    good = {
        "load.py": """
            import pandas as pd
            import pandera as pa
            from sklearn.linear_model import Ridge
            SCHEMA = pa.DataFrameSchema({"sku": pa.Column(str)})  # <-- supports
            rows = SCHEMA.validate(pd.read_csv("orders.csv"))
            Ridge().fit(rows[["day"]], rows["sold"])
        """
    }
    bad = {
        "load.py": """
            import pandas as pd
            from sklearn.linear_model import Ridge
            rows = pd.read_csv("orders.csv").dropna()  # <-- contradicts
            Ridge().fit(rows[["day"]], rows["sold"])
        """
    }

    def detect(self, data: DataEntries, /) -> Iterator[Sighting]:
        for check in data.checks:
            yield check.supports(f"data is checked ({check.what})", weak=not check.certain)
        for body in data.request_models:
            yield body.supports(f"the form of a request is checked ({body.what})", weak=True)
        if data.checks or data.request_models:
            return
        if not data.complete:
            yield data.cannot_tell("no check of data was found, but not all text could be read")
        for refusal in data.refusals[:1]:
            yield refusal.cannot_tell(
                f"something is turned away here, for what it is not seen ({refusal.what})"
            )
        for entry in data.entries[:_LISTED]:
            yield entry.contradicts(f"data enters here ({entry.what}) and no check of it is known", weak=True)

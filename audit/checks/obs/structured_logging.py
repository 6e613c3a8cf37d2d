"""Whether log records can be searched by machines."""

from collections.abc import Iterator

from audit.inspection.check import Check, Policy
from audit.inspection.facts import LogRecords, Sighting
from audit.model.finding import Confidence


class StructuredLogging(Check[LogRecords]):
    """Logs are written as records.

    A sentence in a log must be read by a person; a record of keys and values can be counted,
    filtered and joined to the run it belongs to.

    Blind spot: records that a platform makes out of text are not seen, nor loggers of own making.
    """

    id = "structured-logging"
    informs = "OBS-01"
    policy = Policy.ANY
    confidence = Confidence.WEAK
    remediation = (
        "Log keys and values as JSON (structlog, pino, slog) with the id of the run in every record."
    )

    good = {
        "app.py": """
            import structlog
            log = structlog.get_logger()  # <-- supports
            log.info("answered", run="r1")
        """
    }
    bad = {
        "app.py": "import logging\nlogging.basicConfig(level=20, format='%(asctime)s %(message)s')\n",
        "requirements.txt": "structlog\n",
    }

    def detect(self, records: LogRecords, /) -> Iterator[Sighting]:
        if records.sure:
            yield records.supports(f"{records.tool} is used", weak=not records.setup)
        else:
            yield records.cannot_tell(f"{records.tool}: whether all records are structured cannot be told")

"""An assessment that was exported beside a report, with the conclusion that was printed."""

from pathlib import Path

from pydantic import ValidationError

from audit.assessment import bounded
from audit.model import complaint
from audit.model.base import InputError
from audit.model.dossier import Record
from audit.model.speech import _, marked

MAX_RECORD = 200_000_000


def read(path: Path) -> Record:
    """Read an assessment.json; raises InputError with the place of what is wrong in it."""
    try:
        return Record.model_validate_json(
            bounded.read(path, MAX_RECORD, marked("an exported assessment.json"))
        )
    except ValidationError as error:
        place, why = complaint.first(error)
        raise InputError(
            _(
                "{path} {place}: {why}; give an exported assessment.json",
                path=str(path),
                place=place,
                why=why,
            )
        ) from error

"""An assessment that was exported beside a report, with the conclusion that was printed."""

from pathlib import Path

from pydantic import ValidationError

from audit import yamlfile
from audit.assessment import bounded
from audit.model.base import InputError
from audit.model.dossier import Record
from audit.model.speech import _

MAX_RECORD = 200_000_000


def read(path: Path) -> Record:
    """Read an assessment.json; raises InputError with the place of what is wrong in it."""
    try:
        return Record.model_validate_json(bounded.read(path, MAX_RECORD, "an exported assessment.json"))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "file"
        raise InputError(
            _(
                "{path} {place}: {why}; give an exported assessment.json",
                path=str(path),
                place=place,
                why=yamlfile.explain(first),
            )
        ) from error

"""An assessment that was exported beside a report, with the conclusion that was printed."""

from pathlib import Path

from pydantic import ValidationError

from audit.model.base import InputError
from audit.model.dossier import Record

MAX_RECORD = 200_000_000


def read(path: Path) -> Record:
    """Read an assessment.json; raises InputError with the place of what is wrong in it."""
    try:
        if not path.is_file():
            raise InputError(f"{path}: there is no such file; give an assessment file or an assessment.json")
        if path.stat().st_size > MAX_RECORD:
            raise InputError(f"{path}: is larger than {MAX_RECORD:,} bytes, which no assessment.json is")
        return Record.model_validate_json(path.read_bytes())
    except (OSError, ValueError) as error:
        if isinstance(error, ValidationError):
            first = error.errors()[0]
            place = ".".join(str(part) for part in first["loc"]) or "file"
            raise InputError(f"{path} {place}: {first['msg']}; give an exported assessment.json") from error
        raise InputError(f"{str(path)[:200]}: cannot be read: {error}") from error

"""A file that was given, read whole if it is not larger than such a file can be."""

from pathlib import Path

from audit.model import wording
from audit.model.base import InputError
from audit.model.speech import _


def read(path: Path, most: int, what: str) -> bytes:
    """The bytes of a file of at most `most` bytes; raises InputError that says what it should be.

    `what` is a marked message.
    """
    try:
        if not path.is_file():
            raise InputError(
                _("{path}: there is no such file; give the path of {what}", path=str(path), what=_(what))
            )
        if path.stat().st_size > most:
            raise InputError(
                _(
                    "{path}: is larger than {most} bytes, which {what} is not",
                    path=str(path),
                    most=wording.count(most),
                    what=_(what),
                )
            )
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise InputError(
            _("{path}: cannot be read: {error}", path=str(path)[:200], error=str(error))
        ) from error

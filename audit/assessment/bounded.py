"""A file that was given, read whole if it is not larger than such a file can be."""

from pathlib import Path

from audit.model.base import InputError


def read(path: Path, most: int, what: str) -> bytes:
    """The bytes of a file of at most `most` bytes; raises InputError that says what it should be."""
    try:
        if not path.is_file():
            raise InputError(f"{path}: there is no such file; give the path of {what}")
        if path.stat().st_size > most:
            raise InputError(f"{path}: is larger than {most:,} bytes, which {what} is not")
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise InputError(f"{str(path)[:200]}: cannot be read: {error}") from error

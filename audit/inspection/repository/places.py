"""Files on disk, never through a symbolic link: a repository must not lead its reader out of itself."""

import os
import stat

_READ_LIMIT = 20_000_000


class RealFolder:
    """Whether files lie in folders that no symbolic link is part of; the last folder is remembered."""

    def __init__(self) -> None:
        self._last: bytes | None = None

    def holds(self, place: bytes) -> bool:
        """Whether a place is below a real folder; the file itself may still be a link."""
        folder = os.path.dirname(place)  # noqa: PTH120 - bytes, not text
        if folder != self._last:
            if os.path.realpath(folder) != folder:
                return False
            self._last = folder
        return True


def regular_size(place: bytes, root: bytes, real: RealFolder) -> int | None:
    """The size of a regular file below a real root that no symbolic link leads to."""
    try:
        found = os.lstat(place)
    except (OSError, ValueError):
        return None
    inside = place.startswith(root.rstrip(b"/") + b"/") and real.holds(place)
    return found.st_size if inside and stat.S_ISREG(found.st_mode) else None


def read_file(place: str | None, size: int, real: RealFolder) -> bytes | None:
    """The content of a file; none if since it was listed it went, grew out of bounds or was led elsewhere."""
    if place is None or size < 0:
        return None
    try:
        if not real.holds(os.fsencode(place)):
            return None
        descriptor = os.open(place, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return None
    found = os.fstat(descriptor)
    if not stat.S_ISREG(found.st_mode):
        os.close(descriptor)
        return None
    with os.fdopen(descriptor, "rb") as file:
        try:
            data = file.read(min(found.st_size, _READ_LIMIT) + 1)  # a buffer of its size, not of the limit
            if len(data) > found.st_size:
                data += file.read(_READ_LIMIT + 1)
        except OSError:
            return None
        return data if len(data) <= _READ_LIMIT else None

"""Office files are archives: packed anew with fixed dates, so that equal content is equal bytes."""

import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from io import BytesIO

EPOCH = (1980, 1, 1, 0, 0, 0)


def packed(archive: bytes, change: Mapping[str, Callable[[bytes], bytes]] | None = None) -> bytes:
    """The archive with its parts in order of name behind the list of their types, without the time of day."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(archive)) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in sorted(given.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            part = zipfile.ZipInfo(name, EPOCH)
            part.compress_type = zipfile.ZIP_DEFLATED
            part.external_attr = 0o600 << 16
            content = given.read(name)
            made.writestr(part, (change or {}).get(name, bytes)(content))
    return out.getvalue()


def moment(day: date) -> str:
    """A day as the properties of an Office file write it."""
    return f"{day.isoformat()}T00:00:00Z"

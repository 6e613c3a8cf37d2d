"""A folder for what is about to be written: made where there is none, gone again where nothing came of it."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def folder_for(path: Path) -> Iterator[None]:
    """Make a folder with those around it for what follows.

    Where that fails, those that were made for it and stayed empty are taken away again.
    """
    missing = [one for one in (path, *path.parents) if not one.exists()]
    try:
        path.mkdir(parents=True, exist_ok=True)
        yield
    except BaseException:
        for one in missing:
            with suppress(OSError):  # it holds something, or was never made
                one.rmdir()
        raise

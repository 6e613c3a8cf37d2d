"""Where repositories of the subject lie, and the texts of documents that claims are quoted from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from audit.model.errors import InputError
from audit.model.repository_ref import RepositoryRef
from audit.model.speech import _

if TYPE_CHECKING:
    from audit.model.assessment import Assessment

MAX_BYTES = 4_000_000
_NO_TEXT = b"%PDF"


def locate(repository: RepositoryRef, base: Path) -> Path:
    """The folder that a repository lies in, or the file that it came as; an error if it is not there."""
    try:
        path = (base / Path(repository.path).expanduser()).resolve()
        there = path.exists()
    except (OSError, ValueError, RuntimeError) as error:
        raise InputError(
            _("{path} cannot be a path: {error}", path=repr(repository.path[:200]), error=str(error))
        ) from error
    if not there:
        raise InputError(
            _(
                "repository {name}: there is no folder {path}; give the path of a git repository, "
                "absolute or relative to {base}",
                name=repr(repository.name or repository.path),
                path=str(path),
                base=str(base.resolve()),
            )
        )
    return path


def texts(base: Path, assessment: Assessment, document: str) -> tuple[str, ...]:
    """Every text that goes by this name; none where there is no such file, or no text in it."""
    if not document or "\0" in document:
        return ()
    found = [_text(_bytes(base, document))]
    for repository in assessment.repositories:
        name = document.removeprefix(f"{repository.name}/") if repository.name else document
        found.extend(_text(data) for data in _in_repository(repository, base, name))
    return tuple(text for text in found if text is not None)


def _bytes(folder: Path, name: str) -> bytes | None:
    try:
        root = folder.resolve()
        path = (root / name).resolve()
        if not path.is_relative_to(root) or not path.is_file() or path.stat().st_size > MAX_BYTES:
            return None
        return path.read_bytes()
    except (OSError, ValueError):
        return None


def _in_repository(repository: RepositoryRef, base: Path, name: str) -> Iterator[bytes | None]:
    try:
        path = locate(repository, base)
        if path.is_file():
            from audit.assessment import unpacking

            path = unpacking.unpacked(path)
    except (InputError, OSError):
        return  # said where it is inspected
    if repository.revision is None and path.is_dir():
        yield _bytes(path, name)
        return
    from audit.inspection.repository import snapshot

    try:
        with snapshot.open_snapshot(path, repository.revision) as shot:
            wanted = [e for e in shot.entries if e.path == name and e.size <= MAX_BYTES]
            yield from (data for _, data in shot.read(wanted))
    except InputError:
        return


def _text(data: bytes | None) -> str | None:
    if data is None or data.startswith(_NO_TEXT) or b"\0" in data:
        return None
    return data.decode("utf-8-sig", "replace")

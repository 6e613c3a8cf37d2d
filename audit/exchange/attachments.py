"""Files of the evidence register: found beside the assessment file, and named by their content."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from audit.model import wording
from audit.model.assessment import Assessment
from audit.model.register import EvidenceItem
from audit.model.speech import _
from audit.yamlfile import Document

MAX_BYTES = 2_000_000_000


def attach(document: Document, assessment: Assessment, base: Path, complaints: list[str]) -> Assessment:
    """The assessment with the SHA-256 of every file of the register; what is wrong is added."""
    items = []
    for n, item in enumerate(assessment.evidence):
        found = item
        if item.file:
            try:
                found = _hashed(item, base)
            except (OSError, ValueError) as error:
                why = (
                    error
                    if isinstance(error, ValueError)
                    else _("cannot be read: {strerror}", strerror=str(error.strerror))
                )
                complaints.append(document.error(("evidence", n, "file"), f"{item.file[:120]!r}: {why}"))
        items.append(found)
    complaints += _same(document, items)
    return assessment.model_copy(update={"evidence": tuple(items)})


def _hashed(item: EvidenceItem, base: Path) -> EvidenceItem:
    path = inside(base, item.file)
    if path is None:
        raise ValueError(_("has to lie beside the assessment file, or in a folder there"))
    if not path.is_file():
        raise ValueError(_("there is no such file; put it beside the assessment file, or mend the path"))
    if path.stat().st_size > MAX_BYTES:
        raise ValueError(
            _(
                "is larger than {most} bytes; give its sha256 in place of the file",
                most=wording.count(MAX_BYTES),
            )
        )
    with path.open("rb") as stream:
        found = hashlib.file_digest(stream, "sha256").hexdigest()
    if item.sha256 and item.sha256 != found:
        raise ValueError(
            _(
                "is not the file that was registered: its sha256 is {found}…, not {sha256}…; put the "
                "registered file back, or register this one anew",
                found=found[:12],
                sha256=item.sha256[:12],
            )
        )
    return item.model_copy(update={"sha256": found})


def inside(base: Path, name: str) -> Path | None:
    """A file in a folder by its relative path; none where the path leads out of the folder."""
    folder = base.resolve()
    path = (folder / name).resolve()
    return path if path.is_relative_to(folder) and path != folder else None


def _same(document: Document, items: list[EvidenceItem]) -> Iterator[str]:
    """One file is registered once: several items of it would look like several documents."""
    first: dict[str, str] = {}
    for n, item in enumerate(items):
        if item.sha256 and (other := first.setdefault(item.sha256, item.id)) != item.id:
            yield document.error(
                ("evidence", n, "id"),
                _("{id} is the same file as {other}; register it once", id=repr(item.id), other=repr(other)),
            )

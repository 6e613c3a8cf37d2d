"""Links in the documents lead somewhere: files that exist, headings that are there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("benchmarks/**/*.md")])
LINK = re.compile(r"\]\((?!https?://|mailto:)([^)#\s]*)(#[^)\s]+)?\)")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_resolve(document: Path) -> None:
    broken = [
        f"{path}{anchor}"
        for path, anchor in LINK.findall(document.read_text())
        if not _resolves(document.parent / path if path else document, anchor)
    ]
    assert broken == []


def _resolves(target: Path, anchor: str) -> bool:
    if not target.exists():
        return False
    return not anchor or anchor.removeprefix("#") in {_slug(h) for h in _headings(target)}


def _headings(document: Path) -> list[str]:
    return re.findall(r"^#+\s+(.+?)\s*$", document.read_text(), re.MULTILINE)


def _slug(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def test_there_is_something_to_look_at() -> None:
    assert sum(len(LINK.findall(document.read_text())) for document in DOCUMENTS) >= 5

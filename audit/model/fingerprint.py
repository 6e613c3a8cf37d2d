"""The names of sightings: they stay the same when the lines above them come and go."""

import hashlib
from collections import Counter
from collections.abc import Iterator

from audit.model.evidence import Evidence
from audit.model.finding import Finding


def weaknesses(finding: Finding) -> Iterator[tuple[str, Evidence | None]]:
    """Every weakness of a finding that is not met, with its name; what is absent has no place.

    A name is made from the check, the file and the text of the line, not from its number; the same
    text twice in one file is counted.
    """
    seen: Counter[str] = Counter()
    for evidence in finding.contradicting:
        key = f"{finding.id}\n{evidence.path}\n{evidence.excerpt or evidence.note}"
        yield _hash(f"{key}\n{seen[key]}"), evidence
        seen[key] += 1
    if finding.nothing_found:
        yield _hash(finding.id), None


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode(errors="backslashreplace")).hexdigest()[:32]

"""How far a reading went: in words, in counts, and why absence may mean nothing."""

from collections import Counter

from audit.inspection.classify import Role, classify
from audit.inspection.facts import Basis
from audit.inspection.intake.files import PARSED
from audit.inspection.intake.first_read import NOTEBOOK
from audit.inspection.intake.reading import Reading
from audit.inspection.project import Project
from audit.inspection.repository.snapshot import Snapshot
from audit.model.inspection import Coverage, Limitation
from audit.model.numbers import plural


def gaps(shot: Snapshot, reading: Reading) -> dict[Basis, str]:
    """Per basis, why absence cannot be concluded; empty where everything that matters was read."""
    found: dict[Basis, str] = {}
    if shot.truncated:
        found[Basis.NAMES] = found[Basis.TEXT] = found[Basis.CODE] = "not all files were listed"
        return found
    lost = [path for path in (*shot.missing, *reading.lost) if _matters(path)]
    if lost:
        found[Basis.TEXT] = found[Basis.CODE] = (
            f"{len(lost)} text file(s) could not be read, among them {lost[0]}"
        )
    unread = [path for path in reading.unparsed if classify(path).is_own_code]
    if unread:
        found.setdefault(
            Basis.CODE, f"{len(unread)} code file(s) could not be parsed, among them {unread[0]}"
        )
    return found


def _matters(path: str) -> bool:
    kind = classify(path)
    return kind.is_own_code or kind.role in (Role.TEST, Role.WORKFLOW)


def sentence(shot: Snapshot, reading: Reading, project: Project) -> str:
    """What was looked at, in words."""
    parts = [plural(len(shot.entries), "file")]
    known = Counter(kind.language for kind in reading.sources.values())
    parsed = Counter(reading.sources[module.path].language for module in reading.modules)
    for language in (name for name in PARSED if known[name] and name != NOTEBOOK):
        files = plural(known[language], f"{language} file")
        parts.append(f"{files} read whole, {parsed[language]} of them parsed")
    if known[NOTEBOOK]:
        parts.append(f"{plural(known[NOTEBOOK], 'notebook')} read as Python")
    others = [name for name in project.profile().languages if name not in PARSED]
    if others:
        parts.append(f"{', '.join(others[:4])} searched by imports and words, not parsed")
    return "; ".join(parts)


def coverage(shot: Snapshot, reading: Reading) -> Coverage:
    """The counts and limitations of a reading, the same kind of limitation at most a hundred times."""
    kept = reading.limitations[:200]
    if len(reading.limitations) > 200:
        kept.append(
            Limitation(
                scope="repository", reason=f"{len(reading.limitations) - 200} more limitations are not listed"
            )
        )
    return Coverage(
        files=len(shot.entries), read=reading.read, parsed=len(reading.modules), limitations=tuple(kept)
    )

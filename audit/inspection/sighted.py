"""What every check sights in a project; where there is much to look at, in this process and a copy of it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from audit.inspection.check import Check
from audit.inspection.facts import Fact, FileTree, SecretSearch, Sighting
from audit.inspection.intake.sending import Value
from audit.inspection.intake.sharing import shared
from audit.inspection.project import Project
from audit.inspection.repository.snapshot import Notes, Snapshot

Report = Callable[[str, int, int], None]
Checks = Sequence[type[Check[Any]]]
MUCH = 80
"""From how many parsed files on it is worth making a copy of this process."""


class Sighted(Value, frozen=True):
    """What one check sighted among the things that it examined, or how it failed."""

    examined: int = 0
    sightings: tuple[Sighting, ...] = ()
    failed: str = ""


def sight(checks: Checks, project: Project, shot: Snapshot, report: Report) -> list[Sighted]:
    """What each check sights; those that read the same kind of fact are asked together."""
    kinds = list(dict.fromkeys(check.fact for check in checks))

    def look(numbers: Iterable[int]) -> dict[int, Sighted]:
        wanted = (kinds[number] for number in numbers)
        return {n: _sighted(checks[n], project) for kind in wanted for n in _asking(checks, kind)}

    def told(numbers: Iterable[int]) -> Iterator[int]:
        for done, number in enumerate(numbers):
            report("checking", len(checks) * done // len(kinds), len(checks))
            yield number

    def here(numbers: Iterable[int]) -> dict[int, Sighted]:
        return look(told(numbers))

    def apart(numbers: Iterable[int]) -> tuple[dict[int, Sighted], Notes]:
        return look(numbers), shot.notes()

    if len(project.modules) < MUCH:
        found = here(range(len(kinds)))
    else:
        found, answer = shared(len(kinds), here, apart)
        if answer is not None:
            found |= answer[0]
            shot.take(answer[1])
    lost = [number for number in range(len(checks)) if number not in found]
    found |= {number: _sighted(checks[number], project) for number in lost}
    report("checking", len(checks), len(checks))
    return [found[number] for number in range(len(checks))]


def _asking(checks: Checks, kind: type[Fact]) -> Iterator[int]:
    """The numbers of the checks that read a kind of fact."""
    return (number for number, check in enumerate(checks) if check.fact is kind)


def _sighted(check: type[Check[Any]], project: Project) -> Sighted:
    try:
        facts = project.of(check.fact)
        instance = check()
        sightings = tuple(sighting for fact in facts for sighting in instance.detect(fact))
        return Sighted(sum(map(_things, facts)), sightings)
    except Exception as error:  # noqa: BLE001 - a check may come from anywhere
        return Sighted(failed=failure(error))


def failure(error: Exception) -> str:
    """How a check failed, in words."""
    return f"{type(error).__name__}: {str(error)[:200]}"


def _things(fact: Fact) -> int:
    """How many things were looked at for a fact: the names or texts of a search, else the fact itself."""
    return fact.count if isinstance(fact, FileTree | SecretSearch) else 1

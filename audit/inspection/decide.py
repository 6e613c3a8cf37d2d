"""Sightings weighed by a check's policy into a finding."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from audit.inspection.check import Check, Policy
from audit.inspection.facts import Basis, Fact, FileTree, Scope, Sighting
from audit.inspection.intake.sending import Value
from audit.inspection.redaction import excerpt
from audit.model.evidence import Direction, Evidence
from audit.model.finding import Confidence, Finding, Outcome
from audit.model.numbers import plural
from audit.model.text import clipped, visible

_EVIDENCE_LIMIT = 50
_SENTENCE = 600


class Seen(Value, frozen=True):
    """How far the reading went: one sentence, and per basis the reasons why absence means nothing."""

    sentence: str
    gaps: dict[Basis, str]
    ai: bool
    calls: bool = False


class Decided(Value, frozen=True):
    """What one check came to, and the sightings it lists; the lines that they cite are to be read."""

    check: type[Check[Any]]
    outcome: Outcome
    confidence: Confidence
    reason: str
    examined: int
    searched: str
    sightings: tuple[Sighting, ...] = ()


def decide(check: type[Check[Any]], examined: int, sightings: Sequence[Sighting], seen: Seen) -> Decided:
    """What one check comes to by everything that it sighted among the things that it examined."""
    outcome, confidence, reason = _outcome(check, examined, sightings, seen)
    ordered = _order(sightings, outcome)
    if len(ordered) > _EVIDENCE_LIMIT:
        reason = f"{reason}; {_EVIDENCE_LIMIT} of {len(ordered)} sightings are listed"
    searched = _searched(check.fact, examined, seen, found=bool(sightings))
    return Decided(check, outcome, confidence, reason, examined, searched, tuple(ordered[:_EVIDENCE_LIMIT]))


def undecided(check: type[Check[Any]], seen: Seen, failed: str) -> Decided:
    """What a check that failed comes to: inconclusive, with the reason."""
    reason = f"the check itself failed: {failed}"
    return Decided(check, Outcome.INCONCLUSIVE, Confidence.WEAK, reason, 0, seen.sentence)


def finding(
    decided: Decided, *, commit: str, line_of: Callable[[str, int | None], str], repository: str
) -> Finding:
    """The finding of one check, with the lines that it cites."""
    check = decided.check
    evidence = tuple(
        Evidence(
            path=s.path, line=s.line, commit=commit if s.commit is None else s.commit,
            direction=s.direction, note=_shown(s.note),
            excerpt=s.excerpt or excerpt(line_of(s.path, s.line)),
        )
        for s in decided.sightings
    )  # fmt: skip
    return Finding(
        id=check.id, informs=check.informs, title=check.title, outcome=decided.outcome,
        confidence=decided.confidence, examined=decided.examined, searched=decided.searched,
        reason=_shown(decided.reason), evidence=evidence, remediation=check.remediation,
        repository=repository,
    )  # fmt: skip


def _shown(text: str) -> str:
    """A sentence that may repeat words of the repository, without anything that could steer a reader."""
    return clipped(visible(text), _SENTENCE).strip()


def _outcome(
    check: type[Check[Any]], examined: int, sightings: Sequence[Sighting], seen: Seen
) -> tuple[Outcome, Confidence, str]:
    supports = [s for s in sightings if s.direction is Direction.SUPPORTS]
    against = [s for s in sightings if s.direction is Direction.CONTRADICTS]
    unclear = [s for s in sightings if s.direction is Direction.CANNOT_TELL]
    if not sightings:
        return _absent(check, examined, seen)
    if check.policy is Policy.ANY:
        if supports:
            return Outcome.MET, _strength(check, supports), supports[0].note
        if unclear:
            return Outcome.INCONCLUSIVE, Confidence.WEAK, unclear[0].note
        return Outcome.NOT_MET, _strength(check, against), against[0].note
    certain = [s for s in against if not s.weak]
    if certain or (against and not supports and len(against) >= len(unclear)):
        mixed = check.asks_where_mixed and any(not s.weak for s in supports)
        strength = Confidence.WEAK if mixed else _strength(check, against)
        return Outcome.NOT_MET, strength, (certain or against)[0].note
    if against and (supports or unclear):
        kept = f"{len(supports)} of {len(sightings)} hold" if supports else f"{len(unclear)} cannot be told"
        note = f"{kept}; {against[0].note}"
        return Outcome.INCONCLUSIVE, Confidence.WEAK, note
    if unclear:
        return Outcome.INCONCLUSIVE, Confidence.WEAK, unclear[0].note
    return Outcome.MET, _strength(check, supports), supports[0].note


def _absent(check: type[Check[Any]], examined: int, seen: Seen) -> tuple[Outcome, Confidence, str]:
    """What it means that nothing was sighted at all."""
    noun = check.fact.noun
    if check.fact.scope is Scope.OCCURRENCE:
        reason = f"there is no {noun} that this applies to" if examined else f"the repository holds no {noun}"
        gap = seen.gaps.get(check.fact.basis)
        if gap:
            return Outcome.INCONCLUSIVE, Confidence.WEAK, f"no {noun} was found, but {gap}"
        return Outcome.NOT_APPLICABLE, Confidence.WEAK, reason
    if check.fact.scope is Scope.AI_SYSTEM and not seen.ai:
        return Outcome.NOT_APPLICABLE, Confidence.WEAK, "no use of a model was found"
    gap = seen.gaps.get(check.fact.basis)
    if check.fact.scope is Scope.MODEL_CALLS and not seen.calls and not gap:
        return Outcome.NOT_APPLICABLE, Confidence.WEAK, "no model is called here"
    if gap:
        return Outcome.INCONCLUSIVE, Confidence.WEAK, f"nothing was found, but {gap}"
    return Outcome.NOT_MET, Confidence.WEAK, "nothing of the kind was found"


def _strength(check: type[Check[Any]], sightings: Sequence[Sighting]) -> Confidence:
    if check.confidence is Confidence.STRONG and any(not s.weak for s in sightings):
        return Confidence.STRONG
    return Confidence.WEAK


def _order(sightings: Sequence[Sighting], outcome: Outcome) -> list[Sighting]:
    """The sightings that decided first, strong before weak; what is said of one place twice, once."""
    first = {
        Outcome.MET: Direction.SUPPORTS,
        Outcome.NOT_MET: Direction.CONTRADICTS,
    }.get(outcome, Direction.CANNOT_TELL)
    once = {
        (s.path, s.line, s.commit, s.direction, s.note): s for s in sorted(sightings, key=lambda s: -s.weak)
    }
    return sorted(once.values(), key=lambda s: (s.direction is not first, s.weak, s.path, s.line or 0))


def _searched(kind: type[Fact], examined: int, seen: Seen, *, found: bool) -> str:
    if issubclass(kind, FileTree):
        return f"{'the names of' if found else 'no such file among'} {seen.sentence}"
    many = _plural(kind.noun) if examined else kind.noun
    return f"{plural(examined, kind.noun, many)} among {seen.sentence}"


def _plural(noun: str) -> str:
    """The plural of a noun with what follows it: `reads of a secret`, `text files`."""
    head, *rest = re.split(r" (?=of |that )", noun, maxsplit=1)
    return " ".join([f"{head}s", *rest]).replace(" that runs ", " that run ")

"""What an assessment was earlier: at a milestone, what was rated before, and how a change is undone."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from audit.model import wording
from audit.model.assessment import Assessment, Rating
from audit.model.base import InputError
from audit.model.conclusion import Conclusion
from audit.model.earlier import EarlierRun
from audit.model.ledger import COLLECTIONS, SETTINGS, Body, Entry, Kind, Step, assessment_of, fold, replay
from audit.model.speech import _
from audit.model.steps import about, find_item, overlap


class Rated(NamedTuple):
    """A rating of the past: when it was given, by whom on record, and what it said."""

    at: datetime
    actor: str
    rating: Rating


def as_run(name: str, assessment: Assessment, conclusion: Conclusion) -> EarlierRun:
    """What an assessment came to, under a name, for later reports on the same subject."""
    return EarlierRun(
        name=name,
        as_of=assessment.as_of,
        score=conclusion.published,
        failed=len(conclusion.gates.failed),
        unverified=len(conclusion.gates.unverified),
        rubric=conclusion.rubric,
    )


def review(assessment: Assessment, conclusion: Conclusion) -> EarlierRun:
    """What a review came to, under its day."""
    return as_run(_("Review of {day}", day=wording.day(assessment.as_of)), assessment, conclusion)


def at_milestone(entries: Sequence[Entry], name: str) -> Assessment:
    """The assessment as it stood when this milestone was set."""
    marked = [entry for entry in entries if entry.kind is Kind.MILESTONE]
    found = next((entry for entry in marked if entry.body["name"] == name), None)
    if found is None:
        names = ", ".join(entry.body["name"] for entry in marked)
        raise InputError(
            _("there is no milestone {name}; there are: {names}", name=repr(name), names=names)
            if names
            else _("there is no milestone {name}; set one first", name=repr(name))
        )
    return fold(entries[: found.seq])


def ratings_of(entries: Sequence[Entry], criterion: str) -> Iterator[Rated]:
    """Every rating that this criterion was ever given, first to last."""
    for entry in entries:
        if entry.kind is Kind.RATED and entry.body["criterion"] == criterion:
            yield Rated(entry.at, entry.actor, Rating.model_validate(entry.body))
        elif entry.kind is Kind.IMPORTED:
            for body in entry.body.get("ratings", []):
                if body["criterion"] == criterion:
                    yield Rated(entry.at, entry.actor, Rating.model_validate(body))


def undoing(entries: Sequence[Entry], seq: int) -> Step:
    """The step that takes the change of entry number `seq` back; raises InputError where there is none.

    The entry stays; what it changed becomes what it was before, unless it was changed again since.
    """
    if not 1 <= seq <= len(entries):
        raise InputError(
            _(
                "there is no entry {seq} in this history; it has {entries}",
                seq=str(seq),
                entries=str(len(entries)),
            )
        )
    entry = entries[seq - 1]
    step = Step(entry.kind, entry.body)
    if entry.kind in {Kind.OPENED, Kind.IMPORTED}:
        raise InputError(
            _("entry {seq} began or brought a whole assessment, and cannot be undone by itself", seq=str(seq))
        )
    if any(overlap(Step(later.kind, later.body), step) for later in entries[seq:]):
        raise InputError(
            _(
                "{about} was changed again after entry {seq}; undo the later change first",
                about=about(step),
                seq=str(seq),
            )
        )
    before: Body = replay({}, entries[: seq - 1])
    if entry.kind in SETTINGS:
        held = assessment_of(before).model_dump(mode="json")
        return Step(entry.kind, {field: held[field] for field in entry.body})
    if entry.kind is Kind.WITHDRAWN:
        field = entry.body["field"]
        kind = next(kind for kind, one in COLLECTIONS.items() if one.field == field)
        return Step(kind, entry.body["item"])
    field = COLLECTIONS[entry.kind].field
    old = find_item(before, entry.kind, entry.body)
    return Step(entry.kind, old) if old else Step(Kind.WITHDRAWN, {"field": field, "item": entry.body})

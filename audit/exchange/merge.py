"""The assessment that a filled questionnaire makes, once it is decided which reply stands in a conflict."""

from collections.abc import Mapping

from audit.model.assessment import Answer, Assessment
from audit.model.base import InputError, Value
from audit.model.ledger import COLLECTIONS, Kind
from audit.model.preview import Change, Effect, Preview, Side
from audit.model.speech import _

ALL = ""
"""The key under which `take` says what holds for every conflict that is not named."""


def merged(assessment: Assessment, preview: Preview, take: Mapping[str, Side] | None = None) -> Assessment:
    """The assessment with what the preview brings; `take` says by question, or for ALL, which reply stands.

    Raises InputError while a conflict is undecided, and for a decision about what is no conflict.
    """
    sides = dict(take or {})
    conflicts = preview.having(Effect.CONFLICT)
    rest = sides.pop(ALL, None)
    if strange := sorted(set(sides) - {change.question for change in conflicts}):
        raise InputError(
            _(
                "{file}: {strange} is in no conflict; leave it out of --take",
                file=preview.file,
                strange=", ".join(strange),
            )
        )
    open_ones = [change for change in conflicts if sides.get(change.question, rest) is None]
    if open_ones:
        raise InputError(f"{preview.file}: {_undecided(open_ones)}")
    taken = [
        change
        for change in preview.changes
        if change.effect in {Effect.NEW, Effect.CHANGED}
        or (change.effect is Effect.CONFLICT and sides.get(change.question, rest) is Side.THEIRS)
    ]
    new: dict[Kind, list[Value]] = {Kind.RESPONDENT_NAMED: [preview.respondent]}
    for change in taken:
        kind = Kind.ANSWERED if isinstance(change.given, Answer) else Kind.RESPONDED
        if change.given is not None:
            new.setdefault(kind, []).append(change.given)
        new.setdefault(Kind.EVIDENCE_REGISTERED, []).extend(change.evidence)
    fields = {
        COLLECTIONS[kind].field: _joined(getattr(assessment, COLLECTIONS[kind].field), items, kind)
        for kind, items in new.items()
    }
    return assessment.model_copy(update=fields)


def _undecided(conflicts: list[Change]) -> str:
    lines = [
        "  "
        + _(
            "{question} ({place}): on record {before}; the file says {after}",
            question=c.question,
            place=c.place,
            before=c.before or "nothing",
            after=c.after,
        )
        for c in conflicts
    ]
    return "\n".join(
        [
            _(
                "{conflicts} replies were changed on record since this file went out; say which stand: "
                "--take theirs (the file's), --take ours (those on record), or --take QUESTION=theirs",
                conflicts=str(len(conflicts)),
            ),
            *lines,
        ]
    )


def _joined(held: tuple[Value, ...], new: list[Value], kind: Kind) -> tuple[Value, ...]:
    """The list with each new item in the place of the one with the same key, or behind the others."""
    parts = COLLECTIONS[kind].key

    def key(item: Value) -> tuple[object, ...]:
        return tuple(getattr(item, part) for part in parts)

    wanted = {key(item): item for item in new}
    kept = [wanted.pop(key(item), item) for item in held]
    return (*kept, *wanted.values())

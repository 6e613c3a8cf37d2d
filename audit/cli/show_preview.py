"""What the command line prints of a filled questionnaire, and how it is told what stands in a conflict."""

from collections.abc import Iterator, Sequence

from audit.model.errors import InputError
from audit.model.preview import Change, Effect, Preview, Side
from audit.model.sheet import Note
from audit.model.text import visible

MAX_LISTED = 100
_SAID = {
    Effect.NEW: "new",
    Effect.CHANGED: "changed",
    Effect.CONFLICT: "in conflict: changed on record since the file went out",
    Effect.KEPT: "kept as on record",
}


def preview(found: Preview) -> str:
    """A preview as text: what is new, what changes, what cannot be taken, and why."""
    return "\n".join(map(visible, _lines(found)))


def _lines(found: Preview) -> Iterator[str]:
    who = found.respondent
    name = f" ({who.name})" if who.name else ""
    language = f", asked in {found.language}" if found.language != "en" else ""
    yield f"{found.file}: {found.pack}, filled in by {who.id}{name}, {who.party.value}{language}"
    same = len(found.having(Effect.UNCHANGED))
    counts = [f"{len(found.having(effect))} {effect.value}" for effect in _SAID]
    yield f"  {', '.join(counts)}, {same} unchanged, {found.blank} without a reply"
    for effect, said in _SAID.items():
        if changes := found.having(effect):
            yield f"{said}:"
            for change in changes:
                yield from _change(change)
    yield from _notes("no such question, so not taken", found.unknown)
    yield from _notes("wrong, so not taken", found.errors)
    yield from _notes("to know", found.notices)


def _change(change: Change) -> Iterator[str]:
    yield f"  {change.question}  {change.text}"
    if change.before:
        yield f"    on record: {change.before}"
    if change.after:
        yield f"    the file:  {change.after}   [{change.place}]"
    yield from (f"    note: {note}" for note in change.notes)


def _notes(what: str, notes: Sequence[Note]) -> Iterator[str]:
    if notes:
        yield f"{what}:"
        yield from (f"  {note}" for note in notes[:MAX_LISTED])
        if len(notes) > MAX_LISTED:
            yield f"  and {len(notes) - MAX_LISTED} more; --format json has all"


def sides(given: Sequence[str]) -> dict[str, Side]:
    """What stands in conflicts, by question; under the empty name, in every other one."""
    found: dict[str, Side] = {}
    for word in given:
        question, _, side = word.rpartition("=")
        if side not in set(Side) or question in found:
            raise InputError(f"--take {word}: say theirs, ours, or once for a question: EVAL-01=theirs")
        found[question] = Side(side)
    return found

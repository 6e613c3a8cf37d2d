"""Questions in place of accusations: what a weak contradiction asks the one whose statement it touches."""

from collections.abc import Iterable, Iterator

from audit.model.assessment import ContradictionState
from audit.model.examination import Contradiction, Query
from audit.model.finding import Confidence


def queries(register: Iterable[Contradiction]) -> Iterator[Query]:
    """One question for each open contradiction that is weak, in the order of the register."""
    for entry in register:
        if entry.state is ContradictionState.OPEN and entry.strength is Confidence.WEAK:
            yield Query(
                contradiction=entry.id,
                criterion=entry.criterion,
                respondent=entry.respondent,
                text=_text(entry),
            )


def _text(entry: Contradiction) -> str:
    said = f"{entry.statement}{f' ({entry.place})' if entry.place else ''}"
    if entry.evidence:
        places = ", ".join(evidence.place for evidence in entry.evidence[:3])
        seen = f"At {places} it looks as if this does not hold: {entry.finding}"
        return f"You say {said}. {_stopped(seen)} What is it that this misreads, or what else ensures it?"
    where = f" in {entry.repository}" if entry.repository else ""
    searched = entry.searched or entry.finding
    return (
        f"You say {said}. It was not found{where} ({searched}). In which file and line, or where else, is it?"
    )


def _stopped(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."

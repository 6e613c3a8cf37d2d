"""Questions in place of accusations: what a weak contradiction asks the one whose statement it touches."""

from collections.abc import Iterable, Iterator

from audit.model.assessment import ContradictionState
from audit.model.examination import Contradiction, Query
from audit.model.finding import Confidence
from audit.model.speech import _


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
    said = f"{entry.statement} ({entry.place})" if entry.place else entry.statement
    if entry.evidence:
        return _(
            "You say {said}. At {places} it looks as if this does not hold: {seen} "
            "What is it that this misreads, or what else ensures it?",
            said=said,
            places=", ".join(evidence.place for evidence in entry.evidence[:3]),
            seen=entry.finding if entry.finding.endswith((".", "!", "?")) else f"{entry.finding}.",
        )
    searched = entry.searched or entry.finding
    if not entry.repository:
        return _(
            "You say {said}. It was not found ({searched}). In which file and line, or where else, is it?",
            said=said,
            searched=searched,
        )
    return _(
        "You say {said}. It was not found in {repository} ({searched}). "
        "In which file and line, or where else, is it?",
        said=said,
        repository=entry.repository,
        searched=searched,
    )

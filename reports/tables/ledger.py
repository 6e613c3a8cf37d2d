"""Everything that was said, and every question without an answer, one a row."""

from collections.abc import Iterable, Iterator

from audit.model import wording
from audit.model.assessment import Answer
from audit.model.dossier import Dossier
from audit.model.response import ReplyState
from audit.model.speech import _, marked
from reports.people import respondent
from reports.replies import replies
from reports.tables.cells import NARROW, WIDE, Column, Sheet, Value

REPLIED = {
    ReplyState.ANSWERED: marked("answered"),
    ReplyState.UNKNOWN: marked("unknown"),
    ReplyState.DECLINED: marked("declined"),
    ReplyState.NOT_APPLICABLE: marked("not applicable"),
}


def ledger(dossier: Dossier) -> Sheet:
    """Every answer, claim, reply and rating, then every question without an answer."""
    titles = (
        *(
            Column(_("Kind"), NARROW),
            Column(_("Question"), NARROW),
            Column(_("What is asked"), 44),
            Column(_("By")),
        ),
        *(
            Column(_("On"), 13),
            Column(_("Said")),
            Column(_("Level"), NARROW),
            Column(_("Evidence")),
            Column(_("Items")),
        ),
        *(
            Column(_("In their words"), WIDE),
            Column(_("Reason"), 40),
            Column(_("Where it stands")),
            Column(_("Nature")),
        ),
    )
    given = dossier.assessment
    rows = (
        *(_statement(dossier, _("answer"), one) for one in given.answers),
        *(_statement(dossier, _("claim"), one) for one in given.claims),
        *_replies(dossier),
        *_ratings(dossier),
        *_unanswered(dossier),
    )
    about = _("Every answer, claim, reply and rating on record, and every question without an answer.")
    return Sheet(_("Ledger"), about, titles, rows)


def _statement(dossier: Dossier, kind: str, said: Answer) -> tuple[Value, ...]:
    quoted = wording.quoted(said.quote) if said.quote else ""
    return (
        *(kind, said.criterion, dossier.rubric.by_id[said.criterion].name),
        *(
            respondent(dossier, said.by) or _("not named"),
            said.at,
            wording.ANSWER_STATES[said.state],
            said.level,
        ),
        *(wording.grade(said.grade) if said.answered else "", ", ".join(said.evidence)),
        *("\n".join(filter(None, (quoted, said.narrative))), said.reason),
        *(str(said.place) if said.place else "", ""),
    )


def _replies(dossier: Dossier) -> Iterator[tuple[Value, ...]]:
    pairs = zip(dossier.assessment.responses, replies(dossier, whole=True), strict=True)
    for given, reply in pairs:
        table = "\n".join(" · ".join(row) for row in reply.table)
        said = "\n".join(filter(None, (reply.said, table)))
        items = ", ".join(given.evidence)
        yield (
            *(_("reply"), reply.key, reply.question, reply.by, given.at, _(REPLIED[given.state])),
            *(None, "", items, said, "", "", reply.nature),
        )


def _ratings(dossier: Dossier) -> Iterator[tuple[Value, ...]]:
    for rating in dossier.assessment.ratings:
        yield (
            *(
                _("rating"),
                rating.criterion,
                dossier.rubric.by_id[rating.criterion].name,
                rating.by,
                rating.at,
            ),
            *(
                _("rated by the auditor"),
                rating.level,
                wording.grade(rating.grade),
                ", ".join(rating.evidence),
            ),
            *(rating.rationale, "", "", ""),
        )


def _unanswered(dossier: Dossier) -> Iterator[tuple[Value, ...]]:
    open_ones: Iterable[str] = (
        standing.criterion
        for standing in dossier.conclusion.standings.values()
        if standing.applicable and not standing.answered
    )
    for key in open_ones:
        name = dossier.rubric.by_id[key].name
        yield (_("none"), key, name, "", None, _("no answer"), None, "", "", "", "", "", "")

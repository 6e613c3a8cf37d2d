"""Where each criterion stands: credited and upper level, from what was said and shown (7.1, 7.1a)."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from audit.judgement.examination import CLAIMED_LEVEL, Examination
from audit.model import names
from audit.model.assessment import Answer, AnswerState, Assessment, Party, Rating
from audit.model.evidence import Grade
from audit.model.examination import ContradictionRate
from audit.model.finding import Confidence
from audit.model.register import EvidenceItem
from audit.model.rubric import Criterion, Rubric
from audit.model.speech import _, marked
from audit.model.standing import GateState, Standing

MONTHS_VALID = 12
MONTHS_VALID_SHORT = 6
TOP_LEVEL = 4
SUPPORT = marked("support from a repository accepted as documented")


@dataclass(frozen=True)
class _Bounds:
    """What one statement is worth; `own` and `grade` are of its own evidence, which alone meets a gate."""

    low: int
    high: int
    grade: Grade
    own: int


def standings(
    assessment: Assessment, rubric: Rubric, examination: Examination, rates: Iterable[ContradictionRate]
) -> dict[str, Standing]:
    """The standing of every criterion that applies to the subject's kinds, in the order of the rubric."""
    lowered = frozenset(rate.respondent for rate in rates if rate.applied)
    reader = _Reader(assessment, examination, lowered)
    return {
        criterion.id: reader.standing(criterion)
        for criterion in rubric.criteria()
        if criterion.applies(assessment.subject.kinds)
    }


def standing_of(
    criterion: Criterion, assessment: Assessment, examination: Examination, lowered: frozenset[str]
) -> Standing:
    """The standing of one criterion; `lowered` are the respondents who are believed one grade less."""
    return _Reader(assessment, examination, lowered).standing(criterion)


def months_before(day: date, months: int) -> date:
    """The day so many calendar months earlier; the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def expired(item: EvidenceItem, as_of: date) -> bool:
    """Whether an item has lost a grade by age: 12 months, 6 for drills and evaluations."""
    months = MONTHS_VALID_SHORT if item.short_lived else MONTHS_VALID
    return item.date < months_before(as_of, months)


def lower(grade: Grade) -> Grade:
    """One grade less."""
    return Grade(max(0, grade - 1))


class _Reader:
    """Reads the statements of one assessment."""

    def __init__(self, assessment: Assessment, examination: Examination, lowered: frozenset[str]) -> None:
        self.assessment, self.examination, self.lowered = assessment, examination, lowered
        self.register = {item.id: item for item in assessment.evidence}
        self.ratings = {rating.criterion: rating for rating in assessment.ratings}
        self.stated: dict[str, list[tuple[int, Answer]]] = {}
        for position, statement in enumerate(assessment.statements()):
            self.stated.setdefault(statement.criterion, []).append((position, statement))

    def standing(self, criterion: Criterion) -> Standing:
        stated = self.stated.get(criterion.id, [])
        answered = [(n, s) for n, s in stated if s.answered]
        claimed = max((s.level or 0 for _, s in answered), default=0)
        rating = self.ratings.get(criterion.id)
        notes: list[str] = []
        if not answered and not rating:
            if removed := self._removed([s for _, s in stated], criterion, notes):
                return removed
            return self._unanswered(criterion, [s for _, s in stated], notes)
        if rating:
            bounds = self._rated(rating)
        else:
            each = [self._bounds(n, s, criterion, notes) for n, s in answered]
            bounds = _Bounds(
                low=min(b.low for b in each),
                high=max(b.high for b in each),
                grade=Grade(min(b.grade for b in each)),
                own=min(b.own for b in each),
            )
        spread = rating is None and len({s.level for _, s in answered}) > 1
        if len({s.level for _, s in answered}) > 1:
            notes.append(_differ([s for _n, s in answered], rating))
        return Standing(
            criterion=criterion.id,
            low=bounds.low,
            high=bounds.high,
            claimed=claimed,
            grade=bounds.grade,
            answered=True,
            rated=rating is not None,
            spread=spread,
            gate=gate_state(criterion, bounds.own, bounds.high, bounds.grade),
            notes=tuple(notes),
        )

    def _rated(self, rating: Rating) -> _Bounds:
        grade = self._grade(rating.grade, rating.evidence)
        low = min(rating.level, grade)
        return _Bounds(low, rating.level, grade, own=low)

    def _bounds(self, position: int, statement: Answer, criterion: Criterion, notes: list[str]) -> _Bounds:
        level = statement.level or 0
        grade = self._grade(statement.grade, statement.evidence)
        if statement.by in self.lowered and grade in {Grade.CLAIMED, Grade.DOCUMENTED}:
            grade = lower(grade)
            notes.append(
                _("one grade less: too many claims of {respondent} fail", respondent=statement.by)
                if statement.by
                else _("one grade less: too many claims of this respondent fail")
            )
        low, high = min(level, grade), level
        own = low
        if criterion.id in self.examination.supported:
            high = max(level, CLAIMED_LEVEL)
            low = max(low, min(high, Grade.DOCUMENTED))
            notes.append(_(SUPPORT))
        if level >= CLAIMED_LEVEL:
            match self.examination.against.get(position):
                case Confidence.STRONG:
                    low, high = 0, min(level, 1)
                case Confidence.WEAK:
                    low, own = max(0, low - 1), max(0, own - 1)
        return _Bounds(low, high, grade, own=min(own, low))

    def _grade(self, stated: Grade, items: tuple[str, ...]) -> Grade:
        """The stated grade, no higher than the best cited item still carries at the as-of date."""
        known = [self.register[name] for name in items if name in self.register]
        if not known:
            return stated
        best = max(lower(i.grade) if expired(i, self.assessment.as_of) else i.grade for i in known)
        return min(stated, best)

    def _unanswered(self, criterion: Criterion, stated: list[Answer], notes: list[str]) -> Standing:
        supported = criterion.id in self.examination.supported
        low, high = (CLAIMED_LEVEL, CLAIMED_LEVEL) if supported else (0, TOP_LEVEL)
        if supported:
            notes.append(_(SUPPORT))
        if criterion.id in self.examination.bounded:
            low, high = 0, 1
            notes.append(_("a repository shows a weakness for certain"))
        return Standing(
            criterion=criterion.id,
            low=low,
            high=high,
            claimed=0,
            grade=Grade.NONE,
            answered=supported,
            declined=any(s.state is AnswerState.DECLINED for s in stated),
            gate=gate_state(criterion, low, high, Grade.NONE),
            notes=tuple(notes),
        )

    def _removed(self, stated: list[Answer], criterion: Criterion, notes: list[str]) -> Standing | None:
        """A standing outside of every sum, if all who replied say that the criterion does not apply."""
        replies = [s for s in stated if s.state is not AnswerState.UNKNOWN]
        if not replies or any(s.state is not AnswerState.NOT_APPLICABLE for s in replies):
            return None
        sighted = criterion.id in self.examination.bounded
        if (criterion.is_gate or sighted) and not any(self._agreed(s) for s in replies):
            notes.append(
                _("said to be not applicable, but a gate needs a second person to agree")
                if criterion.is_gate
                else _(
                    "said to be not applicable, but what a repository shows a weakness of "
                    "needs a second person to agree"
                )
            )
            if any(s.second_person for s in replies):
                notes.append(
                    _("whoever was named is not somebody else: a vendor needs the other side, on record")
                )
            return None
        return Standing(
            criterion=criterion.id,
            low=0,
            high=0,
            claimed=0,
            grade=Grade.NONE,
            answered=False,
            applicable=False,
            notes=tuple(s.reason for s in replies),
        )

    def _agreed(self, statement: Answer) -> bool:
        """Whether somebody else agreed; a respondent under another of his names is nobody else.

        For a vendor that is the auditor, or a respondent of another side: a name that a vendor gives for
        himself proves nothing.
        """
        second = names.folded(statement.second_person)
        named = self.assessment.respondent(statement.by)
        if not second or second in names.known(named.id, named.name):
            return False
        return named.party is not Party.VENDOR or second in self._other_side()

    def _other_side(self) -> frozenset[str]:
        """The auditor, with and without what follows the name, and whoever is no vendor."""
        others = (r for r in self.assessment.respondents if r.party is not Party.VENDOR)
        return names.of_people(self.assessment.auditor, others)


def _differ(statements: Iterable[Answer], rating: Rating | None) -> str:
    """That respondents state different levels, and what decides between them."""
    said = ", ".join(f"{s.by or _('a respondent')} {s.level}" for s in statements)
    if rating is None:
        return _("respondents differ: {levels}; the auditor's rating would decide", levels=said)
    return _(
        "respondents differ: {levels}; the auditor rates {level}: {why}",
        levels=said,
        level=str(rating.level),
        why=rating.rationale,
    )


def gate_state(criterion: Criterion, low: int, high: int, grade: Grade) -> GateState | None:
    """Failed below the gate level for certain, met at it with the minimum evidence, else unverified."""
    if criterion.gate_min_level is None or criterion.gate_min_evidence is None:
        return None
    if high < criterion.gate_min_level:
        return GateState.FAILED
    if low >= criterion.gate_min_level and grade >= criterion.gate_min_evidence:
        return GateState.MET
    return GateState.UNVERIFIED

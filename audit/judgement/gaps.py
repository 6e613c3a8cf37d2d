"""Gaps: criteria below what they require, with severity, condition, cause and consequence."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from audit.judgement.examination import Examination
from audit.model import wording
from audit.model.assessment import Answer, Assessment
from audit.model.examination import Contradiction
from audit.model.finding import Confidence, Finding, Outcome
from audit.model.gap import Gap, Likelihood, Severity
from audit.model.pattern import PatternReading, PatternState
from audit.model.recorded import recorded
from audit.model.rubric import Criterion, Criticality, Rubric
from audit.model.score import Interval
from audit.model.speech import _
from audit.model.standing import GateState, Standing

REQUIRED = 2
SECRETS_CHECK = "no-committed-secrets"
BOUNDS_ON_ACTION = frozenset({"COST-01", "HUM-02", "REL-03"})


@dataclass(frozen=True)
class _Case:
    """All that is known about one criterion."""

    criterion: Criterion
    standing: Standing
    findings: tuple[Finding, ...]
    contradictions: tuple[Contradiction, ...]
    patterns: tuple[PatternReading, ...]
    causes: tuple[PatternReading, ...]

    @property
    def below(self) -> bool:
        """Known to be below what go-live requires; silence alone is not."""
        known = self.standing.answered or self.standing.high < REQUIRED
        return known and self.standing.low < REQUIRED

    @property
    def silent(self) -> bool:
        """Nobody has answered, and nothing that was inspected speaks against it."""
        known = self.standing.answered or self.standing.declined
        return not known and not any(f.outcome is Outcome.NOT_MET for f in self.findings)

    @property
    def sighted(self) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if f.sighted_weakness)

    @property
    def strong_weakness(self) -> bool:
        return any(f.confidence is Confidence.STRONG for f in self.sighted)


_CONDITIONS: dict[str, Callable[[_Case], bool]] = {
    "failed_gate_in_present_pattern": lambda c: c.standing.gate is GateState.FAILED and bool(c.patterns),
    "committed_secret": lambda c: any(
        f.id == SECRETS_CHECK and f.confidence is Confidence.STRONG for f in c.sighted
    ),
    "unbounded_action": lambda c: c.criterion.id in BOUNDS_ON_ACTION and c.standing.gate is GateState.FAILED,
    "failed_gate": lambda c: c.standing.gate is GateState.FAILED,
    "strong_contradiction": lambda c: any(x.strength is Confidence.STRONG for x in c.contradictions),
    "unverified_gate": lambda c: c.standing.gate is GateState.UNVERIFIED,
    "major_below_2": lambda c: c.criterion.criticality is Criticality.MAJOR and c.below,
    "standard_below_2": lambda c: c.criterion.criticality is Criticality.STANDARD and c.below,
    "weak_contradiction": lambda c: bool(c.contradictions),
    "otherwise": lambda c: bool(c.sighted),
}


def find_gaps(
    assessment: Assessment,
    rubric: Rubric,
    levels: dict[str, Standing],
    examination: Examination,
    patterns: Iterable[PatternReading],
) -> tuple[Gap, ...]:
    """Every gap, the most severe and then the cheapest first."""
    present = [reading for reading in patterns if reading.state is PatternState.PRESENT]
    cores = {pattern.id: pattern.core for pattern in rubric.patterns}
    graded: list[tuple[Severity, Criterion, Gap]] = []
    for key, standing in levels.items():
        if not standing.applicable:
            continue
        case = _Case(
            criterion=rubric.by_id[key],
            standing=standing,
            findings=tuple(f for i in assessment.inspections for f in i.checks if f.informs == key),
            contradictions=tuple(
                c
                for c in examination.contradictions
                if c.criterion == key and c.counts and not standing.rated
            ),
            patterns=tuple(reading for reading in present if key in reading.criteria),
            causes=tuple(reading for reading in present if key in cores[reading.id]),
        )
        for row in rubric.decisions.severity:
            fired = next((words for name, words in row.when.items() if _CONDITIONS[name](case)), None)
            if fired:
                severity = Severity(row.severity)
                graded.append((severity, case.criterion, _gap(assessment, case, severity, fired)))
                break
    order = list(Severity)
    graded.sort(key=lambda row: (order.index(row[0]), row[1].effort_person_days[1], row[1].id))
    return tuple(gap.model_copy(update={"id": f"G-{n:02}"}) for n, (_, _, gap) in enumerate(graded, start=1))


def _gap(assessment: Assessment, case: _Case, severity: Severity, rule: str) -> Gap:
    speaking = [f for f in case.findings if f.outcome is Outcome.NOT_MET]
    return Gap(
        id="",
        criterion=case.criterion.id,
        severity=severity,
        rule=rule,
        confidence=_confidence(case),
        likelihood=_likelihood(case),
        condition=" ".join(_condition(assessment, case)),
        consequence=case.criterion.why,
        cause=" ".join(
            _("Consistent with {pattern}: {cause}", pattern=p.name, cause=p.root_cause) for p in case.causes
        )
        or _("Not established by this audit."),
        silent=case.silent,
        recommendation=case.criterion.remediation,
        effort=Interval(*case.criterion.effort_person_days),
        findings=tuple(dict.fromkeys(f.id for f in speaking)),
        evidence=tuple(e for f in speaking for e in f.contradicting),
        statements=tuple(
            s.quote or s.narrative
            for s in assessment.statements()
            if s.criterion == case.criterion.id
            if s.quote or s.narrative
        ),
    )


def _confidence(case: _Case) -> Confidence:
    """Strong where the subject's own people, the auditor or a certain finding say it; else weak."""
    admitted = case.standing.answered and case.standing.high < REQUIRED
    strong = any(c.strength is Confidence.STRONG for c in case.contradictions)
    return Confidence.STRONG if admitted or strong or case.strong_weakness else Confidence.WEAK


def _likelihood(case: _Case) -> Likelihood:
    """Seen where a symptom was; else whether anything on record can still stand in the way."""
    if case.causes and case.standing.high < REQUIRED:
        return Likelihood.SEEN
    if case.standing.high < REQUIRED or case.strong_weakness:
        return Likelihood.EXPOSED
    return Likelihood.OPEN


def _condition(assessment: Assessment, case: _Case) -> Iterator[str]:
    """What is the case, from the auditor, the respondents and the repositories, in this order."""
    rating = next((r for r in assessment.ratings if r.criterion == case.criterion.id), None)
    if rating:
        yield _(
            "The auditor rates level {level} ({grade}): {why}",
            level=str(rating.level),
            grade=wording.grade(rating.grade),
            why=wording.stopped(rating.rationale),
        )
    for statement in assessment.statements():
        if statement.criterion != case.criterion.id or not statement.answered:
            continue
        yield _stated(assessment, case, statement)
    if case.standing.declined:
        yield _("The question was asked and declined.")
    elif not case.standing.answered and not case.sighted:
        yield _("Nobody has answered, and nothing that was inspected decides it.")
    for finding in case.findings:
        if finding.outcome is Outcome.NOT_MET:
            why = recorded(finding.searched if finding.nothing_found else finding.reason)
            yield _("{check}: not met; {why}", check=recorded(finding.title), why=wording.stopped(why))
        elif finding.outcome is Outcome.MET:
            why = recorded(finding.reason)
            yield _("{check}: met; {why}", check=recorded(finding.title), why=wording.stopped(why))


def _stated(assessment: Assessment, case: _Case, statement: Answer) -> str:
    """What somebody says of the criterion, in the words that are known."""
    said = statement.narrative or case.criterion.levels[statement.level or 0]
    who = assessment.respondent(statement.by).name or statement.by or _("The respondent")
    words = wording.stopped(wording.quoted(statement.quote) if statement.quote else said)
    if statement.place:
        return _(
            "{who} claims level {level} in {place}: {words}",
            who=who,
            level=str(statement.level),
            place=str(statement.place),
            words=words,
        )
    return _(
        "{who} states level {level} ({grade}): {words}",
        who=who,
        level=str(statement.level),
        grade=wording.grade(statement.grade),
        words=words,
    )

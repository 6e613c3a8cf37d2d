"""Cross-examination: what was said, compared with what the repositories show (methodology 7.1a)."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from audit.judgement.nominations import nominations, supported, told
from audit.model import wording
from audit.model.assessment import Answer, Assessment, ContradictionState, Ruling
from audit.model.examination import Agreement, Contradiction, CrossExamination, Nomination
from audit.model.finding import Confidence, Finding, Outcome
from audit.model.recorded import recorded
from audit.model.rubric import Rubric
from audit.model.speech import _

CLAIMED_LEVEL = 2
"""From this level on a statement claims that a control exists; below it there is nothing to contradict."""


@dataclass(frozen=True)
class Examination:
    """The register of contradictions, every comparison made, and what follows for the criteria."""

    comparisons: tuple[CrossExamination, ...]
    contradictions: tuple[Contradiction, ...]
    positions: tuple[int, ...]
    """For each contradiction, the position of its statement among all statements."""
    against: dict[int, Confidence]
    """The strongest contradiction that counts, by the position of a statement among all statements."""
    checkable: dict[str, int] | None
    """How many claims of each respondent a decided check could speak to; none where nothing was inspected."""
    bounded: frozenset[str]
    """Criteria without an answer for which a weakness was sighted for certain."""
    nominations: tuple[Nomination, ...]
    """What repositories show in support, with what the auditor made of it."""
    supported: frozenset[str]
    """Criteria for which the auditor accepted what a repository shows."""
    limitations: tuple[str, ...]


def words(statement: Answer) -> str:
    """What was stated: in quotation marks where the words themselves are known, and only there."""
    said = statement.quote or statement.narrative
    if said:
        return wording.quoted(said)
    return _("level {level}, in no words of its own", level=str(statement.level))


def examine(assessment: Assessment, rubric: Rubric) -> Examination:
    """Compare every statement about an applicable criterion with every finding that informs it."""
    findings: dict[str, list[Finding]] = defaultdict(list)
    for inspection in assessment.inspections:
        for finding in inspection.checks:
            findings[finding.informs].append(finding)
    comparisons: list[CrossExamination] = []
    entries: list[tuple[int, Contradiction]] = []
    bounded: set[str] = set()
    applicable = {c.id: c for c in rubric.criteria() if c.applies(assessment.subject.kinds)}
    statements = [(n, s) for n, s in enumerate(assessment.statements()) if s.criterion in applicable]
    denied = _denied(assessment)
    for criterion in applicable.values():
        informing = findings[criterion.id]
        stated = [(n, s) for n, s in statements if s.criterion == criterion.id and s.answered]
        for position, statement in stated:
            entries += [(position, entry) for entry in _given(statement)]
            for finding in informing:
                said = (statement.criterion, finding.id, statement.by) in denied
                asserted = said or statement.asserts == finding.id
                comparison = _compare(statement, finding, asserted and _nowhere(finding, informing))
                comparisons.append(comparison)
                if comparison.agreement is Agreement.CONTRADICTED:
                    entries.append((position, _entry(statement, finding)))
        if not stated:
            comparisons += [_unanswered(finding) for finding in informing]
            if any(f.sighted_weakness and f.confidence is Confidence.STRONG for f in informing):
                bounded.add(criterion.id)
    positions = tuple(position for position, _ in entries)
    offered = tuple(nominations(assessment, applicable))
    register = tuple(_ruled((entry for _, entry in entries), assessment.rulings))
    return Examination(
        comparisons=tuple(comparisons),
        contradictions=register,
        positions=positions,
        against=strongest(positions, register),
        checkable=_checkable(statements, findings) if assessment.inspections else None,
        bounded=frozenset(bounded),
        nominations=offered,
        supported=supported(offered),
        limitations=(*_without_object(assessment, register), *told(assessment, offered)),
    )


def strongest(positions: Iterable[int], register: Iterable[Contradiction]) -> dict[int, Confidence]:
    """By the position of a statement, the strongest contradiction that counts."""
    against: dict[int, Confidence] = {}
    for position, entry in zip(positions, register, strict=True):
        if entry.counts and against.get(position) is not Confidence.STRONG:
            against[position] = entry.strength
    return against


def _nowhere(finding: Finding, informing: Iterable[Finding]) -> bool:
    """Whether the check found nothing in any repository and was undecided in none."""
    same = [other.outcome for other in informing if other.id == finding.id]
    return Outcome.MET not in same and Outcome.INCONCLUSIVE not in same


def _denied(assessment: Assessment) -> frozenset[tuple[str, str, str]]:
    """Criterion, check and respondent where it was upheld that what he asserted is not there.

    Saying the same again without naming what could be seen does not take it back.
    """
    asserted = {(s.criterion, s.asserts or "", s.by) for s in assessment.statements()}
    rulings = (r for r in assessment.rulings if r.state is ContradictionState.UPHELD)
    return frozenset(asserted.intersection((r.criterion, r.check, r.by) for r in rulings if r.check))


def _compare(statement: Answer, finding: Finding, absent: bool) -> CrossExamination:
    """The statement beside the finding; `absent`: what it asserts is found in no repository."""
    claims = (statement.level or 0) >= CLAIMED_LEVEL
    if finding.outcome is Outcome.MET:
        agreement = Agreement.CORROBORATED if claims else Agreement.UNDERSTATED
        note = _("supports it; counts when the auditor accepts it")
    elif finding.outcome is not Outcome.NOT_MET:
        agreement, note = Agreement.UNVERIFIABLE, recorded(finding.reason)
    elif not claims:
        agreement, note = Agreement.CONFIRMED_GAP, recorded(finding.reason)
    elif finding.sighted_weakness or absent:
        agreement, note = Agreement.CONTRADICTED, recorded(finding.reason)
    else:
        agreement, note = Agreement.UNSUPPORTED, recorded(finding.searched)
    return CrossExamination(
        criterion=statement.criterion,
        check=finding.id,
        repository=finding.repository,
        respondent=statement.by,
        level=statement.level,
        agreement=agreement,
        note=note,
    )


def _unanswered(finding: Finding) -> CrossExamination:
    strong = finding.confidence is Confidence.STRONG
    if finding.outcome is Outcome.MET:
        agreement = Agreement.NOMINATED
    elif finding.sighted_weakness and strong:
        agreement = Agreement.BOUNDED
    else:
        agreement = Agreement.OPEN
    return CrossExamination(
        criterion=finding.informs,
        check=finding.id,
        repository=finding.repository,
        agreement=agreement,
        note=recorded(finding.reason),
    )


def _entry(statement: Answer, finding: Finding) -> Contradiction:
    sighted = finding.sighted_weakness
    return Contradiction(
        id="",
        criterion=statement.criterion,
        check=finding.id,
        respondent=statement.by,
        level=statement.level or 0,
        statement=words(statement),
        at=statement.at,
        place=statement.place,
        finding=recorded(finding.reason),
        evidence=finding.contradicting,
        searched="" if sighted else recorded(finding.searched),
        repository=finding.repository,
        strength=finding.confidence if sighted else Confidence.WEAK,
    )


def _given(statement: Answer) -> Iterator[Contradiction]:
    """A contradiction that the assessment itself states, established outside of these inspections."""
    if statement.contradiction and (statement.level or 0) >= CLAIMED_LEVEL:
        yield Contradiction(
            id="",
            criterion=statement.criterion,
            check="",
            respondent=statement.by,
            level=statement.level or 0,
            statement=words(statement),
            at=statement.at,
            place=statement.place,
            finding=_("contradicted as stated in the assessment"),
            strength=statement.contradiction,
        )


def _ruled(entries: Iterable[Contradiction], rulings: tuple[Ruling, ...]) -> Iterator[Contradiction]:
    """Number the register and apply the auditor's rulings; an upheld contradiction is strong."""
    by_key = {(ruling.criterion, ruling.check, ruling.by): ruling for ruling in rulings}
    for number, entry in enumerate(entries, start=1):
        ruling = by_key.get((entry.criterion, entry.check, entry.respondent))
        numbered = entry.model_copy(update={"id": f"C-{number:02}", "found_as": entry.strength})
        if ruling:
            said = {"reason": ruling.reason, "reply": ruling.reply, "ruled_at": ruling.at}
            numbered = in_state(numbered.model_copy(update=said), ruling.state)
        yield numbered


def in_state(entry: Contradiction, state: ContradictionState) -> Contradiction:
    """The entry in this state; an upheld one is strong."""
    upheld = state is ContradictionState.UPHELD
    strength = Confidence.STRONG if upheld else entry.found_as
    return entry.model_copy(update={"state": state, "strength": strength})


def _checkable(
    statements: Iterable[tuple[int, Answer]], findings: dict[str, list[Finding]]
) -> dict[str, int]:
    """For each respondent, the claims that a check with a met or not-met outcome could speak to (7.1a)."""
    decided = {Outcome.MET, Outcome.NOT_MET}
    return Counter(
        statement.by
        for _, statement in statements
        if (statement.level or 0) >= CLAIMED_LEVEL
        if statement.contradiction or any(f.outcome in decided for f in findings[statement.criterion])
    )


def _without_object(assessment: Assessment, register: tuple[Contradiction, ...]) -> Iterator[str]:
    known = {(entry.criterion, entry.check, entry.respondent) for entry in register}
    for ruling in assessment.rulings:
        if (ruling.criterion, ruling.check, ruling.by) not in known:
            yield _(
                "The ruling on {criterion} ({check}) has no contradiction to rule on; it changes nothing.",
                criterion=ruling.criterion,
                check=ruling.check,
            )

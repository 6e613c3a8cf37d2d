"""What a reader has to know before trusting a figure."""

from collections.abc import Iterable, Iterator, Sequence

from audit.judgement import waivers
from audit.judgement.examination import Examination
from audit.judgement.rates import lowers
from audit.judgement.reservation import on_word
from audit.judgement.score import Levels
from audit.judgement.standing import expired
from audit.model import wording
from audit.model.asking import hidden, question_of
from audit.model.assessment import Answer, AnswerState, Assessment, Party
from audit.model.examination import ContradictionRate
from audit.model.rubric import Rubric
from audit.model.speech import _

MOST_REMOVED = 0.15
"""Above this share of a dimension's weight, criteria called not applicable are reported (methodology 7.1)."""


def limitations(
    assessment: Assessment,
    rubric: Rubric,
    levels: Levels,
    examination: Examination,
    rates: Sequence[ContradictionRate],
) -> Iterator[str]:
    """One sentence each, the widest first."""
    if assessment.interests:
        yield _("Interests of the assessor: {interests}", interests=assessment.interests)
    else:
        yield _("The assessor has not said whether there are conflicts of interest.")
    if not assessment.auditor:
        yield _("No auditor is named: nobody answers for these judgements.")
    if not assessment.inspections:
        yield _("No repository was inspected: nothing that was said could be compared with code.")
    for inspection in assessment.inspections:
        seen = inspection.coverage
        yield _(
            "Of repository {repository}, {read} of {files} files were read and {parsed} parsed; "
            "code was read, never run.",
            repository=inspection.repository,
            read=str(seen.read),
            files=str(seen.files),
            parsed=str(seen.parsed),
        )
        if inspection.modified:
            yield _(
                "Repository {repository} was inspected with changes that no commit holds.",
                repository=inspection.repository,
            )
    yield from (
        _("{respondent}: contradiction rate {note}.", respondent=r.respondent, note=r.note)
        if r.respondent
        else _("Respondents: contradiction rate {note}.", note=r.note)
        for r in rates
        if _off(r)
    )
    if told := _split(assessment, rates):
        yield told
    if spread := [key for key, standing in levels.items() if standing.spread]:
        yield _("Respondents differ and the auditor has not rated: {criteria}.", criteria=", ".join(spread))
    if declined := [key for key, standing in levels.items() if standing.declined]:
        yield _("Asked and declined: {criteria}.", criteria=", ".join(declined))
    yield from _about_evidence(assessment, rubric, levels)
    yield from waivers.told(assessment)
    yield from examination.limitations


def not_counted(assessment: Assessment) -> Iterator[str]:
    """The replies that are kept, although the questions were not asked in the end."""
    if unasked := [question_of(reply) for reply in hidden(assessment)]:
        yield _(
            "Kept and not counted, as other replies say that they do not arise: {questions}.",
            questions=", ".join(unasked),
        )


def _about_evidence(assessment: Assessment, rubric: Rubric, levels: Levels) -> Iterator[str]:
    """What weakens the evidence that was given, or takes a criterion out of every sum."""
    if old := [item.id for item in assessment.evidence if expired(item, assessment.as_of)]:
        yield _("Too old, and counted one grade less: evidence {items}.", items=", ".join(old))
    if removed := [key for key, standing in levels.items() if not standing.applicable]:
        yield _("Called not applicable, and in no sum: {criteria}.", criteria=", ".join(removed))
        yield from _removals(assessment, rubric, removed)
    if alone := [s.criterion for s in _absent(assessment) if _counts_still(s, levels)]:
        yield _(
            "Called not applicable, and open all the same, as nobody else agreed: {criteria}.",
            criteria=", ".join(dict.fromkeys(alone)),
        )
    for dimension, share in removed_shares(rubric, levels).items():
        yield _(
            "Of dimension {dimension}, {share} of the weight was called not applicable.",
            dimension=dimension,
            share=wording.percent(share),
        )
    if unseen := sorted({c.criterion for c in assessment.claims if c.quote and not c.quote_found}):
        yield _(
            "Quotations that were not compared with their document: {criteria}.", criteria=", ".join(unseen)
        )
    if own := _graded_without_evidence(assessment):
        yield _(
            "Graded above claimed without an item of the evidence register: {criteria}.",
            criteria=", ".join(own),
        )
    if rated := sorted({r.criterion for r in assessment.ratings if on_word(r, assessment)}):
        yield _(
            "Rated above claimed without an item of the evidence register: {criteria}.",
            criteria=", ".join(rated),
        )
    if single := _resting_on_one(assessment):
        yield _("Claims resting on a single document: {documents}.", documents=", ".join(single))


def _absent(assessment: Assessment) -> list[Answer]:
    return [s for s in assessment.statements() if s.state is AnswerState.NOT_APPLICABLE]


def _counts_still(said: Answer, levels: Levels) -> bool:
    """Whether the criterion is in the sums although all that was said is that it does not apply."""
    standing = levels.get(said.criterion)
    return standing is not None and standing.applicable and not standing.answered


def _removals(assessment: Assessment, rubric: Rubric, removed: list[str]) -> Iterator[str]:
    """Gates with those who agreed to remove them, and answers without a reason from the list."""
    gone = [s for s in _absent(assessment) if s.criterion in removed]
    for said in gone:
        if rubric.by_id[said.criterion].is_gate or said.second_person:
            yield _removal(said, assessment, is_gate=rubric.by_id[said.criterion].is_gate)
    if unlisted := sorted({s.criterion for s in gone if s.inapplicable is None}):
        yield _(
            "Called not applicable without a reason from the list: {criteria}.", criteria=", ".join(unlisted)
        )


def _removal(said: Answer, assessment: Assessment, *, is_gate: bool) -> str:
    by = assessment.respondent(said.by).name or said.by or _("a respondent")
    told = {"criterion": said.criterion, "by": by, "reason": said.reason}
    if said.second_person and is_gate:
        return _(
            "Gate {criterion} was called not applicable by {by}, and {second} agreed: {reason}",
            second=said.second_person,
            **told,
        )
    if said.second_person:
        return _(
            "{criterion} was called not applicable by {by}, and {second} agreed: {reason}",
            second=said.second_person,
            **told,
        )
    return _("Gate {criterion} was called not applicable by {by}: {reason}", **told)


def _off(rate: ContradictionRate) -> bool:
    return rate.checkable is None and rate.strong > 0


def _split(assessment: Assessment, rates: Iterable[ContradictionRate]) -> str:
    """That the people of a vendor fail together where each for himself falls under the rule of the rate."""
    vendor = [r for r in rates if assessment.respondent(r.respondent).party is Party.VENDOR]
    strong, checkable = sum(r.strong for r in vendor), sum(r.checkable or 0 for r in vendor)
    if any(r.applied for r in vendor) or not lowers(strong, checkable):
        return ""
    return _(
        "Respondents of the vendor together ({names}): {strong} of {checkable} checkable claims strongly "
        "contradicted; counted one by one, as the rule says, nobody is believed less. Make sure that they "
        "are several people.",
        names=", ".join(r.respondent for r in vendor),
        strong=str(strong),
        checkable=str(checkable),
    )


def _graded_without_evidence(assessment: Assessment) -> list[str]:
    """Statements that are credited with more than a word and cite nothing, though nobody rated them.

    What a vendor says about itself is named even where the auditor rated.
    """
    rated = {rating.criterion for rating in assessment.ratings}
    return sorted(
        {
            s.criterion
            for s in assessment.statements()
            if on_word(s, assessment)
            if s.criterion not in rated or assessment.respondent(s.by).party is Party.VENDOR
        }
    )


def _resting_on_one(assessment: Assessment) -> list[str]:
    """Criteria that rest on one document which several of them share, whatever it is registered as."""
    files = {item.id: item.sha256 or item.id for item in assessment.evidence}
    names: dict[str, str] = {}
    uses: dict[str, set[str]] = {}
    cited = [(one.criterion, one.evidence) for one in assessment.statements()]
    cited += [(one.criterion, one.evidence) for one in assessment.ratings]
    for criterion, keys in cited:
        documents = {files.get(key, key): key for key in keys}
        if len(documents) == 1:
            ((document, key),) = documents.items()
            uses.setdefault(names.setdefault(document, key), set()).add(criterion)
    return [f"{key} ({', '.join(sorted(found))})" for key, found in sorted(uses.items()) if len(found) > 2]


def removed_shares(rubric: Rubric, levels: Levels) -> dict[str, float]:
    """The share of weight, 0 to 1, of each dimension that lost more than 15% as not applicable."""
    shares: dict[str, float] = {}
    for dimension in rubric.dimensions:
        asked = [(c.weight, levels[c.id]) for c in dimension.criteria if c.id in levels]
        whole = sum(weight for weight, _ in asked)
        removed = sum(weight for weight, standing in asked if not standing.applicable)
        if whole and removed > MOST_REMOVED * whole:
            shares[dimension.id] = removed / whole
    return shares

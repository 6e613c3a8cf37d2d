"""Judgement: from what was said and sighted to levels, gates and a conclusion. Pure functions, no I/O."""

from dataclasses import replace

from audit.judgement.buildability import read_buildability
from audit.judgement.clauses import demands
from audit.judgement.costs import project_costs
from audit.judgement.decisions import decide
from audit.judgement.effects import with_effects
from audit.judgement.examination import examine
from audit.judgement.explanation import explain
from audit.judgement.exposure import expose
from audit.judgement.gaps import find_gaps
from audit.judgement.lessons import lessons
from audit.judgement.limitations import limitations, not_counted, removed_shares
from audit.judgement.partner import proposals, read_partner
from audit.judgement.patterns import by_state, causal_chain, read_patterns
from audit.judgement.plan import plan
from audit.judgement.projection import project
from audit.judgement.queries import queries
from audit.judgement.rates import rates
from audit.judgement.reasons import because
from audit.judgement.repair import repair
from audit.judgement.requests import requests
from audit.judgement.reservation import reserve
from audit.judgement.robustness import robustness
from audit.judgement.score import Levels, Score, gates, score, verdict
from audit.judgement.stages import read_stage
from audit.judgement.standing import standings
from audit.model.asking import without_hidden
from audit.model.assessment import AnswerState, Assessment, Purpose
from audit.model.conclusion import Conclusion, Verdict
from audit.model.costs import CostProjection
from audit.model.plan import Decision
from audit.model.projection import Projection
from audit.model.rubric import Rubric
from audit.model.stage import StageReading
from audit.model.standing import Gates

ENGINE_VERSION = "1.3"
"""Changes whenever the same assessment could get another figure."""


def conclude(assessment: Assessment, rubric: Rubric) -> Conclusion:
    """Judge an assessment by the rubric (methodology 7.1 and 7.1a); the same input gives the same value."""
    whole, assessment = assessment, without_hidden(assessment)
    examination = examine(assessment, rubric)
    known_rates = tuple(rates(assessment, examination))
    said = bool(assessment.ratings) or any(
        statement.state is not AnswerState.UNKNOWN for statement in assessment.statements()
    )
    if not said:  # a scan alone leaves every gate open: nobody is there who could be judged
        examination = replace(examination, bounded=frozenset())
    levels = standings(assessment, rubric, examination, known_rates)
    figures, states = score(levels, rubric), gates(levels)
    reached = verdict(figures.figures, states) if said else None
    patterns = read_patterns(rubric, levels, assessment.symptoms)
    chain = causal_chain(rubric, levels, patterns)
    stage = read_stage(rubric, levels, assessment.profile)
    projection = project(assessment.demo) if assessment.demo else None
    operation, rate = assessment.operation, projection.rate if projection else None
    exposure = expose(operation, assessment.as_of, rate) if operation else None
    partner = read_partner(assessment, rubric)
    week_one = read_buildability(assessment, rubric)
    gaps = find_gaps(assessment, rubric, levels, examination, patterns)
    scored = said and figures.figures is not None
    register = with_effects(assessment, rubric, examination, levels, known_rates)

    def advise(levels: Levels, gates: Gates, verdict: Verdict, stage: StageReading) -> Decision:
        return decide(
            assessment,
            rubric,
            levels=levels,
            gates=gates,
            verdict=verdict,
            stage=stage,
            contradictions=register,
            partner=partner,
            projection=projection,
            gaps=gaps,
            week_one=week_one,
        )

    return Conclusion(
        engine=ENGINE_VERSION,
        rubric=f"{rubric.version} {rubric.content_hash[:12]}",
        conclusion=reached,
        because=because(reached, figures, states),
        published=figures.published if scored else None,
        uncapped=figures.uncapped if scored else None,
        cap=figures.cap,
        as_claimed=float(figures.claimed) if scored and figures.claimed is not None else None,
        evidence_gap=_gap(figures) if scored else None,
        coverage=float(figures.coverage),
        gates=states,
        dimensions=figures.printed() if said else {},
        standings=levels,
        removed_shares=removed_shares(rubric, levels),
        cross_examination=examination.comparisons,
        contradictions=register,
        nominations=examination.nominations,
        questions=tuple(queries(register)),
        rates=known_rates,
        patterns=by_state(patterns),
        pattern_readings=patterns,
        chain=chain,
        stage=stage,
        projection=projection,
        exposure=exposure,
        costs=_costs(assessment, rubric, projection),
        buildability=week_one,
        gaps=gaps,
        repair=repair(gaps, operation),
        lessons=lessons(rubric, levels, patterns)
        if assessment.purpose is Purpose.FAILED_PROJECT_AUDIT
        else (),
        actions=plan(assessment, rubric, gaps, chain, patterns, exposure),
        requests=tuple(requests(assessment, rubric, levels, reached)),
        clauses=tuple(demands(assessment, rubric, levels)),
        decision=advise(levels, states, reached, stage) if reached else None,
        reservation=reserve(assessment, rubric, examination, known_rates, levels, advise)
        if reached
        else None,
        partner=partner,
        proposals=tuple(proposals(assessment, rubric, levels)),
        robustness=robustness(levels, rubric, states, reached) if reached and scored else None,
        explain=explain(levels, rubric, figures) if scored else {},
        as_of=assessment.as_of,
        auditor=assessment.auditor,
        auditor_role=assessment.auditor_role,
        interests=assessment.interests,
        limitations=(*limitations(assessment, rubric, levels, examination, known_rates), *not_counted(whole)),
    )


def _costs(assessment: Assessment, rubric: Rubric, projection: Projection | None) -> CostProjection | None:
    if assessment.costs is None:
        return None
    return project_costs(
        assessment.costs,
        rubric.cost_shocks,
        projection,
        assessment.business,
        assessment.operation,
    )


def _gap(score: Score) -> float | None:
    """How far what was claimed lies above what is credited."""
    return None if score.claimed is None or score.low is None else float(score.claimed - score.low)

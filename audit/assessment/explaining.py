"""Where a printed number comes from: the sentences that lead to it, and the criteria that it rests on."""

from collections.abc import Sequence
from typing import NamedTuple

from audit.model import wording
from audit.model.dossier import Dossier
from audit.model.speech import _, counted
from audit.model.standing import Standing

MOST = 8


class Explanation(NamedTuple):
    """How a number came about, and which criteria matter most to it, the most important first."""

    how: tuple[str, ...]
    criteria: tuple[str, ...] = ()


def score(dossier: Dossier) -> Explanation:
    """Where the published score comes from."""
    found = dossier.conclusion
    if found.published is None:
        return Explanation((_("Nobody has answered yet, so nothing is scored."),))
    how = [
        _(
            "Every criterion is credited with the level that was claimed, and with no more than its evidence "
            "carries; what is not known makes the interval wide."
        ),
        _(
            "A dimension is the mean of its criteria by weight. Six tenths of the score are the mean of the "
            "dimensions by weight, four tenths that of the three lowest."
        ),
        _("That gives {score} of 100.", score=wording.interval(found.uncapped)),
    ]
    if found.cap < 100:
        how.append(
            counted(
                "{count} gate failed, which caps the score at {cap}: {score}.",
                "{count} gates failed, which caps the score at {cap}: {score}.",
                len(found.gates.failed),
                cap=wording.short(found.cap),
                score=wording.interval(found.published),
            )
        )
    if found.as_claimed is not None:
        claimed = wording.score(found.as_claimed)
        how.append(_("As claimed, without any evidence asked for, it would be {score}.", score=claimed))
    lost = {key: one.per_level.low * (4 - one.credited.low) for key, one in found.explain.items()}
    return Explanation(tuple(how), tuple(sorted(lost, key=lambda key: -lost[key])[:MOST]))


def coverage(dossier: Dossier) -> Explanation:
    """Where the coverage comes from: what applies and nobody answered, the heaviest first."""
    criteria = dossier.rubric.by_id
    silent = [
        key
        for key, one in dossier.conclusion.standings.items()
        if one.applicable and not one.answered and not one.rated
    ]
    silent.sort(key=lambda key: (-criteria[key].weight, key))
    how = (
        _(
            "Of the weight of all criteria that apply, {share} were answered or rated.",
            share=wording.percent(dossier.conclusion.coverage),
        ),
        counted(
            "Nobody has answered {count} criterion yet.",
            "Nobody has answered {count} criteria yet.",
            len(silent),
        ),
    )
    return Explanation(how, tuple(silent[:MOST]))


def gates(dossier: Dossier) -> Explanation:
    """Where the number of gates comes from: which are not met, failed ones first."""
    found = dossier.conclusion.gates
    how = (
        _(
            "A gate is met at its lowest level with the evidence it asks for, and never by a repository "
            "alone. It fails where the level cannot be reached, and is unverified as long as that is not "
            "known."
        ),
        _(
            "{met} met, {unverified} unverified, {failed} failed.",
            met=str(len(found.met)),
            unverified=str(len(found.unverified)),
            failed=str(len(found.failed)),
        ),
    )
    return Explanation(how, (*found.failed, *found.unverified)[:MOST])


def dimension(dossier: Dossier, key: str) -> Explanation:
    """Where the score of a dimension comes from."""
    found = dossier.conclusion.dimensions[key]
    inside = next(one.criteria for one in dossier.rubric.dimensions if one.id == key)
    scored = [one.id for one in inside if one.id in dossier.conclusion.explain]
    how = (
        counted(
            "The mean of {count} criterion by weight: credited {low}, at most {high}, as claimed {claimed} "
            "of 100.",
            "The mean of {count} criteria by weight: credited {low}, at most {high}, as claimed {claimed} "
            "of 100.",
            len(scored),
            low=wording.count(found.low),
            high=wording.count(found.high),
            claimed=wording.count(found.claimed),
        ),
    )
    return Explanation(how, tuple(scored))


def criterion(dossier: Dossier, key: str) -> Explanation:
    """Where the level, the gate and the points of a criterion come from."""
    standing = dossier.conclusion.standings[key]
    return Explanation(tuple(_of_criterion(dossier, standing)))


def _of_criterion(dossier: Dossier, one: Standing) -> Sequence[str]:
    known = dossier.rubric.by_id[one.criterion]
    if not one.applicable:
        why = "; ".join(one.notes) or _("not to this kind of system")
        return [_("It does not apply: {why}.", why=why)]
    told = []
    if one.rated:
        level = wording.levels(one.low, one.high)
        told.append(_("The auditor has rated it: level {level}.", level=level))
    elif one.answered:
        told.append(
            _(
                "Claimed is level {claimed}; evidence that is {grade} carries level {most} at most. "
                "Credited is {credited}.",
                claimed=str(one.claimed),
                grade=one.grade.label,
                most=str(min(4, int(one.grade))),
                credited=wording.levels(one.low, one.high),
            )
        )
    else:
        level = wording.levels(one.low, one.high)
        told.append(_("Nobody has answered: anything from {level} is possible.", level=level))
    told += [wording.sentence(note) for note in one.notes]
    if one.gate and known.gate_min_level is not None and known.gate_min_evidence is not None:
        told.append(
            _(
                "As a gate it asks for level {level} with evidence that is {grade}: it is {state}.",
                level=str(known.gate_min_level),
                grade=known.gate_min_evidence.label,
                state=wording.GATES[one.gate].word,
            )
        )
    share = dossier.conclusion.explain.get(one.criterion)
    if share:
        told.append(
            _(
                "It brings {points} points of the score; a level more is worth {level}.",
                points=wording.interval(share.points),
                level=wording.interval(share.per_level),
            )
        )
    return told

"""Where a printed number comes from: the sentences that lead to it, and the criteria that it rests on."""

from collections.abc import Sequence
from typing import NamedTuple

from audit.model import wording
from audit.model.dossier import Dossier
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
        return Explanation(("Nobody has answered yet, so nothing is scored.",))
    how = [
        "Every criterion is credited with the level that was claimed, and with no more than its evidence "
        "carries; what is not known makes the interval wide.",
        "A dimension is the mean of its criteria by weight. Six tenths of the score are the mean of the "
        "dimensions by weight, four tenths that of the three lowest.",
        f"That gives {wording.interval(found.uncapped)} of 100.",
    ]
    if found.cap < 100:
        failed = wording.plural(len(found.gates.failed), "gate")
        how.append(
            f"{failed} failed, which caps the score at {found.cap}: {wording.interval(found.published)}."
        )
    if found.as_claimed is not None:
        how.append(f"As claimed, without any evidence asked for, it would be {found.as_claimed:.1f}.")
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
        f"Of the weight of all criteria that apply, {wording.percent(dossier.conclusion.coverage)} were "
        "answered or rated.",
        f"Nobody has answered {wording.plural(len(silent), 'criterion', 'criteria')} yet.",
    )
    return Explanation(how, tuple(silent[:MOST]))


def gates(dossier: Dossier) -> Explanation:
    """Where the number of gates comes from: which are not met, failed ones first."""
    found = dossier.conclusion.gates
    how = (
        "A gate is met at its lowest level with the evidence it asks for, and never by a repository alone. "
        "It fails where the level cannot be reached, and is unverified as long as that is not known.",
        f"{len(found.met)} met, {len(found.unverified)} unverified, {len(found.failed)} failed.",
    )
    return Explanation(how, (*found.failed, *found.unverified)[:MOST])


def dimension(dossier: Dossier, key: str) -> Explanation:
    """Where the score of a dimension comes from."""
    found = dossier.conclusion.dimensions[key]
    inside = next(one.criteria for one in dossier.rubric.dimensions if one.id == key)
    counted = [one.id for one in inside if one.id in dossier.conclusion.explain]
    how = (
        f"The mean of {wording.plural(len(counted), 'criterion', 'criteria')} by weight: credited "
        f"{found.low:.0f}, at most {found.high:.0f}, as claimed {found.claimed:.0f} of 100.",
    )
    return Explanation(how, tuple(counted))


def criterion(dossier: Dossier, key: str) -> Explanation:
    """Where the level, the gate and the points of a criterion come from."""
    standing = dossier.conclusion.standings[key]
    return Explanation(tuple(_of_criterion(dossier, standing)))


def _of_criterion(dossier: Dossier, one: Standing) -> Sequence[str]:
    known = dossier.rubric.by_id[one.criterion]
    if not one.applicable:
        return [f"It does not apply: {'; '.join(one.notes) or 'not to this kind of system'}."]
    told = []
    if one.rated:
        told.append(f"The auditor has rated it: level {wording.levels(one.low, one.high)}.")
    elif one.answered:
        told.append(
            f"Claimed is level {one.claimed}; evidence that is {one.grade.label} carries level "
            f"{min(4, int(one.grade))} at most. Credited is {wording.levels(one.low, one.high)}."
        )
    else:
        told.append(f"Nobody has answered: anything from {wording.levels(one.low, one.high)} is possible.")
    told += [wording.sentence(note) for note in one.notes]
    if one.gate and known.gate_min_level is not None and known.gate_min_evidence is not None:
        needed = f"level {known.gate_min_level} with evidence that is {known.gate_min_evidence.label}"
        told.append(f"As a gate it asks for {needed}: it is {wording.GATES[one.gate].word}.")
    share = dossier.conclusion.explain.get(one.criterion)
    if share:
        told.append(
            f"It brings {wording.interval(share.points)} points of the score; a level more is worth "
            f"{wording.interval(share.per_level)}."
        )
    return told

"""Why the conclusion is what it is, in one sentence with its figures."""

from audit.judgement.score import LEAST_COVERAGE, WIDEST, Score
from audit.model import wording
from audit.model.conclusion import Verdict
from audit.model.speech import _, counted
from audit.model.standing import Gates


def because(verdict: Verdict | None, score: Score, gates: Gates) -> str:
    """The rule that decided, with the numbers that fired it."""
    total = len(gates.met) + len(gates.unverified) + len(gates.failed)
    failed, unverified = len(gates.failed), len(gates.unverified)
    match verdict:
        case None:
            return _(
                "Nobody has answered anything: an inspection alone shows open gates, it concludes nothing."
            )
        case Verdict.PHASE_1:
            return _(
                "{failed} of {total} gates are failed on what is on record; four are enough.",
                failed=str(failed),
                total=str(total),
            )
        case Verdict.NEEDS_HARDENING if failed:
            return _some_failed(failed, total)
        case Verdict.CANNOT_CONCLUDE:
            return _open(score)
        case _ if unverified:
            return counted(
                "No gate is failed, and {unverified} of {count} gate are not verified.",
                "No gate is failed, and {unverified} of {count} gates are not verified.",
                total,
                unverified=str(unverified),
            )
        case Verdict.NEEDS_HARDENING | Verdict.CONDITIONAL:
            return _below(total)
        case _:
            return _met_with_evidence(total)


def _some_failed(failed: int, total: int) -> str:
    if failed == 1:
        return counted(
            "1 of {count} gate is failed on what is on record.",
            "1 of {count} gates is failed on what is on record.",
            total,
        )
    return _(
        "{failed} of {total} gates are failed on what is on record.", failed=str(failed), total=str(total)
    )


def _below(total: int) -> str:
    if total > 1:
        return _(
            "All {total} gates are met, but the score or a dimension is below what production needs.",
            total=str(total),
        )
    return _("No gate is open, but the score or a dimension is below what production needs.")


def _met_with_evidence(total: int) -> str:
    if total > 1:
        return _("All {total} gates are met, with the evidence that each asks for.", total=str(total))
    return _("No gate is open, with the evidence that each asks for.")


def _open(score: Score) -> str:
    if score.low is None or score.high is None:
        return _("Nothing that applies to this subject can be scored.")
    if score.coverage < LEAST_COVERAGE:
        return _(
            "Only {share} of the questions by weight are answered; {needed} are needed.",
            share=wording.percent(float(score.coverage)),
            needed=wording.percent(float(LEAST_COVERAGE)),
        )
    return _(
        "The evidence leaves {width} points open; more than {widest} is too wide to conclude.",
        width=wording.score(float(score.high - score.low)),
        widest=str(WIDEST),
    )

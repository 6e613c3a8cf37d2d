"""Why the conclusion is what it is, in one sentence with its figures."""

from audit.judgement.score import LEAST_COVERAGE, WIDEST, Score
from audit.model import wording
from audit.model.conclusion import Verdict
from audit.model.standing import Gates


def because(verdict: Verdict | None, score: Score, gates: Gates) -> str:
    """The rule that decided, with the numbers that fired it."""
    total = len(gates.met) + len(gates.unverified) + len(gates.failed)
    failed, unverified = len(gates.failed), len(gates.unverified)
    match verdict:
        case None:
            return "Nobody has answered anything: an inspection alone shows open gates, it concludes nothing."
        case Verdict.PHASE_1:
            return f"{failed} of {total} gates are failed on what is on record; four are enough."
        case Verdict.NEEDS_HARDENING if failed:
            verb = "is" if failed == 1 else "are"
            return f"{failed} of {wording.plural(total, 'gate')} {verb} failed on what is on record."
        case Verdict.CANNOT_CONCLUDE:
            return _open(score)
        case _ if unverified:
            return f"No gate is failed, and {unverified} of {wording.plural(total, 'gate')} are not verified."
        case Verdict.NEEDS_HARDENING | Verdict.CONDITIONAL:
            return f"{_all_met(total)}, but the score or a dimension is below what production needs."
        case _:
            return f"{_all_met(total)}, with the evidence that each asks for."


def _all_met(total: int) -> str:
    return f"All {wording.plural(total, 'gate')} are met" if total > 1 else "No gate is open"


def _open(score: Score) -> str:
    if score.low is None or score.high is None:
        return "Nothing that applies to this subject can be scored."
    if score.coverage < LEAST_COVERAGE:
        share, needed = wording.percent(float(score.coverage)), wording.percent(float(LEAST_COVERAGE))
        return f"Only {share} of the questions by weight are answered; {needed} are needed."
    width = wording.score(float(score.high - score.low))
    return f"The evidence leaves {width} points open; more than {WIDEST} is too wide to conclude."

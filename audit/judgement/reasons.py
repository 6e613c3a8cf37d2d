"""Why the conclusion is what it is, in one sentence with its figures."""

from audit.judgement.score import LEAST_COVERAGE, WIDEST, Score
from audit.model.conclusion import Gates, Verdict


def because(verdict: Verdict | None, score: Score, gates: Gates) -> str:
    """The rule that decided, with the numbers that fired it."""
    total = len(gates.met) + len(gates.unverified) + len(gates.failed)
    failed, unverified = len(gates.failed), len(gates.unverified)
    match verdict:
        case None:
            return "Nobody has answered anything: an inspection alone shows open gates, it concludes nothing."
        case Verdict.PHASE_1:
            return f"{failed} of {total} gates are failed for certain; four are enough."
        case Verdict.NEEDS_HARDENING if failed:
            return f"{failed} of {total} gates {'is' if failed == 1 else 'are'} failed for certain."
        case Verdict.NEEDS_HARDENING:
            return f"No gate is failed, but {unverified} of {total} are not verified or the score is too low."
        case Verdict.CANNOT_CONCLUDE:
            return _open(score)
        case Verdict.CONDITIONAL:
            return f"No gate is failed and {unverified} of {total} are not verified."
        case _:
            return f"All {total} gates are met, with the evidence that each asks for."


def _open(score: Score) -> str:
    if score.low is None or score.high is None:
        return "Nothing that applies to this subject can be scored."
    if score.coverage < LEAST_COVERAGE:
        return f"Only {float(score.coverage):.0%} of the questions by weight are answered; 70% are needed."
    width = float(score.high - score.low)
    return f"The evidence leaves {width:.0f} points open; more than {WIDEST:.0f} is too wide to conclude."

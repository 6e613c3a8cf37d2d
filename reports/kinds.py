"""What each kind of report shows and in which order, as data: a kind is read in this one place."""

from typing import NamedTuple

from audit.model.assessment import Purpose
from audit.model.gap import Severity
from audit.model.signature import Role
from audit.model.speech import marked


class Signatory(NamedTuple):
    """Somebody whose signature a kind of report has room for, and what the signature says."""

    role: Role
    title: str
    declares: str


class Kind(NamedTuple):
    """A kind of report: the blocks of its decision page, its chapters, and who signs it."""

    numbers: tuple[str, str, str]
    """The three numbers of the decision page."""
    panels: tuple[str, ...]
    """The blocks of the decision page below its numbers."""
    chapters: tuple[str, ...]
    """The chapters of the main part; those that have nothing to say are left out."""
    sign_off: str
    signatories: tuple[Signatory, ...]
    brief: frozenset[Severity] = frozenset()
    """Severities whose findings take a row of a table each: a review is read every month."""
    close: bool = False
    """Whether paper sets it closer, for the same reason."""


OPENING = ("requests", "summary")
ACCOUNT = ("patterns", "stage", "projection", "cost", "buildability")
LEAD = Signatory(
    Role.LEAD,
    marked("Lead auditor"),
    marked("The conclusion follows from the evidence in this report. My interests are stated below."),
)
MEMBER = Signatory(
    Role.PANEL,
    marked("Member of the panel"),
    marked(
        "I have read the decision page and the limits. I hold no interest in this vendor or a competitor of"
        " it, or state it below."
    ),
)
KINDS = {
    Purpose.VENDOR_EVALUATION: Kind(
        numbers=("score", "coverage", "confidence"),
        panels=("knock_outs", "reasons", "conditions", "steps", "price"),
        chapters=(
            *OPENING,
            "limits",
            "knock_outs",
            "gates",
            "scorecard",
            "partner",
            "handling",
            "contradictions",
            "unverified",
            "findings",
            *ACCOUNT,
            "plan",
            "waivers",
            "negotiation",
            "offer",
            "clauses",
        ),
        sign_off=marked("Sign-off: the evaluation panel"),
        signatories=(
            LEAD,
            MEMBER,
            MEMBER,
        ),
    ),
    Purpose.FAILED_PROJECT_AUDIT: Kind(
        numbers=("components", "coverage", "confidence"),
        panels=("story", "reasons", "steps", "money"),
        chapters=(
            *OPENING,
            "mandate",
            "limits",
            "chronology",
            "promises",
            "contradictions",
            "unverified",
            "reply",
            "patterns",
            "explanations",
            "findings",
            "components",
            "assets",
            "gates",
            "scorecard",
            "stage",
            "projection",
            "cost",
            "buildability",
            "partner",
            "waivers",
            "plan",
            "lessons",
        ),
        sign_off=marked("Sign-off: lead and reviewer"),
        signatories=(
            LEAD,
            Signatory(
                Role.REVIEWER,
                marked("Reviewer"),
                marked(
                    "I have followed each finding to its evidence and took no part in the audit. I am"
                    " independent of both sides, or state below where I am not."
                ),
            ),
        ),
    ),
    Purpose.READINESS_REVIEW: Kind(
        numbers=("score", "coverage", "confidence"),
        panels=("gate_table", "expiry", "reasons", "steps", "money"),
        chapters=(
            *OPENING,
            "limits",
            "gates",
            "waivers",
            "since",
            "running",
            "scorecard",
            "findings",
            "contradictions",
            "unverified",
            *ACCOUNT,
            "partner",
            "plan",
        ),
        brief=frozenset({Severity.MEDIUM, Severity.LOW, Severity.NOTE}),
        close=True,
        sign_off=marked("Sign-off: those who go live with it"),
        signatories=(
            LEAD,
            Signatory(
                Role.PRODUCT,
                marked("Product"),
                marked("I own the result and accept what is open, as listed."),
            ),
            Signatory(
                Role.SECURITY, marked("Security"), marked("I accept what is open in security, as listed.")
            ),
            Signatory(
                Role.OPERATIONS,
                marked("Operations"),
                marked("I can run it, stop it and return to the version before."),
            ),
            Signatory(
                Role.DATA_OWNER,
                marked("Data owner"),
                marked("The data may be used for this, and I know how it ages."),
            ),
        ),
    ),
}

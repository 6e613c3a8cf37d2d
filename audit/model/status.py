"""Whether a report is a draft or final: it is final once its lead auditor has signed what it concludes."""

import hashlib
from collections.abc import Iterator

from audit.model.assessment import Assessment
from audit.model.base import Value
from audit.model.conclusion import Conclusion
from audit.model.signature import Role, Signature
from audit.model.speech import _


class Status(Value):
    """A report's status and, of a draft, what it still lacks; one sentence each."""

    lacks: tuple[str, ...] = ()

    @property
    def final(self) -> bool:
        """Whether nothing is lacking."""
        return not self.lacks

    @property
    def word(self) -> str:
        """What is printed on every page of a draft, and once in a final report."""
        return _("FINAL") if self.final else _("DRAFT")


def status(assessment: Assessment, conclusion: Conclusion) -> Status:
    """The status that follows from the signatures and the conclusion."""
    return Status(lacks=tuple(_lacks(assessment, conclusion)))


def signed_content(assessment: Assessment) -> str:
    """The hash of an assessment as it is signed: all of it but the signatures."""
    bare = assessment.model_copy(update={"signatures": ()})
    return hashlib.sha256(bare.model_dump_json().encode()).hexdigest()


def valid(assessment: Assessment, signature: Signature) -> bool:
    """Whether a signature is for this very assessment."""
    return not signature.covers or signature.covers == signed_content(assessment)


def _lacks(assessment: Assessment, conclusion: Conclusion) -> Iterator[str]:
    leads = [one for one in assessment.signatures if one.role is Role.LEAD]
    if conclusion.conclusion is None:
        yield _("Nothing was concluded, so there is nothing to sign.")
    if not leads:
        yield _("The lead auditor has not signed.")
    elif not any(valid(assessment, one) for one in leads):
        yield _("The assessment was changed after the lead auditor signed it.")

"""How a vendor dealt with the questions: how fast, how fully, and who vouches for it."""

from audit.model.assessment import Assessment, Party
from audit.model.comparison import Handling
from audit.model.response import ReplyState


def handling(assessment: Assessment) -> Handling:
    """Counted from what is on record of the vendor's own side; what is not dated gives no response time."""
    ours = {one.id for one in assessment.respondents if one.party is Party.VENDOR}
    said = [(one.at, one.state.value) for one in assessment.answers if not ours or one.by in ours]
    said += [(one.at, one.state.value) for one in assessment.responses if not ours or one.by in ours]
    days = [at for at, _state in said if at]
    sent = [one.asked_on for one in assessment.respondents if one.id in ours and one.asked_on]
    last = max(days, default=None)
    states = [state for _at, state in said]
    return Handling(
        asked_on=min(sent, default=None),
        answered_by=last,
        days=(last - min(sent)).days if last and sent and last >= min(sent) else None,
        declined=states.count(ReplyState.DECLINED.value),
        unknown=states.count(ReplyState.UNKNOWN.value),
        references=assessment.profile.references_confirmed,
    )

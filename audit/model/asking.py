"""What is asked of somebody, given what he has replied so far; a hidden reply is kept and never counts."""

from collections.abc import Iterable, Iterator, Mapping

from audit.model.assessment import Answer, Assessment
from audit.model.base import Value
from audit.model.condition import Condition, Given, told
from audit.model.questionnaire import Pack, Question
from audit.model.response import ReplyState, Response
from audit.model.rubric import Rubric

Reply = Answer | Response
Replies = Mapping[str, Reply]
"""One respondent's replies by question; the level of a criterion stands under the id of the criterion."""


class SectionProgress(Value):
    """How far a section is: replies that hold something, and those that only say why they do not."""

    section: str
    asked: int
    given: int
    without: int

    @property
    def open(self) -> int:
        """Questions without any reply."""
        return self.asked - self.given - self.without


def question_of(reply: Reply) -> str:
    """The id of the question that this replies to."""
    return reply.criterion if isinstance(reply, Answer) else reply.question


def replies_of(assessment: Assessment, by: str) -> dict[str, Reply]:
    """Everything that one respondent replied, by question."""
    return {question_of(reply): reply for reply in replies(assessment) if reply.by == by}


def other_questions(assessment: Assessment, rubric: Rubric) -> dict[str, str]:
    """The questions about no criterion that were put, by id, in their words; empty where none are kept."""
    partner = {one.id: one.question for one in rubric.partner_questions}
    said = {one.question: one.asked.text if one.asked else "" for one in assessment.responses}
    return said | {one.question: partner.get(one.question, "") for one in assessment.partner}


def visible(pack: Pack, replies: Replies) -> tuple[Question, ...]:
    """The questions that are asked, in order; one that hangs on a hidden question is hidden as well."""
    shown = _shown({question.id: question.when for question in pack.questions()}, replies)
    return tuple(question for question in pack.questions() if question.id in shown)


def unanswered(pack: Pack, replies: Replies) -> tuple[Question, ...]:
    """The questions that are asked and have no reply at all, in order."""
    return tuple(question for question in visible(pack, replies) if question.id not in replies)


def progress(pack: Pack, replies: Replies) -> tuple[SectionProgress, ...]:
    """How far each section is; what is hidden counts on neither side."""
    shown = {question.id for question in visible(pack, replies)}
    return tuple(
        _section_progress(section.id, [q.id for q in section.questions if q.id in shown], replies)
        for section in pack.sections
    )


def reworded(pack: Pack, replies: Replies) -> tuple[Question, ...]:
    """The questions that were asked with another wording than they have now."""
    return tuple(
        question
        for question in pack.questions()
        if (reply := replies.get(question.id)) and asked_otherwise(question, reply)
    )


def asked_otherwise(question: Question, reply: Reply) -> bool:
    """Whether this reply was given to other words; one that kept no wording is taken as given to these."""
    asked = reply.asked
    if asked is None:
        return False
    return asked.wording != question.wording if asked.wording else asked.text != question.text


def hidden(assessment: Assessment) -> tuple[Reply, ...]:
    """Replies to questions that are no longer asked, because the respondent replied otherwise to others."""
    found: list[Reply] = []
    for by in dict.fromkeys(reply.by for reply in replies(assessment)):
        own = replies_of(assessment, by)
        conditions = {key: reply.asked.when if reply.asked else None for key, reply in own.items()}
        shown = _shown(conditions, own)
        found += [reply for key, reply in own.items() if key not in shown]
    return tuple(found)


def without_hidden(assessment: Assessment) -> Assessment:
    """The assessment as it is judged: replies to questions that are no longer asked are left out."""
    gone = hidden(assessment)
    if not gone:
        return assessment
    return assessment.model_copy(
        update={
            "answers": tuple(one for one in assessment.answers if one not in gone),
            "responses": tuple(one for one in assessment.responses if one not in gone),
        }
    )


def given(replies: Replies, asked: Iterable[str]) -> Given:
    """The replies to these questions, as conditions compare them."""
    return {key: _told(replies[key]) for key in asked if key in replies}


def replies(assessment: Assessment) -> Iterator[Reply]:
    """Everything that anybody replied, levels first."""
    yield from assessment.answers
    yield from assessment.responses


def _told(reply: Reply) -> frozenset[str]:
    if isinstance(reply, Answer):
        return frozenset({reply.state.value if reply.level is None else told(reply.level)})
    if reply.state is not ReplyState.ANSWERED:
        return frozenset({reply.state.value})
    match reply.value:
        case None:
            return frozenset()
        case tuple(several):
            return frozenset(one for one in several if isinstance(one, str))
        case one:
            return frozenset({told(one)})


def _shown(conditions: Mapping[str, Condition | None], replies: Replies) -> set[str]:
    """The questions whose condition holds; each is settled after those that it hangs on."""
    shown: set[str] = set()
    for key in _settling_order({key: _looked_at(one) for key, one in conditions.items()}):
        condition = conditions[key]
        counting = (one for one in _looked_at(condition) if one in shown or one not in conditions)
        if condition is None or condition.holds(given(replies, counting)):
            shown.add(key)
    return shown


def _looked_at(condition: Condition | None) -> tuple[str, ...]:
    return tuple(condition.questions()) if condition else ()


def _settling_order(looked_at: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    done: set[str] = set()
    for start in looked_at:
        stack = [(start, False)]
        while stack:
            key, ready = stack.pop()
            if ready:
                yield key
            elif key not in done:
                done.add(key)
                stack.append((key, True))
                stack += [(one, False) for one in looked_at[key] if one in looked_at]


def _section_progress(section: str, asked: list[str], replies: Replies) -> SectionProgress:
    there = [replies[key] for key in asked if key in replies]
    held = sum(reply.state.value == ReplyState.ANSWERED.value for reply in there)
    return SectionProgress(section=section, asked=len(asked), given=held, without=len(there) - held)

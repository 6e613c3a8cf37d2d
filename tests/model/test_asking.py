"""What is asked follows from what was replied: hidden replies are kept, and never counted."""

from datetime import date

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from audit import judgement, rubric
from audit.model.asking import (
    Reply,
    hidden,
    progress,
    reworded,
    unanswered,
    visible,
    without_hidden,
)
from audit.model.assessment import Answer, AnswerState, Assessment, Party, Subject
from audit.model.condition import Condition, told
from audit.model.questionnaire import Option, Pack, Question, QuestionKind, Section
from audit.model.response import ReplyState, ReplyValue, Response

RUBRIC = rubric.load()
DAY = date(2026, 10, 1)


def when(question: str, *among: str | bool | int) -> Condition:
    return Condition(question=question, among=among)


def yes_no(key: str, condition: Condition | None = None) -> Question:
    return Question(id=key, kind=QuestionKind.YES_NO, text=f"{key}?", when=condition)


def pack(*questions: Question) -> Pack:
    half = len(questions) // 2
    return Pack(
        id="own",
        title="Own",
        party=Party.CLIENT,
        minutes=5,
        sections=(
            Section(id="first", title="First", questions=questions[:half]),
            Section(id="second", title="Second", questions=questions[half:]),
        ),
    ).hashed()


def replied(**values: ReplyValue) -> dict[str, Reply]:
    return {key: Response(question=key, value=value) for key, value in values.items()}


OPTIONS = (Option(value="a", text="A"), Option(value="b", text="B"))


@pytest.mark.parametrize(
    ("condition", "values", "holds"),
    [
        (when("q", True), {"q": True}, True),
        (when("q", "yes"), {"q": True}, True),
        (when("q", False), {"q": True}, False),
        (when("q", False), {}, False),
        (when("q", "a", "b"), {"q": "b"}, True),
        (when("q", "a"), {"q": ("b", "a")}, True),
        (when("q", "c"), {"q": ("b", "a")}, False),
        (when("q", 3), {"q": 3.0}, True),
        (when("q", 1000000), {"q": 1000001.0}, False),
        (when("q", 3), {"q": "3"}, True),
        (Condition(negated=when("q", "a")), {"q": "b"}, True),
        (Condition(negated=when("q", "a")), {"q": "a"}, False),
        (Condition(negated=when("q", "a")), {}, True),
        (Condition(all=(when("q", "a"), when("r", "b"))), {"q": "a"}, False),
        (Condition(all=(when("q", "a"), when("r", "b"))), {"q": "a", "r": "b"}, True),
        (Condition(any=(when("q", "a"), when("r", "b"))), {"r": "b"}, True),
        (Condition(any=(when("q", "a"), when("r", "b"))), {"r": "a"}, False),
    ],
)
def test_conditions(condition: Condition, values: dict[str, ReplyValue], holds: bool) -> None:
    asked = pack(
        Question(id="q", kind=QuestionKind.TEXT, text="q?"),
        Question(id="r", kind=QuestionKind.TEXT, text="r?"),
        yes_no("x", condition),
    )
    assert ("x" in {q.id for q in visible(asked, replied(**values))}) is holds


@pytest.mark.parametrize("state", ["unknown", "declined", "not_applicable"])
def test_a_reply_without_a_value_can_be_asked_about(state: str) -> None:
    asked = pack(yes_no("q"), yes_no("x", when("q", state)))
    replies = {"q": Response(question="q", state=ReplyState(state))}
    assert [q.id for q in visible(asked, replies)] == ["q", "x"]
    assert [q.id for q in visible(asked, replied(q=True))] == ["q"]


def test_a_level_is_compared_as_a_number() -> None:
    asked = pack(yes_no("q"), yes_no("x", when("EVAL-01", 2, 3, 4)))
    assert "x" in {q.id for q in visible(asked, {"EVAL-01": Answer(criterion="EVAL-01", level=3)})}
    assert "x" not in {q.id for q in visible(asked, {"EVAL-01": Answer(criterion="EVAL-01", level=1)})}


def test_what_hangs_on_a_hidden_question_is_hidden() -> None:
    chain = pack(
        yes_no("x", when("c", True)), yes_no("c", when("b", True)), yes_no("b", when("a", True)), yes_no("a")
    )
    answers = replied(a=True, b=True, c=True)
    assert [q.id for q in visible(chain, answers)] == ["x", "c", "b", "a"]
    assert [q.id for q in visible(chain, answers | replied(a=False))] == ["a"]
    assert [q.id for q in visible(chain, answers | replied(b=False))] == ["b", "a"]


def test_a_hidden_question_equals_nothing_so_its_opposite_is_asked() -> None:
    asked = pack(yes_no("a"), yes_no("b", when("a", True)), yes_no("x", Condition(negated=when("b", True))))
    assert [q.id for q in visible(asked, replied(a=False, b=True))] == ["a", "x"]


def test_progress_leaves_out_what_is_hidden_and_tells_unknown_from_given() -> None:
    asked = pack(yes_no("a"), yes_no("b"), yes_no("c", when("a", True)), yes_no("d"))
    replies = replied(a=False, c=True) | {"b": Response(question="b", state=ReplyState.UNKNOWN)}
    first, second = progress(asked, replies)
    assert (first.section, first.asked, first.given, first.without, first.open) == ("first", 2, 1, 1, 0)
    assert (second.section, second.asked, second.given, second.without, second.open) == ("second", 1, 0, 0, 1)
    assert [q.id for q in unanswered(asked, replies)] == ["d"]


def test_it_is_told_that_a_question_was_asked_with_another_wording() -> None:
    before = Question(id="q", kind=QuestionKind.CHOICE, text="Which?", options=OPTIONS)
    asked = pack(before, yes_no("r"))
    reply = Response(question="q", value="a", asked=asked.asked(before))
    assert reworded(asked, {"q": reply}) == ()
    same_text = before.model_copy(update={"options": (*OPTIONS, Option(value="c", text="C"))})
    assert reworded(pack(same_text, yes_no("r")), {"q": reply}) == (same_text,)
    other_help = before.model_copy(update={"help": "Look here.", "required": True})
    assert reworded(pack(other_help, yes_no("r")), {"q": reply}) == ()
    assert reworded(pack(same_text, yes_no("r")), {"q": Response(question="q", value="a")}) == ()


def level(key: str, condition: Condition | None = None) -> Question:
    criterion = RUBRIC.by_id[key]
    anchors = tuple(Option(value=str(n), text=criterion.levels[n]) for n in range(5))
    return Question(
        id=key, kind=QuestionKind.LEVEL, text=criterion.name, criterion=key, options=anchors, when=condition
    )


def assessed(acts: bool, *, other: bool = False) -> Assessment:
    asked = pack(yes_no("acts"), level("HUM-02", when("acts", True)))
    responses = [Response(question="acts", value=acts, by="a", asked=asked.asked(asked.by_id["acts"]))]
    if other:
        responses.append(Response(question="acts", value=True, by="b"))
    return Assessment(
        subject=Subject(name="S", kinds=("agent_with_tools",)),
        as_of=DAY,
        answers=(
            Answer(criterion="HUM-02", level=0, by="a", asked=asked.asked(asked.by_id["HUM-02"])),
            Answer(criterion="EVAL-01", level=1, by="a"),
        ),
        responses=tuple(responses),
    )


def test_a_hidden_answer_is_kept_and_never_scored() -> None:
    shown, unasked = assessed(acts=True), assessed(acts=False)
    assert hidden(shown) == ()
    assert [reply.criterion for reply in hidden(unasked) if isinstance(reply, Answer)] == ["HUM-02"]
    assert len(unasked.answers) == 2
    assert [answer.criterion for answer in without_hidden(unasked).answers] == ["EVAL-01"]
    states = {acts: judgement.conclude(one, RUBRIC).gates for acts, one in ((True, shown), (False, unasked))}
    assert "HUM-02" in states[True].failed
    assert "HUM-02" in states[False].unverified
    told_so = "Kept and not counted, as other replies say that they do not arise: HUM-02."
    assert told_so in judgement.conclude(unasked, RUBRIC).limitations
    assert told_so not in judgement.conclude(shown, RUBRIC).limitations


def test_what_somebody_else_replied_does_not_show_my_question() -> None:
    assert len(hidden(assessed(acts=False, other=True))) == 1


@for_all(st.data())
def test_hiding_never_depends_on_the_order_of_questions(data: st.DataObject) -> None:
    keys = [f"q{n}" for n in range(6)]
    questions = []
    for n, key in enumerate(keys):
        earlier = data.draw(st.sampled_from([None, *keys[:n]]))
        condition = when(earlier, data.draw(st.booleans())) if earlier else None
        negated = condition is not None and data.draw(st.booleans())
        questions.append(yes_no(key, Condition(negated=condition) if negated else condition))
    values = {key: data.draw(st.booleans()) for key in keys if data.draw(st.booleans())}
    turned = data.draw(st.permutations(questions))
    assert {q.id for q in visible(pack(*questions), replied(**values))} == {
        q.id for q in visible(pack(*turned), replied(**values))
    }


@pytest.mark.parametrize(
    ("value", "text"), [(True, "yes"), (False, "no"), (2, "2"), (2.0, "2"), (2.5, "2.5"), ("x", "x")]
)
def test_values_are_compared_as_they_are_told(value: bool | float | str, text: str) -> None:
    assert told(value) == text


def test_an_unknown_answer_is_compared_by_its_state() -> None:
    asked = pack(yes_no("a"), yes_no("x", when("EVAL-01", "unknown")))
    unknown = Answer(criterion="EVAL-01", state=AnswerState.UNKNOWN)
    assert [q.id for q in visible(asked, {"EVAL-01": unknown})] == ["a", "x"]

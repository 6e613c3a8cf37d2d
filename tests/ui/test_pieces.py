"""A click draws what it changes, and the whole page where more has changed: as the server sends it to a page."""

from collections.abc import Iterator
from datetime import date

import pytest

from audit.assessment import Case, Desk
from audit.model.assessment import Answer, Assessment, Purpose, Subject
from audit.model.rubric import SystemKind
from audit.storage import Ledger
from benchmarks.visitor import Visitor
from tests.ui.serving import database, serving

SUBJECT = Subject(name="Reorder agent", kinds=(SystemKind.AGENT_WITH_TOOLS,), is_vendor=True)
CARD_AND_COUNTS = 20


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Desk]]:
    scratch = tmp_path_factory.mktemp("pieces")
    with serving(scratch) as address:
        ledger = Ledger(database(scratch))
        yield address, Desk(ledger)
        ledger.close()


@pytest.fixture
def case(desk: tuple[str, Desk]) -> Case:
    purpose = Purpose.VENDOR_EVALUATION
    return desk[1].open(Assessment(subject=SUBJECT, purpose=purpose, as_of=date(2026, 11, 23), auditor="M"))


def page_of(desk: tuple[str, Desk], case: Case, section: str, pack: str = "failed_project_audit") -> Visitor:
    return Visitor(desk[0], "answer", f"case={case.key}&pack={pack}&section={section}")


def levels(case: Case) -> dict[str, int | None]:
    return {one.criterion: one.level for one in case.read().assessment.answers}


def test_a_saved_answer_draws_its_card_and_what_counts(desk: tuple[str, Desk], case: Case) -> None:
    with page_of(desk, case, "evaluation") as visitor:
        whole = visitor.look()
        for n in (1, 2, 3):
            saved = visitor.choose(whole.field("EVAL-01"), [str(n)])
            assert saved.errors == ()
            assert saved.drawn <= CARD_AND_COUNTS < whole.drawn
            assert [one for one in saved.fields if one.endswith("-EVAL-02")] == []
        assert levels(case) == {"EVAL-01": 3}
        assert visitor.look().drawn >= whole.drawn


def test_what_somebody_else_recorded_is_shown_and_not_written_over(
    desk: tuple[str, Desk], case: Case
) -> None:
    with page_of(desk, case, "evaluation") as visitor:
        whole = visitor.look()
        case.answer(Answer(criterion="EVAL-02", level=3))
        refused = visitor.choose(whole.field("EVAL-02"), ["1"])
        assert ["changed by somebody else in the meantime" in one for one in refused.errors] == [True]
        assert levels(case) == {"EVAL-02": 3}

        case.answer(Answer(criterion="EVAL-03", level=4))
        saved = visitor.choose(whole.field("EVAL-01"), ["2"])
        assert saved.errors == ()
        assert saved.drawn > CARD_AND_COUNTS, "the page has to show what the other one recorded"
        again = visitor.choose(whole.field("EVAL-03"), ["0"])
        assert again.errors == (), "what was shown may be changed"
        assert levels(case) == {"EVAL-01": 2, "EVAL-02": 3, "EVAL-03": 0}


def test_a_click_that_is_faster_than_the_page_is_saved_and_draws_the_page(
    desk: tuple[str, Desk], case: Case
) -> None:
    with page_of(desk, case, "reliability") as visitor:
        left = visitor.look()
        gone = visitor.pick(left.field("section"), "Evaluation and quality evidence")
        assert [one for one in gone.fields if one.endswith("-EVAL-01")] != []
        saved = visitor.choose(left.field("REL-03"), ["3"])
        assert saved.errors == ()
        assert levels(case) == {"REL-03": 3}


def test_a_reply_that_brings_a_question_up_draws_the_page(desk: tuple[str, Desk], case: Case) -> None:
    with page_of(desk, case, "reference", "vendor_evaluation") as visitor:
        whole = visitor.look()
        asked = visitor.pick(whole.field("reference_status"), "retired")
        assert asked.drawn > CARD_AND_COUNTS
        assert [one for one in asked.fields if one.endswith("-reference_ended")] != []


def test_what_is_touched_together_is_shown_together(desk: tuple[str, Desk], case: Case) -> None:
    with page_of(desk, case, "evaluation") as visitor:
        whole = visitor.look()
        both = visitor.choose(whole.field("EVAL-01"), ["2"], whole_page=True)
        assert both.errors == ()
        assert both.drawn > CARD_AND_COUNTS, "the click on another field may not be forgotten"
        assert levels(case) == {"EVAL-01": 2}


def test_a_choice_is_kept_though_a_field_of_the_page_before_is_sent_with_it(
    desk: tuple[str, Desk], case: Case
) -> None:
    """A browser that is slow still holds what it showed before, and its pieces are gone."""
    with page_of(desk, case, "evaluation") as visitor:
        gone = visitor.look().field("EVAL-01")
        there = visitor.pick(visitor.look().field("section"), "Reliability and error handling")
        visitor.hold(gone, ["1"])
        saved = visitor.choose(there.field("REL-03"), ["3"])
        assert saved.errors == ()
        assert levels(case) == {"EVAL-01": 1, "REL-03": 3}

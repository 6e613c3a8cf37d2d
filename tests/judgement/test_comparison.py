"""Two runs of one subject, and several vendors side by side."""

from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit import judgement
from audit.judgement.comparison import Judged, compare_runs
from audit.judgement.ranking import compare_vendors
from audit.model.assessment import Answer, Profile, Purpose, Rating, Subject
from audit.model.comparison import VendorComparison
from audit.model.finding import Outcome
from audit.model.operation import Operation
from audit.model.response import Asked, PartnerRating, Response
from tests.judgement.build import AGENT, RUBRIC, answer, assessment, finding, inspection

TIMEOUT = "model-call-timeout"


def judged(label: str, *said: Answer, **more: Any) -> Judged:
    subject = Subject(name=more.pop("name", label), kinds=AGENT)
    held = assessment(*said, **more).model_copy(update={"subject": subject})
    return Judged(label, held, judgement.conclude(held, RUBRIC))


def everything(level: int, grade: int, **others: tuple[int, int]) -> list[Answer]:
    pairs = {c.id: others.get(c.id.replace("-", "_"), (level, grade)) for c in RUBRIC.criteria()}
    return [answer(key, *pair) for key, pair in pairs.items()]


def test_what_changed_between_two_runs() -> None:
    sighted = finding(TIMEOUT, "REL-01", Outcome.NOT_MET, sighted=True, strong=True)
    mended = finding(TIMEOUT, "REL-01", Outcome.MET, sighted=True)
    before = judged(
        "old.yaml",
        answer("REL-01", 3, 1, "agency"),
        answer("DOC-04", 2, 2),
        inspections=(inspection(sighted),),
    )
    rating = Rating(criterion="REL-01", level=3, grade=3, rationale="saw the call end")
    after = judged(
        "new.yaml",
        answer("REL-01", 3, 1, "agency"),
        answer("DOC-04", 2, 2),
        inspections=(inspection(mended),),
        ratings=(rating,),
    )
    found = compare_runs(before, after, RUBRIC)
    (level,) = found.levels
    assert (level.criterion, level.before, level.after) == ("REL-01", (0, 1), (3, 3))
    assert (level.gate_before, level.gate_after, level.why) == ("failed", "met", "saw the call end")
    assert [(one.check, one.before, one.after) for one in found.findings] == [
        (TIMEOUT, Outcome.NOT_MET, Outcome.MET)
    ]
    assert found.contradictions_gone == ("REL-01 (model-call-timeout): level 3, in no words of its own",)
    assert found.contradictions_new == ()
    assert found.before.published is not None
    assert found.after.published is not None
    assert found.after.published.low > found.before.published.low
    assert found.limitations == ("The subject is called 'old.yaml' in one and 'new.yaml' in the other.",)


def test_two_equal_runs_differ_in_nothing() -> None:
    one = judged("a", answer("REL-01", 3, 1), name="Desk")
    found = compare_runs(one, one, RUBRIC)
    assert (found.levels, found.findings, found.patterns, found.limitations) == ((), (), (), ())


def test_a_run_of_another_rubric_is_judged_anew_and_says_what_was_printed() -> None:
    old = judged("a", answer("REL-01", 3, 2), name="Desk")
    printed = old.conclusion.model_copy(update={"rubric": "0.0 abc", "published": (11.0, 12.0)})
    found = compare_runs(Judged("a", old.assessment, old.conclusion, printed), old, RUBRIC)
    assert (found.before.rescored, found.before.printed, found.after.rescored) == (True, (11, 12), False)
    assert found.before.printed_rubric == f"rubric 0.0 abc, engine {old.conclusion.engine}"
    assert found.before.published == found.after.published


def ranking(*vendors: Judged) -> VendorComparison:
    return compare_vendors(vendors, RUBRIC)


def places(found: VendorComparison) -> list[tuple[str, int | None]]:
    return [(one.label, one.rank) for one in found.contenders]


def test_vendors_whose_intervals_lie_apart_are_ranked() -> None:
    found = ranking(judged("weak", *everything(2, 2)), judged("strong", *everything(3, 3)))
    assert places(found) == [("strong", 1), ("weak", 2)]
    (pairing,) = found.pairings
    assert (pairing.overlap, pairing.leads_in, pairing.too_close) == (False, 1.0, False)
    assert pairing.words == "strong leads weak: 75.0 lies above 50.0"
    assert (found.same_order, found.first_in) == (1.0, {"strong": 1.0, "weak": 0.0})


def test_overlap_is_too_close_to_call_unless_one_leads_under_all_weights() -> None:
    """Both claim 4; one shows documents throughout, the other for all but a criterion: it leads always."""
    leader = judged("leader", *everything(4, 2))
    close = judged("close", *everything(4, 2, EVAL_01=(4, 1)))
    (pairing,) = ranking(leader, close).pairings
    assert (pairing.overlap, pairing.leads_in, pairing.too_close) == (True, 1.0, False)
    other = judged("other", *everything(4, 2, SCALE_02=(4, 1)))
    (pairing,) = ranking(close, other).pairings
    assert pairing.too_close
    assert 0 < pairing.leads_in < 1
    assert pairing.words.startswith("close and other are too close to call: the intervals ")


def test_vendors_that_are_level_are_too_close_to_call() -> None:
    found = ranking(judged("a", *everything(2, 2)), judged("b", *everything(2, 2)))
    assert [(one.leads_in, one.too_close) for one in found.pairings] == [(0.0, True)]
    assert found.first_in == {"a": 1.0, "b": 1.0}
    assert found.pairings[0].words.endswith("their lower bounds are the same under all weights")


def strong_in(dimension: str) -> list[Answer]:
    return [answer(c.id, *((3, 3) if c.dimension == dimension else (2, 2))) for c in RUBRIC.criteria()]


def test_other_weights_can_change_the_ranking() -> None:
    one, two = (judged(key, *strong_in(key)) for key in ("DATA", "OBS"))
    found = ranking(one, two)
    assert 0.05 < found.same_order < 0.95
    assert sum(found.first_in.values()) == pytest.approx(1)


def test_knock_outs_come_first_and_take_no_rank() -> None:
    refused = PartnerRating(question="PQ-04", score=0, refused=True)
    out = judged("best", *everything(4, 4), partner=(refused,))
    alone = judged("alone", *everything(3, 3), profile=Profile(vendor_alone_holds_keys_or_data=True))
    found = ranking(out, alone, judged("modest", *everything(2, 2)))
    assert places(found) == [("modest", 1), ("alone", None), ("best", None)]
    assert found.contenders[1].knock_outs == ("provider keys or data are held by the vendor alone",)
    assert found.contenders[2].knock_outs == ("refused to show a trace of a real decision (PQ-04)",)
    words = next(q.question for q in RUBRIC.partner_questions if q.id == "PQ-11")
    assert f"PQ-11 has not been asked: “{words}”" in found.contenders[2].not_known
    words = next(q.question for q in RUBRIC.partner_questions if q.id == "PQ-04")
    assert f"Other questions that were not put to all: “{words}” (PQ-04)." in found.limitations


def test_questions_that_were_not_put_to_all_are_told_by_their_words_and_the_first_of_many() -> None:
    def replied(key: str, text: str) -> Response:
        asked = Asked(pack="vendor", version="1", text=text) if text else None
        return Response(question=key, by="them", value="yes", asked=asked)

    some = [replied(f"q_{n}", f"Is it {n}?" if n else "") for n in range(7)]
    alone = judged("a", *everything(3, 3), responses=tuple(some[:2]))
    (told,) = ranking(alone, judged("b", *everything(3, 3))).limitations
    assert told == "Other questions that were not put to all: q_0 and “Is it 1?” (q_1)."
    many = judged("a", *everything(3, 3), responses=tuple(some))
    (told,) = ranking(many, judged("b", *everything(3, 3))).limitations
    assert told.endswith("“Is it 3?” (q_3), “Is it 4?” (q_4) and 2 more.")


def test_what_was_not_asked_of_all_is_left_out_and_listed() -> None:
    asked_more = judged("more", answer("EVAL-01", 2, 2), answer("DATA-01", 0, 2))
    asked_less = judged(
        "less", answer("EVAL-01", 1, 2), Answer(criterion="EVAL-02", state="declined"), operation=SPEND
    )
    found = ranking(asked_more, asked_less)
    assert found.shared == ("EVAL-01",)
    assert found.contenders[0].left_out == ("DATA-01",)
    assert found.contenders[1].left_out == ("EVAL-02",)
    assert found.contenders[0].shared == (50, 50)
    assert (found.contenders[0].price, found.contenders[1].price) == ("", "USD 4,000 a month")
    assert found.limitations == (
        "Not asked of all, or not applicable to all, and left out: DATA-01, EVAL-02.",
    )


SPEND = Operation(spend_per_month=4000)


def test_a_failed_gate_caps_the_score_that_ranks() -> None:
    found = ranking(judged("capped", *everything(4, 4, DOC_01=(0, 2))), judged("plain", *everything(2, 2)))
    assert places(found) == [("plain", 1), ("capped", 2)]
    assert found.contenders[1].shared == (49, 49)
    assert found.contenders[1].failed_gates == ("DOC-01",)


def test_without_a_shared_question_nothing_is_ranked() -> None:
    found = ranking(judged("a", answer("EVAL-01", 2, 2)), judged("b", answer("EVAL-02", 2, 2)))
    assert places(found) == [("a", None), ("b", None)]
    assert (found.pairings, found.first_in) == ((), {})
    assert found.limitations[-1] == "No question was asked of all: nothing can be ranked."


LEVELS = st.dictionaries(
    st.sampled_from([c.id for c in RUBRIC.criteria()][:12]),
    st.tuples(st.integers(0, 4), st.integers(0, 4)),
    min_size=1,
)


@settings(max_examples=25, deadline=None)
@given(st.lists(LEVELS, min_size=2, max_size=4), st.randoms(use_true_random=False))
def test_the_order_in_which_vendors_are_given_changes_nothing(
    given_levels: list[dict[str, tuple[int, int]]], chance: Random
) -> None:
    vendors = [
        judged(
            f"v{n}",
            *(answer(key, *pair) for key, pair in said.items()),
            profile=Profile(vendor_alone_holds_keys_or_data=n == 3),
        )
        for n, said in enumerate(given_levels)
    ]
    shuffled = list(vendors)
    chance.shuffle(shuffled)
    assert ranking(*shuffled) == ranking(*vendors)


def test_equal_lower_bounds_share_a_rank() -> None:
    equal = [judged(name, *everything(2, 2)) for name in ("b", "a")]
    found = ranking(*equal, judged("c", *everything(1, 1)))
    assert places(found) == [("a", 1), ("b", 1), ("c", 3)]


def vendor(name: str, level: int, grade: int, **more: Any) -> Judged:
    return judged(name, *everything(level, grade), purpose=Purpose.VENDOR_EVALUATION, **more)


def test_the_advice_says_no_more_than_the_evidence_tells_apart() -> None:
    out = Profile(vendor_alone_holds_keys_or_data=True)
    asked = tuple(PartnerRating(question=q.id, score=2) for q in RUBRIC.partner_questions)
    known = Profile(references_confirmed=2, vendor_alone_holds_keys_or_data=False)
    fine = vendor("Fine", 3, 3, partner=asked, profile=known)
    table = {
        "Fine: select with conditions.": [fine, vendor("Poor", 1, 1)],
        "No vendor can be selected as it stands; Poor comes closest.": [vendor("Poor", 1, 1), vendor("Worse", 0, 1)],
        "Too close to call between Fine and Just as fine: the evidence does not tell them apart.": [
            fine, vendor("Just as fine", 3, 3, partner=asked, profile=known),
        ],
        "No vendor is left: each is knocked out.": [vendor("A", 3, 3, profile=out), vendor("B", 3, 3, profile=out)],
        "Nothing can be ranked: no question was asked of all.": [
            judged("a", answer("EVAL-01", 2, 2)), judged("b", answer("EVAL-02", 2, 2)),
        ],
        "Open comes first; whether to select it cannot be decided yet.": [vendor("Open", 3, 3), vendor("Poor", 1, 1)],
    }  # fmt: skip
    assert {told: ranking(*vendors).advice for told, vendors in table.items()} == {
        told: told for told in table
    }


def test_a_dimension_says_how_much_of_it_was_answered_and_shown() -> None:
    said = [answer("EVAL-01", 4, 2), answer("EVAL-02", 4, 1), Answer(criterion="EVAL-03", state="unknown")]
    found = ranking(judged("a", *said), judged("b", *said))
    weights = {key: RUBRIC.by_id[key].weight for key in ("EVAL-01", "EVAL-02", "EVAL-03")}
    whole = sum(weights.values())
    dimension = found.contenders[0].dimensions["EVAL"]
    assert set(found.contenders[0].dimensions) == {"EVAL"}
    assert dimension.coverage == pytest.approx((whole - weights["EVAL-03"]) / whole)
    assert dimension.shown == pytest.approx(weights["EVAL-01"] / whole)
    assert dimension.score.high == pytest.approx(100)

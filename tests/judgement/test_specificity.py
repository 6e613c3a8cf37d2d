"""How specific an answer reads: the examples of the partner questions, near misses, and what must not flatter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit import rubric
from audit.judgement.specificity import read_specificity
from audit.model.specificity import SignKind

WORDS = rubric.vocabulary()
RUBRIC = rubric.load()
MARKETING = (
    "As a leading provider of innovative AI solutions we have served 40 clients. Our experienced team works closely "
    "with stakeholders at every stage of the journey, and our proven methodology makes sure that quality is always at "
    "the heart of everything we do, from the first workshop to the final handover and beyond."
)


def level(answer: str, question: str = "") -> int:
    return read_specificity(answer, WORDS, question).level


def test_vague_reads_lower_than_specific_in_all_eighteen_examples() -> None:
    """The lists were written with these examples in view; the near misses below are the harder test."""
    read = {
        one.id: tuple(level(text, one.question) for text in (one.vague, one.specific, one.evidenced))
        for one in RUBRIC.partner_questions
    }
    assert {vague for vague, _, _ in read.values()} == {0}
    assert {key for key, (vague, specific, _) in read.items() if not vague < specific} == set()
    # “Cost per successful outcome for a live client against forecast” names no number, day, document or failure.
    assert {key for key, (vague, _, evidenced) in read.items() if not vague < evidenced} == {"PQ-08"}


@pytest.mark.parametrize(
    ("answer", "read"),
    [
        ("", 0),
        ("Yes.", 0),
        ("94%", 0),
        ("94% accuracy.", 0),
        ("Over 99% accurate on everything.", 0),
        ("94% of 200 cases.", 1),
        ("188 of 200.", 1),
        ("1 2 3 4 5 6 7 8 9 10", 0),
        ("2026", 0),
        ("and/or prompts/index", 0),
        ("We will send it.", 0),
        ("We will send you the evaluation report of 12 May 2026 with 200 cases.", 0),
        ("It is planned for the next phase.", 0),
        ("It depends on the case, typically we look at various metrics and so on.", 0),
        ("A human is in the loop at all times, which guarantees full control.", 0),
        ("We use Kubernetes, LangChain, MLflow, Databricks, Pinecone and GPT-5 with enterprise support.", 0),
        ("Guardrails, evals, traces, fallbacks, dashboards, runbooks, drift detection.", 1),
        ("Our CEO has 25 years of experience at Google and Stanford.", 0),
        ("The owner is Anna Berg.", 0),
        ("We usually have a runbook where appropriate.", 0),
        ("Quality is monitored weekly.", 0),
        ("We have never had an incident.", 0),
        ("There were no failures, no outages and no defects.", 0),
        (MARKETING, 0),
        (MARKETING * 5, 0),
        ("evals/run_042.json, 2026-05-03, 188 of 200.", 3),
        ("Rolled back 2026-05-03, 40 minutes, see runbook.md.", 3),
        ("Ticket OPS-1412, commit 3f9d2ab.", 1),
        ("Anna Berg, head of purchasing, refused the release on 12 May 2026.", 2),
        ("Alert at 50% of the daily cap, on-call gets it within 5 minutes.", 2),
        ("1,250,000 requests last month; 312 requests were rejected by the schema check.", 3),
        ("In March 2026 it ordered 40 discontinued items; the planner noticed after 3 days.", 2),
        ("Alles wird vollständig protokolliert.", 0),
        ("In der Regel sehr zuverlässig.", 0),
        ("Wir hatten noch nie einen Ausfall.", 0),
        ("Wir werden 200 Fälle prüfen und den Bericht nachreichen.", 0),
        ("Die Einkäufer prüfen täglich 50 Fälle; unter 97 % wird abgeschaltet.", 3),
        ("Am 3.5.2026 wurde die Freigabe abgelehnt: 12 von 200 Fällen falsch, siehe Prüfbericht.", 3),
    ],
)
def test_near_misses(answer: str, read: int) -> None:
    assert level(answer) == read, read_specificity(answer, WORDS).signs


def test_the_words_that_led_to_it_are_shown_where_they_stand() -> None:
    answer = "We typically refused 2 releases; see https://example.org/log.pdf."
    read = read_specificity(answer, WORDS)
    assert [(answer[one.start : one.end], one.kind) for one in read.signs] == [
        ("typically", SignKind.HEDGE),
        ("refused", SignKind.FAILURE),
        ("2 releases", SignKind.NUMBER),
        ("https://example.org/log.pdf", SignKind.LINK),
    ]
    assert read.signs[0].why == "leaves open when it holds"
    assert all(one.word == answer[one.start : one.end] for one in read.signs)


def test_what_the_question_says_already_is_no_sign() -> None:
    answer = "Out of 50,000 runs there are failures."
    assert level(answer) == 1
    assert level(answer, "Out of 50,000 runs, how many failures should we expect?") == 0


def test_a_share_needs_its_cases_or_a_limit() -> None:
    kinds = {
        text: [one.kind for one in read_specificity(text, WORDS).signs if "%" in one.word]
        for text in ("94%.", "94% on 200 cases.", "94%. There were 200 cases.", "At most 2% errors.")
    }
    assert list(kinds.values()) == [[SignKind.SHARE], [SignKind.NUMBER], [SignKind.SHARE], [SignKind.NUMBER]]


ANSWERS = st.lists(
    st.sampled_from(
        [
            "We rolled back on 2026-05-03.",
            "The owner looked at 200 cases.",
            "See runbook.md.",
            "We will send it.",
            "It is robust and scalable.",
            "Usually it works.",
            "Nothing more.",
        ]
    ),
    min_size=1,
    max_size=6,
).map(" ".join)


@given(ANSWERS)
def test_saying_it_again_never_reads_better(answer: str) -> None:
    assert level(f"{answer} {answer}") <= level(answer)


@given(ANSWERS, st.integers(1, 60))
def test_filling_never_reads_better(answer: str, times: int) -> None:
    assert level(f"{answer} {'And we care about this a lot. ' * times}") <= level(answer)


@given(st.text(max_size=300))
def test_any_text_is_read_and_every_span_lies_in_it(answer: str) -> None:
    read = read_specificity(answer, WORDS)
    assert 0 <= read.level <= 3
    assert all(0 <= one.start < one.end <= len(answer) for one in read.signs)


def test_a_very_long_answer_is_read_up_to_a_limit() -> None:
    assert level("x" * 10_000_000) == 0
    assert level("1 " * 500_000) == 0

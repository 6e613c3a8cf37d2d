import re
from datetime import date
from functools import cache

import pytest
from jinja2 import UndefinedError

from audit import assessment
from audit.model.assessment import Answer, Assessment, Purpose, Subject, Waiver
from audit.model.business import BusinessCase
from audit.model.conclusion import Verdict
from audit.model.dossier import Dossier
from audit.model.plan import Decision
from audit.model.response import Asked, BuildabilityRating, PartnerRating, Response
from audit.model.rubric import SystemKind
from reports import page, render
from tests.reports.dossiers import failed_project, unanswered, with_changes
from tests.reports.extremes import ATTACK, big, hostile


@cache
def full() -> str:
    return render.html(failed_project())


def anchors(html: str) -> list[str]:
    return re.findall(r'<section class="chapter[^"]*" id="(\w+)"', html)


def text_of(html: str) -> str:
    body = html.partition("<body>")[2]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body))


def test_a_full_dossier_has_every_chapter() -> None:
    assert anchors(full()) == [
        *("control", "requests", "summary", "limits", "chronology", "promises", "contradictions", "reply"),
        *("patterns", "findings", "assets", "gates", "scorecard", "stage", "projection", "cost", "plan"),
        *("checks", "answers", "evidence", "method", "figures", "standards", "glossary", "sign_off"),
    ]


def test_a_dossier_without_answers_says_so_and_leaves_out_the_rest() -> None:
    html = render.html(unanswered())
    assert anchors(html) == [
        *("control", "summary", "limits", "gates", "waivers", "since", "running", "scorecard"),
        *("answers", "evidence", "method", "figures", "glossary", "sign_off"),
    ]
    text = text_of(html)
    assert "No conclusion" in text
    assert "Nothing was answered, so nothing is scored." in text
    assert "Nobody has answered anything." in text


@pytest.mark.parametrize(
    ("field", "chapter"),
    [("projection", "projection"), ("exposure", "cost"), ("stage", "stage"), ("chain", None)],
)
def test_what_is_missing_leaves_its_chapter_out(field: str, chapter: str | None) -> None:
    html = render.html(with_changes(conclusion={field: None}))
    assert set(anchors(full())) - set(anchors(html)) == ({chapter} if chapter else set())


def test_nothing_is_loaded_from_elsewhere() -> None:
    html = render.html(hostile())
    assert not re.search(r"<(script|link|img|iframe|object|embed|base)\b", html)
    assert {
        url[:5] for url in re.findall(r'(?:src|href)="([^"]+)"', html) if not url.startswith("#")
    } == set()
    assert {url[:14] for url in re.findall(r'url\("?([^")]+)', html)} == {"data:font/ttf;", "data:image/svg"}
    assert "@import" not in html


def test_what_others_wrote_is_shown_as_text() -> None:
    html = render.html(hostile())
    assert "&lt;script&gt;fetch(&#34;http://127.0.0.1:9/x&#34;)" in html
    assert ATTACK.split(" ")[0] not in html
    assert "{{ 7 * 7 }}" in html
    assert "שלום 🚀" in html


def test_there_is_a_row_for_every_statement() -> None:
    for dossier in (failed_project(), big()):
        tables = re.findall('class="grid answers".*?</table>', render.html(dossier), re.DOTALL)
        rows = [row for table in tables for row in re.findall(r'<tr id="(Q-\d+)">', table)]
        assert sorted(rows) == [f"Q-{n:03}" for n in range(1, len(dossier.assessment.statements()) + 1)]
        assert f"each in a row of its own: {len(rows)} rows." in text_of(render.html(dossier))
        assert len(tables) == len({one.by for one in dossier.assessment.statements()})


def test_every_finding_is_told_in_five_parts() -> None:
    dossier = failed_project()
    for gap in dossier.conclusion.gaps[:4]:
        article = full().partition(f'id="{gap.id}"')[2].partition("</article>")[0]
        assert re.findall(r'part-name">(\w+)(?: <span class="kind">(\w+))?', article) == [
            ("Criterion", ""),
            ("Condition", "fact"),
            ("Cause", "inference"),
            ("Consequence", "opinion"),
            ("Recommendation", "opinion"),
        ]
    assert 'agent/tools.py:17@4f2d9c1b</span> <a class="key" href="#S-002">S-002</a>' in full()


def test_findings_that_rest_on_silence_share_one_condition() -> None:
    text = text_of(full())
    assert "Findings that rest on silence" in text
    assert full().count('id="G-05"') == 1


@pytest.mark.parametrize("number", [7, 0.5, None])
def test_a_template_cannot_print_a_number_that_was_not_worded(number: float | None) -> None:
    template = page.environment().from_string("{{ number }}")
    with pytest.raises(TypeError, match=r"did not come through wording"):
        template.render(number=number)


def test_a_template_cannot_print_what_is_not_there() -> None:
    with pytest.raises(UndefinedError):
        page.environment().from_string("{{ nobody.name }}").render()


@pytest.mark.parametrize(
    ("purpose", "advice", "label"),
    [
        (Purpose.FAILED_PROJECT_AUDIT, "rebuild", "Salvage, rebuild or stop"),
        (Purpose.VENDOR_EVALUATION, "select with conditions", "Select or reject"),
        (Purpose.READINESS_REVIEW, "no-go", "Go or no-go"),
    ],
)
def test_each_kind_words_its_decision(purpose: Purpose, advice: str, label: str) -> None:
    dossier = with_changes(
        assessment={"purpose": purpose},
        conclusion={"decision": Decision(decision=advice, rule="the rule that fired")},
    )
    text = text_of(render.html(dossier))
    assert f"{label} {advice.capitalize()}" in text
    assert "The rule that fired: The rule that fired." in text


@pytest.mark.parametrize("verdict", list(Verdict))
def test_each_conclusion_has_its_badge(verdict: Verdict) -> None:
    html = render.html(with_changes(conclusion={"conclusion": verdict, "decision": None}))
    assert f'role="img" aria-label="{verdict.value}"><title>{verdict.value}</title>' in html


def test_an_expired_waiver_is_called_so() -> None:
    waiver = Waiver(criterion="SEC-01", owner="B. Owner", reason="later", expires=date(2026, 11, 1))
    text = text_of(render.html(with_changes(assessment={"waivers": (waiver,)})))
    assert "1 November 2026 expired 21 days before this audit" in text
    assert "waived by B. Owner, expired 21 days before this audit" in text


def test_the_same_dossier_gives_the_same_page() -> None:
    again = Dossier.model_validate_json(failed_project().model_dump_json())
    assert render.html(again) == full()
    assert failed_project().number in full()
    assert failed_project().content_hash in full()


@pytest.mark.parametrize("dossier", [failed_project(), unanswered()])
def test_the_honest_limit_stands_in_every_report(dossier: Dossier) -> None:
    text = text_of(render.html(dossier))
    assert "This index orders evidence about practices; it is not a probability of success." in text


def vendor() -> Dossier:
    """A vendor who refused to deploy while somebody watched."""
    ratings = (
        PartnerRating(question="PQ-01", score=2, rationale="saw <b>annex B</b>", by="Jo Brandt"),
        PartnerRating(question="PQ-11", score=0, refused=True, red_flags=(1,), by="Jo Brandt"),
    )
    given = Assessment(
        subject=Subject(name="Northwind", kinds=(SystemKind.RAG,), is_vendor=True),
        purpose=Purpose.VENDOR_EVALUATION,
        as_of=date(2026, 11, 20),
        answers=(Answer(criterion="COST-01", level=0, by="us"),),
        partner=ratings,
    )
    return assessment.conclude(given)


def test_a_vendor_is_told_why_on_the_first_page_and_what_to_sign() -> None:
    text = render.html(vendor())
    first = text[text.index('id="decision"') : text.index('id="summary"')]
    assert "Reject, because" in first
    assert "refused to deploy and roll back (PQ-11)" in first
    partner = text[text.index('<section class="chapter flowing" id="partner"') : text.index('id="findings"')]
    assert "Saw &lt;b&gt;annex B&lt;/b&gt;." in partner
    assert '<td class="figure">refused</td>' in partner
    assert "<b>Red flag:</b>" in partner
    assert len(set(re.findall(r"PQ-\d\d", partner))) == 18
    clauses = text[text.index('id="clauses"') : text.index('id="answers"')]
    assert "<td>CC-07</td><td><b>A hard limit of spend.</b>" in clauses
    assert "The gate is failed." in clauses


REPLIES = (
    Response(question="budget", by="us", at=date(2026, 11, 3), value=12000.5, nature="fact"),
    Response(question="live", by="us", value=True),
    Response(question="channels", by="us", value=("phone", "mail")),
    Response(question="PQ-17", by="us", state="declined", narrative="<b>not now</b>"),
    Response(
        question="chronology",
        by="us",
        value=({"on": "2026-07-01", "what": "went live"}, {"on": "2026-09-30", "what": "held"}),
        asked=Asked(pack="own", version="1", text="What happened when?"),
    ),
)


def test_there_is_a_row_for_every_reply_in_the_words_of_the_respondent() -> None:
    given = with_changes(assessment={"responses": REPLIES})
    table = render.html(given).partition('class="grid replies"')[2].partition("</table>")[0]
    assert table.count("<tr>") - 1 == len(REPLIES)
    text = text_of(f"<body>{table}")
    assert "3 November 2026 Fact. 12,000.5" in text
    assert "Yes." in text
    assert "phone and mail" in text
    assert "Tell us about a system of yours that failed in production. PQ-17" in text
    assert "Declined. &lt;b&gt;not now&lt;/b&gt;" in table
    assert "What happened when? chronology" in text
    assert "On · What 2026-07-01 · went live 2026-09-30 · held" in text


def test_week_one_is_told_with_its_verdict_and_the_rate_at_which_it_pays() -> None:
    given = Assessment(
        subject=Subject(name="Triage", kinds=(SystemKind.LLM_APP,)),
        as_of=date(2026, 11, 20),
        answers=(Answer(criterion="EVAL-01", level=2, grade=2, by="us"),),
        buildability=(BuildabilityRating(item="WB-01", score=0, fires=True, note="12 a month"),),
        business=BusinessCase(
            runs_per_month=1000,
            benefit_per_success=4,
            loss_per_failure=10,
            cost_per_run=0.5,
            build_cost=24_000,
            months=24,
            probe_successes=45,
            probe_trials=50,
        ),
    )
    chapter = (
        render.html(assessment.conclude(given)).partition('id="buildability"')[2].partition("</section>")[0]
    )
    text = text_of(f"<body>{chapter}")
    assert "Do not build." in text
    # p* = (l + c + F / (T V)) / (b + l) = (10 + 0.5 + 24000 / (24 * 1000)) / 14
    assert (
        "It pays from a success rate of <b>82.1%</b>; the probe showed 45 of 50 cases, 78.6–95.7% at 95%."
        in chapter
    )
    assert chapter.count("WB-") >= 12

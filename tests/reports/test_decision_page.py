"""The decision page: one page for every kind, with what its reader decides on."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from audit.model.assessment import LONGEST_WAIVER, Purpose
from audit.model.conclusion import Reservation, Verdict
from audit.model.dossier import Dossier
from audit.model.edition import Audience, Edition
from audit.model.plan import Decision
from reports import assets, findings, page, paper
from tests.reports import kinds
from tests.reports.dossiers import failed_project, unanswered, with_changes
from tests.reports.extremes import big, hostile
from tests.reports.test_html import text_of
from tests.reports.test_pdf import reader


def sheet(dossier: Dossier) -> str:
    """The markup of the decision page alone."""
    text = page.render(dossier, "")
    return text[text.index('<article class="decision"') : text.index("</article>", text.index("sheet"))]


def laid_out(dossier: Dossier) -> bytes:
    """The page in the flow, where what is too much runs over instead of being cut off."""
    style = assets.style(inline=False)
    flowing = ".decision,.sheet{position:static!important;height:auto!important;overflow:visible!important}"
    body = f"{sheet(dossier)}</article>"
    return paper.print_pdf(f"<style>{style}{flowing}</style><main>{body}</main>", b"\0" * 16)


def of_kind(dossier: Dossier, purpose: Purpose) -> Dossier:
    return dossier.model_copy(
        update={"assessment": dossier.assessment.model_copy(update={"purpose": purpose})}
    )


@pytest.mark.parametrize("purpose", list(Purpose))
@pytest.mark.parametrize("make", [failed_project, unanswered, big, hostile])
def test_nothing_runs_over_the_page_whoever_wrote_it(make: Callable[[], Dossier], purpose: Purpose) -> None:
    assert len(reader(laid_out(of_kind(make(), purpose))).pages) == 1


@pytest.mark.parametrize("make", kinds.KINDS)
def test_each_kind_fits_its_page(make: Callable[[], Dossier]) -> None:
    assert len(reader(laid_out(make())).pages) == 1


@pytest.mark.parametrize("make", kinds.KINDS)
def test_the_advice_leads_and_coverage_and_confidence_stand_beside_it(make: Callable[[], Dossier]) -> None:
    dossier = make()
    advice = dossier.conclusion.decision
    assert advice is not None
    text = text_of(f"<body>{sheet(dossier)}")
    assert f"<title>{advice.decision.capitalize()}</title>" in sheet(dossier)
    order = [text.index(word) for word in (advice.decision.capitalize(), "Coverage", "Confidence")]
    assert order == sorted(order)
    assert "33.6%" in text  # of the questions by weight are answered
    # the weight of ten documented answers among all that applies
    assert "20.3%" in text or dossier.assessment.purpose is Purpose.READINESS_REVIEW


def test_a_failed_project_has_no_grade_on_its_first_page() -> None:
    text = text_of(f"<body>{sheet(kinds.failed())}")
    assert "Score" not in text
    assert "0 of 3 components" in text
    assert "Replace: data and lineage. Repair: code. Undecided: accounts and rights." in text
    assert "Best-supported explanation (inference):" in text


def test_a_vendor_is_knocked_out_before_any_reason() -> None:
    text = text_of(f"<body>{sheet(kinds.vendor())}")
    assert text.index("✗ holds: reject Refused to deploy") < text.index("How it is known")
    assert "? cannot tell Provider keys or data are held by the vendor alone." in text
    assert "Conditions Versioned evaluation set that resembles production (EVAL-02): level 2" in text
    assert "Price, beside the score and never in it: USD 4,000 a month, as stated" in text


def test_a_review_shows_every_gate_and_the_day_on_which_its_decision_ends() -> None:
    dossier = kinds.readiness()
    text = text_of(f"<body>{sheet(dossier)}")
    gates = dossier.conclusion.gates
    assert text.count("✓ met") == len(gates.met)
    assert text.count("? unverified") == len(gates.unverified)
    assert "waiver until 10 December 2026" in text
    assert "This decision ends on 10 December 2026. No day is set for the next review." in text
    assert "Waiver about to expire: 10 December 2026" in text
    assert "Tom Reed." in text
    assert "Iris Bow" not in text  # her waiver ends later


def test_a_waiver_that_is_too_long_to_count_is_not_shown_as_one() -> None:
    before = kinds.readiness()
    assert before.assessment.waivers
    ends = before.assessment.as_of + timedelta(days=LONGEST_WAIVER + 1)
    longer = tuple(one.model_copy(update={"expires": ends}) for one in before.assessment.waivers)
    dossier = before.model_copy(
        update={"assessment": before.assessment.model_copy(update={"waivers": longer})}
    )
    text = text_of(f"<body>{sheet(dossier)}")
    assert text.count("waiver too long to count") == len(longer)
    assert "waiver until" not in text
    failed = failed_project()
    gap = failed.conclusion.gaps[0]
    own = longer[0].model_copy(update={"criterion": gap.criterion})
    told = failed.model_copy(update={"assessment": failed.assessment.model_copy(update={"waivers": (own,)})})
    assert findings.ties(told, gap, ()).status is findings.TOO_LONG


@pytest.mark.parametrize("make", kinds.KINDS)
@pytest.mark.parametrize("audience", list(Audience))
def test_the_reservation_of_a_favourable_advice_stands_below_it_and_fits(
    make: Callable[[], Dossier], audience: Audience
) -> None:
    dossier = on_word(make(), "go").model_copy(update={"edition": Edition(audience=audience)})
    text = text_of(f"<body>{sheet(dossier)}")
    told = (
        "Believed, not proven: 3 levels count on the word of whoever graded them, who names no item of "
        "evidence. 2 met gates are among them. Without that word, the advice would be “No-go” and the "
        "system “Cannot conclude”."
    )
    assert text.index("Go") < text.index(told) < text.index("Coverage")
    assert len(reader(laid_out(dossier)).pages) == 1
    assert "Believed, not proven" not in sheet(on_word(make(), "no-go"))


def on_word(dossier: Dossier, decision: str) -> Dossier:
    """The same case advised like this, on levels that somebody is believed."""
    keys = tuple(dossier.conclusion.standings)[:3]
    reservation = Reservation(
        criteria=keys, gates=keys[:2], conclusion=Verdict.CANNOT_CONCLUDE, decision="no-go"
    )
    changed = {
        "conclusion": Verdict.PHASE_1,
        "decision": Decision(decision=decision, rule="why"),
        "reservation": reservation,
    }
    return dossier.model_copy(update={"conclusion": dossier.conclusion.model_copy(update=changed)})


@pytest.mark.parametrize("decision", ["not decidable yet", "a word of somebody's own table"])
def test_an_advice_that_nobody_knows_is_shown_as_open(decision: str) -> None:
    text = sheet(with_changes(conclusion={"decision": Decision(decision=decision, rule="why")}))
    badge = re.search(r'aria-label="([^"]+)"><title>', text)
    assert badge is not None
    assert badge[1].replace("&#39;", "'") == decision.capitalize()
    assert 'class="verdict medium"' in text

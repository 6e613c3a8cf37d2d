"""The decision page: one page for every kind, with what its reader decides on."""

import re
from collections.abc import Callable

import pytest

from audit.model.assessment import Purpose
from audit.model.dossier import Dossier
from audit.model.plan import Decision
from reports import assets, page, paper
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
    flowing = ".sheet{position:static!important;height:auto!important;overflow:visible!important}"
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
    assert "? not known Provider keys or data are held by the vendor alone." in text
    assert "Conditions EVAL-02 Versioned evaluation set that resembles production: level 2" in text
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


@pytest.mark.parametrize("decision", ["not decidable yet", "a word of somebody's own table"])
def test_an_advice_that_nobody_knows_is_shown_as_open(decision: str) -> None:
    text = sheet(with_changes(conclusion={"decision": Decision(decision=decision, rule="why")}))
    badge = re.search(r'aria-label="([^"]+)"><title>', text)
    assert badge is not None
    assert badge[1].replace("&#39;", "'") == decision.capitalize()
    assert 'class="verdict medium"' in text

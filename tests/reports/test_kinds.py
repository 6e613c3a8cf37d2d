"""The three kinds of report: their chapters, and what only one of them has."""

import re
from collections.abc import Callable
from functools import cache

import pytest

from audit.model.assessment import Purpose
from audit.model.dossier import Dossier
from audit.model.gap import Gap, Severity
from reports import render, standards
from reports.kinds import KINDS
from reports.sections import CHAPTERS, sections
from tests.reports import kinds
from tests.reports.case import ALIAS
from tests.reports.dossiers import failed_project, gap
from tests.reports.test_html import text_of


@cache
def printed(make: Callable[[], Dossier]) -> str:
    return render.html(make())


def chapter(html: str, key: str) -> str:
    found = re.search(rf'<section class="chapter[^"]*" id="{key}".*?</section>', html, re.DOTALL)
    assert found is not None
    return text_of(f"<body>{found[0]}")


def main(dossier: Dossier) -> list[str]:
    return [section.id for section in sections(dossier) if not section.appendix]


@pytest.mark.parametrize("purpose", list(Purpose))
def test_every_kind_names_chapters_that_there_are_and_says_its_limits_before_its_scores(
    purpose: Purpose,
) -> None:
    order = KINDS[purpose].chapters
    assert set(order) <= set(CHAPTERS)
    assert len(set(order)) == len(order)
    assert order[0] == "requests"
    assert order.index("limits") < min(
        order.index("scorecard"), order.index("gates"), order.index("findings")
    )


def test_a_vendor_report_begins_with_what_to_ask_for_and_ends_with_what_to_demand() -> None:
    order = main(kinds.vendor())
    assert order[:5] == ["control", "requests", "summary", "limits", "knock_outs"]
    assert order[-2:] == ["offer", "clauses"]
    assert "✗ holds: reject" in chapter(printed(kinds.vendor), "knock_outs")
    offer = chapter(printed(kinds.vendor), "offer")
    assert "Price a month, as stated USD 4,000" in offer
    assert "model 4000 USD client" in offer
    assert "Price model subscription. Larkfield Labs" in offer
    assert re.search(
        r"CC-01 Acceptance by numbers agreed before\..*EVAL-01", chapter(printed(kinds.vendor), "clauses")
    )


def test_a_failed_project_is_told_from_its_mandate_to_what_can_be_kept() -> None:
    assert main(kinds.failed())[:11] == [
        *("control", "requests", "summary", "mandate", "limits", "chronology", "promises"),
        *("contradictions", "reply", "patterns", "explanations"),
    ]
    mandate = chapter(printed(kinds.failed), "mandate")
    assert "The board asks whether the agent can be repaired" in mandate
    assert "Decision wanted keep or stop. Purchasing team, 2 November 2026" in mandate
    kept = chapter(printed(kinds.failed), "components")
    assert "Partial rebuild: At least one component has to be replaced." in kept
    assert "Data and lineage ✗ replace Sources are unknown. DATA-01" in kept


def test_the_chronology_is_in_order_and_says_how_each_entry_is_known() -> None:
    told = chapter(printed(kinds.failed), "chronology")
    days = ["12 January 2026", "1 July 2026", "14 August 2026", "30 September 2026", "2 November 2026"]
    places = [told.index(f"{day} ") for day in days]
    assert places == sorted(places)
    assert "1 July 2026 It goes live in all branches ■ fact a message, A. Auditor" in told
    assert (
        "14 August 2026 A branch receives items that are no longer sold. ■ fact delivery note, branch manager"
        in told
    )
    assert "30 September 2026 The agency stops answering. □ opinion Purchasing team" in told
    assert "28 June 2026 Last known to do what it should □ opinion Purchasing team" in told
    assert "12 January 2026 The first commit ■ fact repository reorder-agent" in told
    assert "Told without a day: Somebody turned the alerts off." in told


def test_what_was_promised_stands_beside_what_was_found() -> None:
    told = chapter(printed(kinds.failed), "promises")
    assert (
        "Orders need no person to look at them. proposal.pdf, page 2, for 1 July 2026 ✗ not delivered "
        "Planners check every order since October, fact told by Purchasing team." in told
    )
    assert (
        "“All models are pinned to a tested version.” README.md:24, Larkfield Labs ✗ contradicted "
        "Entry C-01 of chapter 7." in told
    )


def test_what_exists_is_told_apart_from_what_was_only_told_of() -> None:
    told = chapter(printed(kinds.failed), "assets")
    assert "Code ✓ seen Repository reorder-agent at commit 4f2d9c1be07a: 42 files." in told
    assert (
        "Accounts and rights △ told of, not seen Purchasing team lists account at the model provider in "
        "provider console, held by Larkfield Labs; opening it failed." in told
    )
    assert "Infrastructure ? nobody has shown it Nothing on record." in told
    assert "Acceptance sheet of 28 June acceptance.pdf, page 2 A. Auditor E-01, 28 June 2026" in told
    assert "The head of IT holds mail and accounts." in told


def test_a_review_compares_with_the_last_one_and_orders_waivers_by_their_end() -> None:
    assert main(kinds.readiness())[:7] == [
        *("control", "requests", "summary", "limits", "gates", "waivers", "since")
    ]
    waivers = chapter(printed(kinds.readiness), "waivers")
    assert waivers.index("10 December 2026 ends in 18 days (about to expire)") < waivers.index(
        "15 January 2027"
    )
    assert "The decision ends on 10 December 2026 , with the first waiver that it rests on" in waivers
    since = chapter(printed(kinds.readiness), "since")
    assert "first review 20 August 2026 no-go" in since
    assert "2026-10-01 model new version price not stated" in since
    assert "G-02 closed drill of October" in since
    assert "Tom Reed by 9 December 2026; under way" in chapter(printed(kinds.readiness), "plan")


def test_the_sign_off_fits_the_kind_and_says_who_has_signed() -> None:
    assert re.findall(r"Sign-off: ([a-z ]+)<", printed(kinds.failed))[0] == "lead and reviewer"
    failed = chapter(printed(kinds.failed), "sign_off")
    assert "This report is final." in failed
    assert "Name A. Auditor Day 23 November 2026 Signature signed in the assessment" in failed
    assert "Interests and independence: None, on either side of the table." in failed
    assert "It is signed with the reply to C-01 and C-02 outstanding" in failed
    vendor = chapter(printed(kinds.vendor), "sign_off")
    assert "This report is a draft: The lead auditor has not signed." in vendor
    assert vendor.count("Member of the panel") == 2
    assert vendor.count("Conflicts of interest: nothing stated") == 2
    readiness = chapter(printed(kinds.readiness), "sign_off")
    order = [
        readiness.index(title) for title in ("Product", "Security", "Operations", "Data owner", "Reviewer")
    ]
    assert order == sorted(order)
    assert "Name Ada Cole Day 24 November 2026" in readiness


def test_document_control_names_versions_receivers_and_everything_it_rests_on() -> None:
    control = chapter(printed(kinds.failed), "control")
    dossier = kinds.failed()
    assert f"Report {dossier.number}, version 1.1 Status FINAL." in control
    assert "Distribution Board of Harbour Foods; Counsel of Harbour Foods" in control
    assert "1.0 20 November 2026 First version, for the right of reply." in control
    assert "Next review 1 February 2027" in control
    assert dossier.content_hash in control
    assert dossier.rubric.content_hash in control
    assert "Approvals Lead auditor: A. Auditor, 23 November 2026; Reviewer: not signed." in control


def test_a_draft_says_so_on_every_page_and_a_final_report_does_not() -> None:
    assert 'data-classification="DRAFT · Confidential"' in printed(kinds.vendor)
    assert "<title>Vendor evaluation: Larkfield Labs (draft)</title>" in printed(kinds.vendor)
    assert "data:image/svg+xml" in printed(kinds.vendor)
    assert 'data-classification="Confidential"' in printed(kinds.failed)
    assert "data:image/svg+xml" not in printed(kinds.failed)


def test_findings_answers_evidence_actions_and_contradictions_lead_to_each_other() -> None:
    html = render.html(failed_project())
    anchors = set(re.findall(r'id="([^"]+)"', html))
    assert {link for link in re.findall(r'href="#([^"]+)"', html) if link not in anchors} == set()
    found = html[html.index('id="G-03"') :]
    found = found[: found.index("</article>")]
    assert set(re.findall(r'href="#([^"]+)"', found)) == {"S-001", "A-03", "Q-011", "C-01"}
    assert "owner: not named · due: 22 December 2026" in text_of(f"<body>{found}")
    assert "<b>Long term,</b> so that it stays closed: level 3:" in found


def test_claims_that_nothing_proves_have_their_own_chapter() -> None:
    claim = failed_project().assessment.claims[0].model_copy(update={"criterion": "DEP-01", "by": "agency"})
    given = failed_project()
    given = given.model_copy(update={"assessment": given.assessment.model_copy(update={"claims": (claim,)})})
    text = chapter(render.html(given), "unverified")
    assert "1 statement claims a level that nothing on record proves" in text
    assert "Larkfield Labs README.md:24 2 0–4 Its evidence is claimed; level 2 asks for more." in text


def review(*gaps: Gap) -> Dossier:
    made = kinds.readiness()
    return made.model_copy(update={"conclusion": made.conclusion.model_copy(update={"gaps": gaps})})


LONG = "Nobody can say what happens. " * 30
PARTS = ("Level 2:", "Condition:", "Cause:", "Consequence:", "Short term:", "Long term:")


def test_a_review_tells_medium_and_low_findings_in_a_row_each_with_all_five_parts() -> None:
    made = review(
        gap(1, "OWN-01", Severity.HIGH),
        gap(2, "PROV-01", Severity.MEDIUM, ALIAS),
        gap(3, "DOC-02", Severity.LOW),
    )
    html = render.html(made)
    rows = re.findall(r'<tr id="(G-0\d)">(.*?)</tr>', html, re.DOTALL)
    assert [number for number, _ in rows] == ["G-02", "G-03"]
    for number, row in rows:
        told = text_of(f"<body>{row}")
        assert [told.count(part) for part in PARTS] == [1] * len(PARTS), number
    alias = text_of(f"<body>{rows[0][1]}")
    assert ALIAS.place in alias
    assert "gpt-latest" in alias
    assert html.count('<article class="finding"') == 1
    assert "Findings in brief" in chapter(html, "findings")


def test_what_has_much_to_tell_is_told_in_full_whatever_its_severity() -> None:
    much = gap(1, "DOC-02", Severity.LOW).model_copy(update={"condition": LONG})
    shown = gap(2, "PROV-01", Severity.MEDIUM, ALIAS, ALIAS, ALIAS)
    html = render.html(review(much, shown, gap(3, "OWN-01", Severity.NOTE)))
    assert re.findall(r'<article class="finding" id="(G-0\d)"', html) == ["G-01", "G-02"]
    assert re.findall(r'<tr id="(G-0\d)">', html) == ["G-03"]


@pytest.mark.parametrize("make", [kinds.failed, kinds.vendor])
def test_the_other_kinds_tell_every_finding_in_full(make: Callable[[], Dossier]) -> None:
    html = printed(make)
    assert "Findings in brief" not in html
    assert html.count('<article class="finding"') == 4


def test_a_review_is_set_closer_and_signed_where_it_ends() -> None:
    assert '<main class="close">' in printed(kinds.readiness)
    assert "<main>" in printed(kinds.vendor)
    assert '<section class="chapter signing" id="sign_off">' in printed(kinds.readiness)


def test_references_to_one_framework_stand_together() -> None:
    told = standards.together(
        ("AIRMF:MEASURE 2.5", "LLM10:2025", "EUAIA:15", "AIRMF:MEASURE 2.6", "AML.T0034"), ("AIRMF", "EUAIA")
    )
    assert told == "AIRMF: MEASURE 2.5, MEASURE 2.6; LLM10:2025, AML.T0034; EUAIA: 15"

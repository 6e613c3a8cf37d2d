"""Several vendors as documents: written, verified, and found out when they were changed."""

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from pypdf import PdfReader

from audit.delivery import tenders, verification
from audit.model.base import InputError
from audit.model.brand import Brand, BrandColours
from audit.model.dossier import RECORD_NAME
from audit.model.edition import Audience
from audit.model.speech import Speech, speaking
from audit.model.tender import TENDER_NAME, Tender
from audit.model.verification import Verification
from reports import paper, reading, render
from reports.order import Order
from tests.printed import pages as printed_pages
from tests.reports.case import ASSESSMENT
from tests.reports.tenders import three


def printed(tender: Tender, change: Callable[[str], str] = str, data: str = "") -> bytes:
    order = render.tender_order(tender)
    record = order.embedded
    assert record is not None
    return first_page(order._replace(embedded=record._replace(content=data or record.content)), change)


def first_page(order: Order, change: Callable[[str], str] = str) -> bytes:
    """Enough to lie on."""
    html = order.html[: order.html.index("</article>")] + "</article></main></body></html>"
    return paper.print_pdf(change(html), order.identifier, embedded=order.embedded)


def in_this_process(content: bytes | Callable[[], bytes], *work: str) -> bytes:
    """What the reports' own process does, without its start: it is tried as a whole on the command line."""
    return _made(content if isinstance(content, bytes) else content(), *work)


@cache
def _made(content: bytes, *work: str) -> bytes:
    if work == ("print",):
        return first_page(Order.unpacked(content))
    if work == ("tender",):
        language, _, data = content.partition(b"\n")
        with speaking(Speech.model_validate_json(language)):
            return render.tender_html(Tender.model_validate_json(data)).encode()
    return reading.read(content, text=work == ("text",)).model_dump_json().encode()


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verification, "apart", in_this_process)
    monkeypatch.setattr(tenders, "apart", in_this_process)


def verified(folder: Path, pdf: bytes) -> Verification:
    path = folder / "comparison.pdf"
    path.write_bytes(pdf)
    return verification.verify(path)


def failed(found: Verification) -> dict[str, str]:
    return {point.name: point.why for point in found.points if point.holds is False}


def test_a_report_on_vendors_says_what_its_data_leads_to(tmp_path: Path) -> None:
    paths = tenders.write(three(), tmp_path)
    assert [path.name for path in paths] == [
        "comparison.pdf", "comparison.html", "comparison.json", "comparison.schema.json",
    ]  # fmt: skip
    found = verification.verify(paths[0])
    assert found.verified
    assert found.number == three().number
    assert [point.name for point in found.points if point.holds] == [
        "Embedded data", "Rubric and engine", "Conclusion", "Printed pages",
    ]  # fmt: skip
    record = json.loads(PdfReader(paths[0]).attachments[TENDER_NAME][0])
    assert record == json.loads(paths[2].read_text("utf-8"))
    assert [bid["assessment"]["subject"]["name"] for bid in record["bids"]] == [
        "Key Holders",
        "Sayers",
        "Showers",
    ]


def test_a_brand_is_in_every_page_and_verify_prints_it_again(tmp_path: Path) -> None:
    look = Brand(name="Harbour Audit", footer="Harbour Audit Ltd", colours=BrandColours(accent="#7a3b12"))
    found = tenders.edition(three(), look=look)
    assert found.number == three().number
    pdf = tenders.pdf(found)
    pages = printed_pages(pdf)
    assert all("Harbour Audit Ltd · " in page for page in pages)
    assert all("© 2026 Harbour Audit" in page for page in pages)
    assert verified(tmp_path, pdf).verified


def test_each_vendor_gets_a_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tenders, "copy_for", lambda _tender, bid: bid.label.encode())
    paths = tenders.write(three(), tmp_path, copies_of=three())
    made = {path.name: path.read_bytes() for path in paths if path.name.startswith("vendor-copy")}
    assert made == {f"vendor-copy-V{n}.pdf": f"V{n}".encode() for n in (1, 2, 3)}


def test_the_copy_for_a_vendor_holds_nothing_of_the_others(tmp_path: Path) -> None:
    path = tmp_path / "vendor-copy-V3.pdf"
    path.write_bytes(tenders.copy_for(three(), three().bid("V3")))
    held = PdfReader(path)
    text = "".join(printed_pages(path.read_bytes()))
    text += held.attachments[RECORD_NAME][0].decode()
    names = [bid.assessment.subject.name for bid in three().bids]
    assert [name for name in names if name in text] == ["Showers"]
    assert "V1" not in text


@pytest.mark.parametrize("audience", [Audience.BOARD, Audience.PUBLIC])
def test_a_copy_says_what_it_is_and_holds_nothing_that_it_withholds(
    tmp_path: Path, audience: Audience
) -> None:
    full = tenders.again([*(bid.assessment for bid in three().bids), ASSESSMENT])
    copy = tenders.edition(full, audience)
    assert (copy.audience, copy.of) == (audience, full.number)
    assert copy.number != full.number
    assert copy.comparison.advice == full.comparison.advice
    path = tmp_path / tenders.named(tenders.PDF, copy)
    assert path.name == f"comparison-{audience}.pdf"
    path.write_bytes(tenders.pdf(copy))
    found = verification.verify(path)
    assert found.verified
    [edition] = [one.why for one in found.points if one.name == "Edition"]
    assert edition.endswith(f"of report {full.number}; holds nothing that such a copy withholds")
    data = PdfReader(path).attachments[TENDER_NAME][0].decode()
    excerpts = [e.excerpt for i in ASSESSMENT.inspections for c in i.checks for e in c.evidence if e.excerpt]
    assert excerpts
    assert [one for one in excerpts if json.dumps(one) in data] == []
    assert ("USD 6,000" in data) == (audience is Audience.BOARD)


def test_a_copy_that_holds_more_than_it_says_is_found(tmp_path: Path) -> None:
    full = tenders.again([three().bids[0].assessment, ASSESSMENT])
    false = full.model_copy(update={"audience": Audience.PUBLIC, "of": full.number})
    assert "Edition" in failed(verified(tmp_path, tenders.pdf(false)))


def test_a_vendor_gets_no_comparison() -> None:
    with pytest.raises(InputError, match="make a copy for each vendor"):
        tenders.edition(three(), Audience.VENDOR)


def test_one_digit_on_a_page_is_found(tmp_path: Path) -> None:
    found = verified(tmp_path, printed(three(), lambda html: html.replace("25.0–100.0", "95.0–100.0", 1)))
    assert set(failed(found)) == {"Printed pages"}


@pytest.mark.parametrize(
    ("change", "point"),
    [
        pytest.param(lambda data: data["comparison"].update(same_order=0.5), "Embedded data", id="a figure"),
        pytest.param(lambda data: data["bids"].reverse(), "Embedded data", id="the vendors"),
        pytest.param(
            lambda data: data["bids"][0]["conclusion"].update(engine="9"),
            "Rubric and engine",
            id="the engine",
        ),
    ],
)
def test_changed_data_is_found(
    tmp_path: Path, change: Callable[[dict[str, object]], None], point: str
) -> None:
    data = json.loads(three().record().model_dump_json())
    change(data)
    assert point in failed(verified(tmp_path, printed(three(), data=json.dumps(data))))


def test_a_flattering_rank_with_a_fitting_hash_is_recomputed_all_the_same(tmp_path: Path) -> None:
    honest = three()
    rows = honest.comparison.contenders
    flattered = honest.comparison.model_copy(
        update={"contenders": (rows[1].model_copy(update={"rank": 1}), *rows[1:])}
    )
    record = honest.model_copy(update={"comparison": flattered}).record()
    assert record.fits
    found = verified(tmp_path, printed(honest, data=record.model_dump_json()))
    places = next(point.places for point in found.points if point.name == "Conclusion")
    assert places[0].startswith("comparison.contenders[0].")


def test_data_that_is_none_of_ours_is_said(tmp_path: Path) -> None:
    found = verified(tmp_path, printed(three(), data="{}"))
    assert not found.verified
    assert "cannot be read: number" in failed(found)["Embedded data"]

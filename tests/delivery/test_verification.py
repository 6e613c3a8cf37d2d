import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, append_signature_field
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, NumberObject

from audit import assessment, delivery
from audit.delivery import documents, verification
from audit.model.base import InputError
from audit.model.dossier import RECORD_NAME, Dossier
from audit.model.speech import speaking
from audit.model.verification import Verification
from reports import paper, reading, render
from reports.appended import adds_signatures_only
from tests.reports.dossiers import unanswered
from tests.reports.excerpt import front

PASSPHRASE = "correct horse"


@cache
def dossier() -> Dossier:
    return assessment.conclude(unanswered().assessment.model_copy(update={"inspections": ()}))


def printed(dossier: Dossier, change: Callable[[str], str], record: str | None = None) -> bytes:
    html, identifier, embedded = render.order(dossier)
    assert embedded is not None
    data = embedded if record is None else embedded._replace(content=record)
    return paper.print_pdf(change(front(html)), identifier, embedded=data)


@cache
def report() -> bytes:
    return printed(dossier(), str)


def in_this_process(content: bytes | Callable[[], bytes], *work: str, progress: object = None) -> bytes:
    """What the reports' own process does, without its start: it is tried as a whole on the command line."""
    return made(content if isinstance(content, bytes) else content(), *work)


@cache
def made(content: bytes, *work: str) -> bytes:
    if work == ("print",):
        html, identifier, embedded = paper.Order.unpacked(content)
        return paper.print_pdf(front(html), identifier, embedded=embedded)
    return reading.read(content, text=work == ("text",)).model_dump_json().encode()


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verification, "apart", in_this_process)
    monkeypatch.setattr(delivery, "apart", in_this_process)


def forged(change: Callable[[str], str], record: str | None = None) -> bytes:
    """A report printed by somebody who has all our code: other words on paper, or other data within."""
    return printed(dossier(), change, record)


def verified(tmp_path: Path, pdf: bytes, roots: Path | None = None) -> Verification:
    path = tmp_path / "report.pdf"
    path.write_bytes(pdf)
    return verification.verify(path, roots)


def failed(found: Verification) -> dict[str, str]:
    return {point.name: point.why for point in found.points if point.holds is False}


def test_a_report_as_it_was_made_says_what_its_data_leads_to(tmp_path: Path) -> None:
    found = verified(tmp_path, report())
    assert found.verified
    assert [(point.name, point.holds) for point in found.points] == [
        ("Embedded data", True),
        ("Rubric and engine", True),
        ("Conclusion", True),
        ("Printed pages", True),
        ("Signature", None),
    ]
    assert found.number == dossier().number


def test_one_digit_on_a_page_is_found_and_shown(tmp_path: Path) -> None:
    found = verified(tmp_path, forged(lambda html: html.replace("17 not verified", "11 not verified", 1)))
    assert not found.verified
    assert "pages say something else than the data" in failed(found)["Printed pages"]
    places = next(point.places for point in found.points if point.name == "Printed pages")
    assert places[0].startswith("page 1: printed “")
    assert "11 not verified" in places[0]


def test_a_report_in_another_language_is_judged_and_printed_again_in_it(tmp_path: Path) -> None:
    german = documents.edition(dossier(), language="de")
    with speaking(assessment.speech("de")):
        true, false = (
            printed(german, str),
            printed(german, lambda html: html.replace("Stufe 2, vorgeführt", "Stufe 3, vorgeführt", 1)),
        )
    assert german.number != dossier().number
    assert verified(tmp_path, true).verified
    assert true != false
    assert set(failed(verified(tmp_path, false))) == {"Printed pages"}


def test_a_digit_changed_in_the_finished_file_is_found(tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=BytesIO(report()))
    sheet = writer.pages[0]
    content = sheet.get_contents()
    assert content is not None
    data = content.get_data()
    swapped = re.sub(rb"<(\w{4})>0<(\w{4})>", rb"<\2>0<\1>", data, count=1)
    assert swapped != data
    stream = DecodedStreamObject()
    stream.set_data(swapped)
    sheet[NameObject("/Contents")] = writer._add_object(stream)
    out = BytesIO()
    writer.write(out)
    assert "Printed pages" in failed(verified(tmp_path, out.getvalue()))


def test_a_drawing_changed_in_the_finished_file_is_found(tmp_path: Path) -> None:
    found = verified(tmp_path, forged(lambda html: html.replace("<svg", '<svg style="opacity:.5"', 1)))
    assert failed(found) == {"Lines and colours": "drawings, structure or data were changed"}


def test_other_layout_software_is_said_and_the_text_still_compared(tmp_path: Path) -> None:
    found = verified(
        tmp_path, forged(lambda html: html.replace('content="Phase 2 Audit"', 'content="Tomorrow"'))
    )
    assert found.verified
    (point,) = [point for point in found.points if point.holds is None and point.name != "Signature"]
    assert point.why.startswith("not compared: laid out by Tomorrow; WeasyPrint")
    assert not found.looks_compared


@pytest.mark.parametrize(
    ("field", "value", "point"),
    [
        pytest.param(("conclusion", "coverage"), 0.9, "Embedded data", id="a figure of the conclusion"),
        pytest.param(("assessment", "subject", "name"), "Another", "Embedded data", id="the subject"),
        pytest.param(("number",), "P2-20260101-FFFFFF", "Embedded data", id="the number"),
        pytest.param(("conclusion", "rubric"), "9.9 000000000000", "Rubric and engine", id="the rubric"),
        pytest.param(("conclusion", "engine"), "9", "Rubric and engine", id="the engine"),
    ],
)
def test_changed_data_is_found(
    tmp_path: Path, field: tuple[str | int, ...], value: object, point: str
) -> None:
    data = json.loads(dossier().record().model_dump_json())
    place = data
    for key in field[:-1]:
        place = place[key]
    assert place[field[-1]] != value
    place[field[-1]] = value
    found = verified(tmp_path, forged(str, json.dumps(data)))
    assert point in failed(found)


def test_a_conclusion_with_a_fitting_hash_is_recomputed_all_the_same(tmp_path: Path) -> None:
    flattered = dossier().conclusion.model_copy(update={"coverage": 0.99})
    record = dossier().model_copy(update={"conclusion": flattered}).record()
    found = verified(tmp_path, forged(str, record.model_dump_json()))
    assert failed(found)["Conclusion"] == "the embedded assessment leads to another conclusion"
    places = next(point.places for point in found.points if point.name == "Conclusion")
    assert places == (f"coverage: embedded 0.99, recomputed {dossier().conclusion.coverage}",)


def test_another_rubric_makes_it_fail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    heavier = dossier().rubric.model_copy(update={"content_hash": "f" * 64})
    monkeypatch.setattr("audit.rubric.load", lambda _: heavier)
    assert (
        "verify it with the version of phase2-audit that made it"
        in failed(verified(tmp_path, report()))["Rubric and engine"]
    )


@pytest.mark.parametrize(
    ("content", "why"),
    [
        pytest.param(b"", "it is no PDF that can be read", id="empty"),
        pytest.param(b"%PDF-1.7\nnonsense", "it is no PDF that can be read", id="broken"),
        pytest.param(b"\x00" * 5000, "it is no PDF that can be read", id="zeros"),
    ],
)
def test_what_is_no_report_is_refused_in_words(tmp_path: Path, content: bytes, why: str) -> None:
    with pytest.raises(InputError, match=why):
        verified(tmp_path, content)


def test_a_report_that_is_not_there_or_is_huge_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(InputError, match=r"gone\.pdf: there is no such file; give the path of a report\.pdf"):
        verification.verify(tmp_path / "gone.pdf")
    monkeypatch.setattr(verification, "MOST_BYTES", 1000)
    with pytest.raises(InputError, match=r"is larger than 1,000 bytes, which a report\.pdf is not"):
        verified(tmp_path, b"%PDF" + b"\0" * 1000)


def test_a_pdf_without_data_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no assessment"):
        verified(tmp_path, paper.print_pdf("<p>nothing</p>", b"\0" * 16))


@cache
def certificate() -> tuple[bytes, bytes]:
    """A self-signed certificate with its key as PKCS#12, and the certificate alone as PEM."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "A. Auditor")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(
            x509.KeyUsage(
                digital_signature=True,
                content_commitment=True,
                key_encipherment=False,
                data_encipherment=False,
                key_agreement=False,
                key_cert_sign=False,
                crl_sign=False,
                encipher_only=False,
                decipher_only=False,
            ),
            critical=True,
        )
        .sign(key, hashes.SHA256())
    )
    locked = BestAvailableEncryption(PASSPHRASE.encode())
    return pkcs12.serialize_key_and_certificates(b"auditor", key, made, None, locked), made.public_bytes(
        Encoding.PEM
    )


@pytest.fixture
def signed(tmp_path: Path) -> bytes:
    (tmp_path / "me.p12").write_bytes(certificate()[0])
    (tmp_path / "roots.pem").write_bytes(certificate()[1])
    (tmp_path / "plain.pdf").write_bytes(report())
    verification.sign(tmp_path / "plain.pdf", tmp_path / "me.p12", PASSPHRASE, tmp_path / "signed.pdf")
    return (tmp_path / "signed.pdf").read_bytes()


def test_a_signature_is_appended_and_verified(tmp_path: Path, signed: bytes) -> None:
    assert signed.startswith(report())
    found = verified(tmp_path, signed)
    assert found.verified
    assert found.points[-1].why == (
        "intact, by Common Name: A. Auditor; its certificate was not compared with any you trust"
    )
    trusting = verified(tmp_path, signed, tmp_path / "roots.pem")
    assert trusting.verified
    assert trusting.points[-1].why == "intact, by Common Name: A. Auditor; trusted"


def test_what_is_appended_behind_a_signature_is_found(tmp_path: Path, signed: bytes) -> None:
    writer = PdfWriter(BytesIO(signed), incremental=True)
    writer.pages[0].rotate(180)
    out = BytesIO()
    writer.write(out)
    assert "Signature" in failed(verified(tmp_path, out.getvalue()))


def test_what_is_appended_without_a_signature_is_found(tmp_path: Path) -> None:
    writer = PdfWriter(BytesIO(report()), incremental=True)
    writer.pages[0].rotate(180)
    out = BytesIO()
    writer.write(out)
    assert failed(verified(tmp_path, out.getvalue())) == {
        "Signature": "something was appended that is no signature"
    }


def covered(pdf: bytes) -> bytes:
    """The report with a white stamp over its first page, appended by somebody."""
    writer = PdfWriter(BytesIO(pdf), incremental=True)
    stamp = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Square"),
            NameObject("/Rect"): ArrayObject(map(NumberObject, (50, 600, 350, 700))),
            NameObject("/IC"): ArrayObject(map(NumberObject, (1, 1, 1))),
        }
    )
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(stamp)])
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def signed_again(pdf: bytes, tmp_path: Path) -> bytes:
    (tmp_path / "me.p12").write_bytes(certificate()[0])
    (tmp_path / "mine.pdf").write_bytes(pdf)
    verification.sign(tmp_path / "mine.pdf", tmp_path / "me.p12", PASSPHRASE, tmp_path / "mine.signed.pdf")
    return (tmp_path / "mine.signed.pdf").read_bytes()


def replaced(pdf: bytes) -> bytes:
    """The report with another content of its first page, appended by somebody."""
    writer = PdfWriter(BytesIO(pdf), incremental=True)
    stream = DecodedStreamObject()
    stream.set_data(b"0 0 1 rg 0 0 600 900 re f")
    writer.pages[0][NameObject("/Contents")] = writer._add_object(stream)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def with_words_of_a_signature(pdf: bytes, _: Path) -> bytes:
    return pdf + b"\n%/ByteRange\n"


@pytest.mark.parametrize("change", [covered, replaced])
@pytest.mark.parametrize("seal", [signed_again, with_words_of_a_signature])
def test_what_covers_or_replaces_a_page_is_found_though_it_is_signed(
    tmp_path: Path, change: Callable[[bytes], bytes], seal: Callable[[bytes, Path], bytes]
) -> None:
    found = verified(tmp_path, seal(change(report()), tmp_path))
    assert failed(found) == {"Signature": "something was appended that is no signature"}
    (pages,) = [point for point in found.points if point.name == "Printed pages"]
    assert pages.holds is None
    assert pages.why.endswith("what was appended to them can cover or replace any page")


def test_a_signature_alone_changes_nothing(tmp_path: Path, signed: bytes) -> None:
    assert adds_signatures_only(signed, report())
    assert not adds_signatures_only(report(), report())
    assert not adds_signatures_only(signed, signed)


def test_a_signature_with_room_on_a_page_could_cover_a_figure(tmp_path: Path) -> None:
    out = BytesIO()
    writer = IncrementalPdfFileWriter(BytesIO(report()))
    append_signature_field(writer, SigFieldSpec("Signature", on_page=0, box=(50, 600, 350, 700)))
    writer.write(out)  # type: ignore[no-untyped-call]
    assert not adds_signatures_only(signed_again(out.getvalue(), tmp_path), report())


def test_a_certificate_that_is_not_there_is_said(tmp_path: Path) -> None:
    (tmp_path / "plain.pdf").write_bytes(report())
    with pytest.raises(InputError, match=r"me\.p12: there is no such file"):
        verification.sign(tmp_path / "plain.pdf", tmp_path / "me.p12", "", tmp_path / "signed.pdf")


def test_a_wrong_passphrase_is_said(tmp_path: Path) -> None:
    (tmp_path / "me.p12").write_bytes(certificate()[0])
    (tmp_path / "plain.pdf").write_bytes(report())
    with pytest.raises(InputError, match=r"me\.p12: cannot be opened as PKCS#12"):
        verification.sign(tmp_path / "plain.pdf", tmp_path / "me.p12", "wrong", tmp_path / "signed.pdf")
    assert not (tmp_path / "signed.pdf").exists()


def test_the_data_lies_in_the_file_as_a_reader_shows_it() -> None:
    found = PdfReader(BytesIO(report()))
    assert json.loads(found.attachments[RECORD_NAME][0])["number"] == dossier().number

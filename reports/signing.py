"""A signature under a report: PAdES with the user's own certificate, and what a given one is worth."""

import logging
from io import BytesIO
from pathlib import Path

from audit.model.base import InputError, Value

FIELD = "Signature"
# What is wrong with a certificate is told as a point of the verification, not as a log with a traceback.
logging.getLogger("pyhanko").setLevel(logging.CRITICAL)


class Signature(Value):
    """A signature as it was found: who signed, and whether the whole document is as it was signed."""

    signer: str
    intact: bool
    whole: bool
    trusted: bool


def sign(pdf: bytes, certificate: Path, passphrase: str, name: str = "") -> bytes:
    """The report with a PAdES signature appended; the bytes before it stay the very same."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import signers
    from pyhanko.sign.fields import SigSeedSubFilter

    if not certificate.is_file():
        raise InputError(f"{certificate}: there is no such file; give a .p12 or .pfx file with its key")
    signer = signers.SimpleSigner.load_pkcs12(  # type: ignore[no-untyped-call]
        str(certificate), passphrase=passphrase.encode() or None
    )
    if signer is None:
        raise InputError(
            f"{certificate}: cannot be opened as PKCS#12; give a .p12 or .pfx file and its passphrase"
        )
    wanted = signers.PdfSignatureMetadata(
        field_name=FIELD, name=name or None, subfilter=SigSeedSubFilter.PADES, md_algorithm="sha256"
    )
    out = BytesIO()
    signers.sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)), wanted, signer=signer, output=out)
    return out.getvalue()


def signatures(pdf: bytes, roots: Path | None = None) -> tuple[Signature, ...]:
    """Every signature in a report; trusted are those whose chain leads to a certificate in `roots` (PEM)."""
    from pyhanko.keys import load_certs_from_pemder
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.diff_analysis import NO_CHANGES_DIFF_POLICY
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.sign.validation.status import SignatureCoverageLevel
    from pyhanko_certvalidator import ValidationContext

    try:
        found = PdfFileReader(BytesIO(pdf), strict=False).embedded_regular_signatures
        trust = list(load_certs_from_pemder([str(roots)])) if roots else []  # type: ignore[no-untyped-call]
        context = ValidationContext(trust_roots=trust, allow_fetching=False)
        return tuple(
            Signature(
                signer=one.signer_cert.subject.human_friendly,
                intact=status.intact and status.valid,
                whole=status.coverage is SignatureCoverageLevel.ENTIRE_FILE,
                trusted=bool(roots) and status.trusted,
            )
            for one in found
            for status in [validate_pdf_signature(one, context, diff_policy=NO_CHANGES_DIFF_POLICY)]
        )
    except (PdfError, ValueError, OSError) as error:
        raise InputError(f"its signature cannot be read: {str(error)[:200]}") from error

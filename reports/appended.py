"""What was appended to a finished report: signatures alone, or something that can cover or replace a page."""

from io import BytesIO
from typing import Any, NamedTuple

_ENDS = ("/Root", "/Info")
_ABOUT = {"/Producer", "/ModDate"}
_NAMED = {"/AcroForm", "/Extensions"}
_FORM = {"/Fields", "/SigFlags"}
_FIELD = {"/Type", "/Subtype", "/FT", "/T", "/F", "/Rect", "/P", "/V", "/Lock"}
_NO_ROOM = [0.0, 0.0, 0.0, 0.0]


def adds_signatures_only(pdf: bytes, made: bytes) -> bool:
    """Whether `pdf` is `made` with signatures appended that no page shows, and with nothing else.

    Whoever appends to a PDF can cover or replace every page and sign the whole: the bytes before stay the
    same, and the signature is intact. So every object that is given anew is held against a short list: the
    form with its fields of signatures, none with room on a page, the page that carries one, the catalogue
    that names the form, and the notes on the program that wrote last.
    """
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.pdf_utils.reader import PdfFileReader

    try:
        before, found = PdfFileReader(BytesIO(made)), PdfFileReader(BytesIO(pdf))
        start, later = before.xrefs.get_startxref_for_revision(0), found.xrefs
        if before.total_revisions != 1 or later.get_startxref_for_revision(0) != start:
            return False
        if not pdf.startswith(made) or "/Encrypt" in found.trailer_view:
            return False
        ends = [[reader.trailer_view.raw_get(key).idnum for key in _ENDS] for reader in (before, found)]
        if ends[0] != ends[1]:
            return False
        held = {ref.idnum for ref in before.xrefs.explicit_refs_in_revision(0)}
        held |= {ref.idnum for ref in later.explicit_refs_in_revision(0)}
        for revision in range(1, found.total_revisions):
            if later.refs_freed_in_revision(revision):
                return False
            for ref in later.explicit_refs_in_revision(revision):
                if ref.generation or (ref.idnum in held and not _Given(before, found, ref).allowed):
                    return False
        return bool(found.embedded_regular_signatures)
    except (PdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError):
        return False


class _Given(NamedTuple):
    """An object of the report that was given anew."""

    before: Any
    found: Any
    ref: Any

    @property
    def allowed(self) -> bool:
        """Whether it says what it said, but for a signature."""
        old, new = self.before.get_object(self.ref), self.found.get_object(self.ref)
        if not isinstance(old, dict) or not isinstance(new, dict):
            return False
        differing = {key for key in {*old, *new} if _written(old, key) != _written(new, key)}
        match _value(old, "/Type"):
            case "/Metadata":
                return True  # no page shows it, and no point of the verification rests on it
            case "/Catalog":
                return differing <= _NAMED and _is_form(_value(new, "/AcroForm"))
            case "/Page":
                return differing <= {"/Annots"} and self._adds_fields(old, new)
            case _:
                about = self.before.trailer_view.raw_get("/Info").idnum
                return self.ref.idnum == about and differing <= _ABOUT

    def _adds_fields(self, old: Any, new: Any) -> bool:
        """Whether the page only carries more fields of signatures than it did."""
        known, now = (list(_value(page, "/Annots") or ()) for page in (old, new))
        same = [_text(one) for one in known] == [_text(one) for one in now[: len(known)]]
        return same and all(map(_is_field, now[len(known) :]))


def _value(group: Any, key: str) -> Any:
    """A value that is followed where it is a reference; none where there is none."""
    return group[key] if key in group else None  # noqa: SIM401 - `get` does not follow a reference


def _written(group: Any, key: str) -> bytes:
    """A value as it stands in the file; a reference stays one."""
    return _text(group.raw_get(key)) if key in group else b""


def _text(value: Any) -> bytes:
    out = BytesIO()
    value.write_to_stream(out, None)
    return out.getvalue()


def _is_form(form: Any) -> bool:
    fields = _value(form, "/Fields") if isinstance(form, dict) and set(form) <= _FORM else None
    return isinstance(fields, list) and all(map(_is_field, fields))


def _is_field(one: Any) -> bool:
    """Whether it is the field of a signature that takes no room and does nothing."""
    field = one.get_object() if hasattr(one, "get_object") else one
    if not isinstance(field, dict) or not set(field) <= _FIELD or _value(field, "/FT") != "/Sig":
        return False
    return [float(edge) for edge in _value(field, "/Rect") or _NO_ROOM] == _NO_ROOM

"""The pages of a report held against those that its data gives, and what its signatures are worth."""

from collections.abc import Iterator
from pathlib import Path

from audit.model.speech import _, marked, meant
from audit.model.verification import MOST_PLACES, Point, Printed

AROUND = 24
"""Letters on either side of a difference that are told."""


def same_bytes(appended: bool, more: bool) -> Point:
    """That the printed bytes are all there, and what comes after them."""
    name = marked("Printed pages")
    if more:
        why = _("all bytes are there, but what was appended to them can cover or replace any page")
        return Point(name=name, holds=None, why=why)
    if appended:
        why = _("the very same, byte by byte, with signatures after them that no page shows")
        return Point(name=name, holds=True, why=why)
    return Point(name=name, holds=True, why=_("the very same, byte by byte"))


def same_pages(printed: Printed, expected: Printed) -> Iterator[Point]:
    """Whether every page says what the recomputed report says, and whether it looks the same."""
    name = marked("Printed pages")
    if len(printed.pages) != len(expected.pages):
        why = _(
            "it has {pages} pages, its data gives {expected}",
            pages=str(len(printed.pages)),
            expected=str(len(expected.pages)),
        )
        yield Point(name=name, holds=False, why=why)
        return
    both = enumerate(zip(printed.pages, expected.pages, strict=True), start=1)
    places = tuple(
        _("page {number}: {difference}", number=str(n), difference=_first_difference(found, wanted))
        for n, (found, wanted) in both
        if found != wanted
    )
    if places:
        why = _(
            "{count} of {pages} pages say something else than the data",
            count=str(len(places)),
            pages=str(len(printed.pages)),
        )
        yield Point(name=name, holds=False, why=why, places=places[:MOST_PLACES])
        return
    yield Point(
        name=name,
        holds=True,
        why=_("all {pages} pages say what the data leads to", pages=str(len(printed.pages))),
    )
    if printed.creator == expected.creator:
        yield Point(
            name=marked("Lines and colours"), holds=False, why=_("drawings, structure or data were changed")
        )
    else:
        why = _(
            "not compared: laid out by {theirs}, here is {ours}",
            theirs=printed.creator or _("unknown software"),
            ours=expected.creator,
        )
        yield Point(name=marked("Lines and colours"), holds=None, why=why)


def _first_difference(found: str, wanted: str) -> str:
    pairs = enumerate(zip(found, wanted, strict=False))
    start = next((n for n, (one, other) in pairs if one != other), min(len(found), len(wanted)))
    begin = max(0, start - AROUND)
    one, other = (" ".join(text[begin : start + AROUND].split()) for text in (found, wanted))
    return _("printed “{one}”, recomputed “{other}”", one=one, other=other)


def signatures(pdf: bytes, more: bool, roots: Path | None) -> Iterator[Point]:
    """What each signature is worth, and whether `more` than signatures was appended to the report."""
    from reports import signing

    found = signing.signatures(pdf, roots) if b"/ByteRange" in pdf else ()
    if more:
        yield Point(
            name=marked("Signature"), holds=False, why=_("something was appended that is no signature")
        )
    elif not found:
        yield Point(name=marked("Signature"), holds=None, why=_("none; sign with phase2 sign"))
    for one in found:
        trust = _("trusted") if one.trusted else _("its certificate was not compared with any you trust")
        if roots and not one.trusted:
            trust = _("no certificate in {file} vouches for it", file=roots.name)
        state = meant("signature", "intact") if one.intact else meant("signature", "broken")
        whole = "" if one.whole else _("; the document was changed after it was signed")
        holds = one.intact and one.whole and (one.trusted or roots is None)
        yield Point(
            name=marked("Signature"),
            holds=holds,
            why=_(
                "{state}, by {signer}; {trust}{whole}",
                state=state,
                signer=one.signer,
                trust=trust,
                whole=whole,
            ),
        )

"""Documents by form and edition: what the doors offer, and how one is made."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from audit import assessment, delivery
from audit.delivery.apart import apart
from audit.model.base import InputError
from audit.model.edition import AUDIENCES, Audience, AudienceWords, Edition
from audit.model.speech import ENGLISH, _, marked, speaking

if TYPE_CHECKING:
    from pathlib import Path

    from audit.delivery import Step
    from audit.model.base import Value
    from audit.model.brand import Brand
    from audit.model.conclusion import Conclusion
    from audit.model.dossier import Dossier
    from audit.model.speech import Speech

__all__ = [
    "AUDIENCES",
    "DEFAULT",
    "FORMS",
    "Audience",
    "AudienceWords",
    "Form",
    "FormWords",
    "as_printed",
    "brand",
    "check_language",
    "edition",
    "file_name",
    "forms",
    "make",
]


class Form(StrEnum):
    """The forms of a report."""

    PDF = "pdf"
    HTML = "html"
    INTERACTIVE = "interactive"
    DOCX = "docx"
    XLSX = "xlsx"
    MARKDOWN = "markdown"
    JSON = "json"


class FormWords(NamedTuple):
    """How a form is called, what it is good for, the name of its file, and its media type."""

    title: str
    good_for: str
    stem: str
    extension: str
    media: str


FORMS = {
    Form.PDF: FormWords(
        marked("PDF"), marked("to hand over, to sign and to verify"), "report", "pdf", "application/pdf"
    ),
    Form.HTML: FormWords(
        marked("HTML"), marked("one file for a browser, works offline"), "report", "html", "text/html"
    ),
    Form.INTERACTIVE: FormWords(
        marked("Interactive HTML"),
        marked("one file with charts to ask for their numbers, works offline; about 5 MB"),
        "report-interactive",
        "html",
        "text/html",
    ),
    Form.DOCX: FormWords(
        marked("Word (DOCX)"),
        marked("to go on writing in"),
        "report",
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    Form.XLSX: FormWords(
        marked("Excel (XLSX)"),
        marked("to filter, to sort and to track"),
        "report",
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    Form.MARKDOWN: FormWords(
        marked("Markdown"), marked("for a wiki or a repository"), "report", "md", "text/markdown"
    ),
    Form.JSON: FormWords(
        marked("Data (JSON)"), marked("for programs"), "assessment", "json", "application/json"
    ),
}
FIGURES = ("conclusion", "because", "published", "uncapped", "as_claimed", "coverage", "gates", "dimensions")
"""What no edition shows otherwise than the full report."""
DEFAULT = (Form.PDF, Form.HTML, Form.JSON)


def edition(
    dossier: Dossier,
    audience: Audience = Audience.FULL,
    look: Brand | None = None,
    language: str = ENGLISH,
) -> Dossier:
    """The dossier as this audience may see it, in a language and in the look of a brand.

    `dossier` is a full one in English. What is withheld is gone from the data, and the rest is judged again:
    the figures are the same. Raises InputError where they would not be, and for a language that there is no
    translation to.
    """
    with speaking(assessment.speech(language)):
        return _edition(_in_language(dossier, language), audience, look)


def check_language(language: str) -> None:
    """Raise InputError for a language that there is no translation to, before any work is done for it."""
    assessment.speech(language)


def _in_language(dossier: Dossier, language: str) -> Dossier:
    """The dossier judged again where its sentences are in another language than the one spoken now."""
    if language == dossier.edition.language:
        return dossier
    spoken = dossier.edition.model_copy(update={"language": language})
    return as_printed(assessment.conclude(dossier.assessment), spoken)


def _edition(dossier: Dossier, audience: Audience, look: Brand | None) -> Dossier:
    if audience is Audience.FULL:
        return as_printed(dossier, dossier.edition.model_copy(update={"brand": look})) if look else dossier
    from reports.redaction import redact

    judged = assessment.conclude(redact(dossier.assessment, audience), dossier.rubric, dossier.questions)
    same = _advice(judged.conclusion) == _advice(dossier.conclusion)
    spoken = dossier.edition.language
    made = as_printed(
        judged, Edition(audience=audience, of=dossier.number, advice=same, brand=look, language=spoken)
    )
    other = [name for name in FIGURES if getattr(made.conclusion, name) != getattr(dossier.conclusion, name)]
    if other:
        raise InputError(
            _(
                "the {name} would not show the same as the full report ({other}); hand over another edition",
                name=AUDIENCES[audience].name.lower(),
                other=", ".join(other),
            )
        )
    return made


def brand(path: Path) -> Brand:
    """The brand in a file, its logo drawn anew as a picture; raises InputError with file, line and field."""
    given = assessment.read_brand(path)
    if given.logo is None:
        return given.brand
    try:
        drawn = apart(given.logo, "logo")
    except InputError as error:
        raise InputError(f"{given.place}: {error}") from error
    return given.brand.model_copy(update={"logo": base64.b64encode(drawn).decode()})


def as_printed(judged: Dossier, wanted: Edition) -> Dossier:
    """A dossier in an edition: without the advice where that rests on what is withheld."""
    conclusion = judged.conclusion
    if not wanted.advice:
        conclusion = conclusion.model_copy(update={"decision": None})
    return judged.model_copy(update={"edition": wanted, "conclusion": conclusion})


def _advice(conclusion: Conclusion) -> str:
    return conclusion.decision.decision if conclusion.decision else ""


def forms(names: Iterable[str]) -> tuple[Form, ...]:
    """The forms with these names, of which `pdf,docx` holds two; the usual ones where none is named."""
    wanted = [one.strip() for name in names for one in name.split(",") if one.strip()]
    unknown = next((one for one in wanted if one not in set(Form)), None)
    if unknown is not None:
        raise InputError(
            _(
                "there is no form {unknown} of a report; choose among: {form}",
                unknown=repr(unknown[:40]),
                form=", ".join(Form),
            )
        )
    return tuple(dict.fromkeys(map(Form, wanted))) or DEFAULT


def file_name(dossier: Dossier, form: Form) -> str:
    """What the file of a form is called, such as `report.pdf`."""
    words = FORMS[form]
    return f"{words.stem}{dossier.edition.suffix}.{words.extension}"


def make(dossier: Dossier, form: Form, step: Step | None = None) -> bytes:
    """One document as bytes; what is laid out is, in a child process that is ended when it takes too long.

    `step` is told how far it is, in words; whatever it raises ends the work and comes out here.
    Raises InputError with the reason where it cannot be made.
    """
    match form:
        case Form.PDF:
            return delivery.report_pdf(dossier, step)
        case Form.HTML:
            return delivery.report_html(dossier).encode()
        case Form.JSON:
            return delivery.record_json(dossier).encode()
        case _:
            return _apart(dossier, form, step)


def told(speech: Speech, content: Value) -> bytes:
    """What the reports' own process is given: the language on a line, and what shall be printed."""
    return f"{speech.model_dump_json()}\n{content.model_dump_json()}".encode()


def _apart(dossier: Dossier, form: Form, step: Step | None) -> bytes:
    speech = assessment.speech(dossier.edition.language)
    try:
        return apart(told(speech, dossier), "form", form, progress=step)
    except InputError as error:
        raise InputError(
            _(
                "the {title} could not be made: {error}; try phase2 doctor, or take another form",
                title=FORMS[form].title,
                error=str(error),
            )
        ) from error

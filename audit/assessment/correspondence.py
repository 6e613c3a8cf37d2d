"""Use cases of exchange without a server: a questionnaire sent out, looked at when it is back, taken in."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from audit import rubric as rubrics
from audit.assessment import bounded
from audit.assessment.case import Case
from audit.assessment.files import read_file
from audit.assessment.questionnaires import pack, pack_names, questions
from audit.assessment.turns import in_turn
from audit.exchange import assessment_file, comparison, reply_file, statement
from audit.exchange.merge import ALL, merged
from audit.model.assessment import Assessment, Party, Subject
from audit.model.base import InputError
from audit.model.preview import Effect, Preview, Side
from audit.model.questionnaire import Pack
from audit.model.rubric import SystemKind
from audit.model.sheet import Note, Sheet
from audit.model.speech import _, marked
from audit.model.steps import steps_between
from audit.rubric.languages import ENGLISH

FORMS = ("xlsx", "yaml", "html")
MAX_FILE = 10_000_000
MAX_LISTED = 100
Take = Mapping[str, Side]


class Brought(NamedTuple):
    """What came of filled questionnaires, and the assessment that they make."""

    previews: tuple[Preview, ...]
    assessment: Assessment


def questionnaire(
    name: str,
    form: str,
    respondent: str = "",
    person: str = "",
    role: str = "",
    assessment: Assessment | None = None,
    party: Party | None = None,
    language: str = ENGLISH,
) -> bytes:
    """A questionnaire to send out: xlsx, yaml or html; filled with what the respondent has on record.

    `party` words it for another side; `language` is one of those that the rubric is translated to.
    """
    out = statement.outgoing(pack(name, party, language), assessment, respondent, person, role)
    names = {one.id: one.name for one in rubrics.load(language).dimensions}
    out = out.model_copy(update={"dimensions": names})
    match form:
        case "xlsx":
            from audit.exchange import workbook  # brings openpyxl

            return workbook.write(out)
        case "yaml":
            return reply_file.write(out).encode()
        case "html":
            from audit.exchange.form import write  # brings Jinja

            return write(out).encode()
    raise InputError(
        _(
            "a questionnaire has no form {form}; choose one of {forms}",
            form=repr(form),
            forms=", ".join(FORMS),
        )
    )


def read_filled(path: Path) -> Sheet:
    """A filled questionnaire from a file: a workbook, YAML, or what the HTML form saved."""
    if path.suffix.lower() in {".html", ".htm"}:
        raise InputError(
            _(
                "{path}: is the form itself; give the file that its button 'Save to a file' made",
                path=str(path),
            )
        )
    return read_sheet(bounded.read(path, MAX_FILE, marked("a filled questionnaire")), path.name)


def read_sheet(data: bytes, name: str) -> Sheet:
    """A filled questionnaire from the content of a file of this name."""
    ending = Path(name).suffix.lower()
    if data.startswith((b"PK", b"\xd0\xcf\x11\xe0")) or ending.startswith((".xls", ".ods")):
        from audit.exchange import workbook

        return workbook.read(data, name)
    try:
        return reply_file.read(data.decode("utf-8-sig"), name)
    except UnicodeDecodeError as error:
        raise InputError(_("{name}: is not in UTF-8; save it as UTF-8", name=name)) from error


def preview(sheet: Sheet, assessment: Assessment, own: str | None = None) -> Preview:
    """What a filled questionnaire would change; `own` is the file of a questionnaire of one's own."""
    gates = [criterion.id for criterion in rubrics.load().criteria() if criterion.is_gate]
    asked, notices = _asked(sheet, own)
    found = comparison.preview(sheet, asked, assessment, gates)
    return found.model_copy(update={"notices": (*notices, *found.notices)})


def _asked(sheet: Sheet, own: str | None) -> tuple[Pack, tuple[Note, ...]]:
    """The questionnaire that a sheet replies to, for the side and in the language that the sheet tells.

    Replies carry ids, so that a sheet in a language that is not known here is read as an English one.
    """
    name = own or _name(sheet)
    side = next((one for one in Party if one.value == sheet.party), None)
    told = [f"was worded for {sheet.party[:40]!r}, which is no side"] if sheet.party and not side else []
    try:
        found = pack(name, side, sheet.language or ENGLISH)
    except InputError as error:
        if sheet.language in {"", ENGLISH}:
            raise
        found = pack(name, side)
        told.append(f"is in {sheet.language[:20]!r} and is read as the English questionnaire: {error}")
    return found, tuple(Note(place=sheet.file, why=why) for why in told)


def _name(sheet: Sheet) -> str:
    """The questionnaire that a sheet says it replies to."""
    if not sheet.pack:
        raise InputError(
            _(
                "{file}: does not say which questionnaire it is; name it: --questionnaire NAME",
                file=sheet.file,
            )
        )
    if sheet.pack not in pack_names():
        raise InputError(
            _(
                "{file}: replies to the questionnaire {pack}, which does not ship with this version; "
                "give its file: --questionnaire FILE",
                file=sheet.file,
                pack=repr(sheet.pack[:60]),
            )
        )
    return sheet.pack


def signed(
    sheet: Sheet, respondent: str | None, party: Party | None = None, language: str | None = None
) -> Sheet:
    """The sheet under the id of another respondent, for another side or in another language, where given."""
    given = {"respondent": respondent, "party": party.value if party else None, "language": language}
    return sheet.model_copy(update={key: value for key, value in given.items() if value})


def bring(
    sheets: Sequence[Sheet],
    assessment: Assessment,
    take: Take | None = None,
    own: str | None = None,
    *,
    skip_errors: bool = False,
) -> Brought:
    """The assessment with the replies of several sheets, each seen beside those before it.

    Raises InputError for replies that cannot be taken, unless they are to be skipped, and for
    undecided conflicts; then nothing is taken.
    """
    previews: list[Preview] = []
    sides = dict(take or {})
    for sheet in sheets:
        found = preview(sheet, assessment, own)
        if found.errors and not skip_errors:
            raise InputError(_refused(found.errors))
        previews.append(found)
        here = {change.question for change in found.having(Effect.CONFLICT)} | {ALL}
        assessment = merged(assessment, found, {key: side for key, side in sides.items() if key in here})
    met = {change.question for found in previews for change in found.having(Effect.CONFLICT)}
    if strange := sorted(set(sides) - met - {ALL}):
        raise InputError(_("{strange} is in no conflict; leave it out of --take", strange=", ".join(strange)))
    return Brought(tuple(previews), assessment)


def _refused(errors: Sequence[Note]) -> str:
    return "\n".join(
        [
            "nothing was taken, because some replies cannot be read; send them back, or leave them out with "
            "--skip-errors:",
            *(f"  {note}" for note in errors[:MAX_LISTED]),
            *([f"  and {len(errors) - MAX_LISTED} more"] if len(errors) > MAX_LISTED else []),
        ]
    )


def assessment_text(assessment: Assessment, name: str) -> str:
    """The assessment as a file that is proven to read back as the same one."""
    text = assessment_file.write(assessment)
    again = assessment_file.parse(text, name, rubrics.load(), questions=questions)
    if again != assessment.model_copy(update={"inspections": ()}):
        raise InputError(
            _("{name}: cannot be written so that it reads back the same; use the ledger instead", name=name)
        )
    return text


def nobody(today: date | None = None) -> Assessment:
    """An assessment of nothing in particular, against which every reply of a file is new."""
    day = today or date.today()  # noqa: DTZ011 - a file is looked at where it lies
    return Assessment(subject=Subject(name="any", kinds=tuple(SystemKind)), as_of=day)


def held(into: str) -> Assessment | Case:
    """The assessment in a file, or the case of the ledger with this id."""
    path = Path(into)
    if path.exists() or path.suffix in {".yaml", ".yml"}:
        return read_file(path)
    from audit.assessment.desk import Desk

    desk = Desk()
    known = {summary.id: summary.name for summary in desk.summaries()}
    if into not in known:
        shown = ", ".join(f"{key} ({name})" for key, name in list(known.items())[:10]) or "none"
        raise InputError(
            _(
                "{into}: is neither an assessment file nor the id of an assessment in the ledger; there: "
                "{shown}",
                into=into,
                shown=shown,
            )
        )
    return desk.case(into)


def record(
    case: Case, sheets: Sequence[Sheet], take: Take | None, own: str | None, skip_errors: bool
) -> Brought:
    """Put the replies of the sheets on record; in a conflict both are in the history, whichever stands."""
    from audit.storage import ConflictError

    def attempt() -> Brought | None:
        before, seq, _at = case.read()
        brought = bring(sheets, before, take, own, skip_errors=skip_errors)
        theirs = bring(sheets, before, {ALL: Side.THEIRS}, own, skip_errors=skip_errors).assessment
        case.desk.check(theirs)
        steps = (*steps_between(before, theirs), *steps_between(theirs, brought.assessment))
        try:
            if steps:
                case.desk.ledger.record(case.key, steps, actor=case.actor, after=seq)
        except ConflictError:
            return None
        return brought

    return in_turn(case.key, attempt)

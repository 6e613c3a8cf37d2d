"""The assessment file: everything about one audit in YAML, as people write it."""

import difflib
import stat
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from audit import yamlfile
from audit.exchange import parts as other_parts
from audit.exchange.attachments import attach
from audit.exchange.parts import Questions
from audit.exchange.quotations import Texts, check
from audit.model import wording
from audit.model.assessment import Answer, AnswerState, Assessment, Rating
from audit.model.base import InputError
from audit.model.dates import after_as_of
from audit.model.rubric import Rubric
from audit.model.speech import _
from audit.yamlfile import Document

_MARKS = ("not_applicable", "unknown", "declined")
_Path = tuple[str | int, ...]


def read(
    path: Path,
    rubric: Rubric,
    today: date | None = None,
    checks: Collection[str] = (),
    questions: Questions | None = None,
    texts: Texts | None = None,
) -> Assessment:
    """Read an assessment file; raises InputError with `file:line field: why` for everything wrong in it.

    Evidence is dated against `as_of`; a file without one is dated `today`. With the ids of all `checks`,
    a statement that names another one is refused; with all `questions`, so is a reply to another one.
    Files of the register are hashed; with the `texts` of documents, quotations are looked up in them.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            kind = _("a folder") if stat.S_ISDIR(status.st_mode) else _("no regular file")
            raise InputError(
                _("{path}: is {kind}; give the path of an assessment file in YAML", path=str(path), kind=kind)
            )
        if status.st_size > yamlfile.MAX_BYTES:
            raise InputError(
                _(
                    "{path}: is larger than {most} bytes; remove what is not needed",
                    path=str(path),
                    most=wording.count(yamlfile.MAX_BYTES),
                )
            )
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise InputError(
            _("{path}: there is no such file; give the path of an assessment file", path=str(path))
        ) from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise InputError(
            _("{path}:{line} file: is not written in UTF-8; save it as UTF-8", path=str(path), line=str(line))
        ) from error
    except (OSError, ValueError) as error:
        raise InputError(
            _("{path}: cannot be read: {error}", path=str(path)[:200], error=str(error))
        ) from error
    return parse(text, str(path), rubric, today, checks, questions, base=path.parent, texts=texts)


def parse(
    text: str,
    name: str,
    rubric: Rubric,
    today: date | None = None,
    checks: Collection[str] = (),
    questions: Questions | None = None,
    *,
    base: Path | None = None,
    texts: Texts | None = None,
) -> Assessment:
    """The assessment in a text; `name` is what errors call it, `base` the folder of the files it names."""
    document = yamlfile.parse(text, name)
    if not isinstance(document.data, dict):
        raise InputError(_("{name}:1 file: has to hold fields such as `subject:` and `answers:`", name=name))
    complaints = [*_unknown(document, rubric)]
    answers = list(_answers(document, complaints))
    parts = other_parts.written(document, complaints)
    if complaints:
        raise InputError(yamlfile.listed(complaints))
    data = {**document.data, "answers": [answer for _, answer in answers]}
    if isinstance(data.get("accepted"), dict):
        data["accepted"] = [data["accepted"]]
    data |= {field: part.entries for field, part in parts.items()}
    data.setdefault("as_of", today or date.today())  # noqa: DTZ011 - an audit is dated where it is made
    places = {field: part.places for field, part in parts.items()} | {"answers": [at for at, _ in answers]}

    def place(loc: _Path) -> _Path:
        if loc[:1] == ("accepted",) and isinstance(document.data["accepted"], dict):
            return (loc[0], *loc[2:])
        listed = places.get(str(loc[0])) if loc else None
        if listed and len(loc) > 1 and isinstance(loc[1], int):
            return (*listed[loc[1]], *loc[2:])
        return loc

    assessment = yamlfile.build(Assessment, document, data, place)
    wrong = [*_dangling(document, assessment, rubric), *_no_checks(document, assessment, checks)]
    wrong += other_parts.complaints(document, parts, assessment, rubric, questions)
    wrong += [document.error(place(at), why) for at, why in after_as_of(assessment)]
    wrong += [document.error(place(at), why) for at, why in _no_flags(assessment, rubric)]
    if base:
        assessment = attach(document, assessment, base, wrong)
    if texts:
        assessment = check(document, assessment, texts, wrong)
    if wrong:
        raise InputError(yamlfile.listed(wrong))
    return assessment


def _unknown(document: Document, rubric: Rubric) -> Iterator[str]:
    """Criteria and symptoms that the rubric does not have."""
    if "inspections" in document.data:
        yield document.error(("inspections",), _("are made, never given: name the `repositories` instead"))
    answers = document.data.get("answers")
    names: list[tuple[_Path, object]] = []
    if isinstance(answers, dict):
        names = [(("answers", key), key) for key in answers]
    for group in ("answers", "claims", "ratings", "rulings", "accepted", "waivers", "commitments"):
        entries = document.data.get(group)
        for n, entry in enumerate(entries if isinstance(entries, list) else ()):
            if isinstance(entry, dict) and "criterion" in entry:
                names.append(((group, n, "criterion"), entry["criterion"]))
    for path, name in names:
        if not isinstance(name, str) or name not in rubric.by_id:
            yield document.error(
                path,
                _("{name} is not a criterion{near}", name=repr(name), near=_near(str(name), rubric.by_id)),
            )


def _near(name: str, known: Mapping[str, object]) -> str:
    close = difflib.get_close_matches(name.upper(), known, n=1)
    return (
        _("; did you mean {close}?", close=close[0])
        if close
        else _("; they run from {min} to {max}", min=min(known), max=max(known))
    )


def _answers(document: Document, complaints: list[str]) -> Iterator[tuple[_Path, object]]:
    """Each answer with the place where it stands; a mapping by criterion, or a list."""
    answers = document.data.get("answers") or {}
    if isinstance(answers, list):
        for n, entry in enumerate(answers):
            yield ("answers", n), entry
        return
    if not isinstance(answers, dict):
        complaints.append(document.error(("answers",), _("has to map criteria, such as EVAL-01, to answers")))
        return
    for key, entry in answers.items():
        several = entry if isinstance(entry, list) else [entry]
        for n, one in enumerate(several):
            path: _Path = ("answers", key, n) if isinstance(entry, list) else ("answers", key)
            if not isinstance(one, dict):
                why = _("has to be like {level: 1, grade: claimed}, {unknown: true} or {not_applicable: why}")
                complaints.append(document.error(path, why))
                continue
            yield path, {"criterion": key, **_marked(one)}


def _marked(entry: dict[str, Any]) -> dict[str, Any]:
    """The short marks written out: `not_applicable: why`, `unknown: true`, `declined: true`."""
    fields = dict(entry)
    for mark in _MARKS:
        if mark in fields and "state" not in fields:
            value = fields.pop(mark)
            if value is False:
                continue
            fields["state"] = mark
            if isinstance(value, str):
                fields.setdefault("reason" if mark == "not_applicable" else "narrative", value)
    return fields


def _dangling(document: Document, assessment: Assessment, rubric: Rubric) -> Iterator[str]:
    """References to symptoms and evidence that are nowhere described, and ids given twice."""
    for n, symptom in enumerate(assessment.symptoms):
        if symptom not in rubric.symptoms:
            yield document.error(
                ("symptoms", n),
                _(
                    "{symptom} is no symptom{near}",
                    symptom=repr(symptom),
                    near=_near(symptom, rubric.symptoms),
                ),
            )
    given = [(answer.criterion, answer.by) for answer in assessment.answers]
    for criterion, by in sorted({one for one in given if given.count(one) > 1}):
        who = by or _("the same respondent")
        yield document.error(
            ("answers", criterion), _("is answered twice by {who}; keep one answer", who=who)
        )
    register = [item.id for item in assessment.evidence]
    for n, key in enumerate(register):
        if key in register[:n]:
            yield document.error(("evidence", n, "id"), _("{key} is given twice; keep one", key=repr(key)))
    cited: list[Answer | Rating] = [*assessment.statements(), *assessment.ratings]
    for key in sorted({key for one in cited for key in one.evidence} - set(register)):
        yield document.error(
            ("evidence",), _("{key} is cited by an answer but not in the register", key=repr(key))
        )


def _no_flags(assessment: Assessment, rubric: Rubric) -> Iterator[tuple[_Path, str]]:
    """Numbers of red flags that a partner question does not have."""
    flags = {question.id: len(question.red_flags) for question in rubric.partner_questions}
    for n, rating in enumerate(assessment.partner):
        most = flags.get(rating.question, 0)
        for number in rating.red_flags:
            if not 1 <= number <= most:
                yield (
                    ("partner", n, "red_flags"),
                    _(
                        "{question} has no red flag {number}; they are numbered from 1 to {most}",
                        question=rating.question,
                        number=str(number),
                        most=str(most),
                    ),
                )


def _no_checks(document: Document, assessment: Assessment, checks: Collection[str]) -> Iterator[str]:
    """Names of checks that do not exist: a claim could never be compared with them."""
    named: list[tuple[_Path, str]] = [
        (("claims", n, "asserts"), claim.asserts)
        for n, claim in enumerate(assessment.claims)
        if claim.asserts
    ]
    named += [(("rulings", n, "check"), ruling.check) for n, ruling in enumerate(assessment.rulings)]
    named += [(("accepted", n, "check"), one.check) for n, one in enumerate(assessment.accepted)]
    for path, name in named:
        if checks and name and name not in checks:
            close = difflib.get_close_matches(name, checks, n=1)
            yield document.error(
                path,
                _(
                    "there is no check {name}{near}",
                    name=repr(name),
                    near=_("; did you mean {close}?", close=close[0]) if close else "",
                ),
            )


def schema() -> dict[str, Any]:
    """The JSON Schema of an assessment file, for editors that complete and check while one types."""
    whole = Assessment.model_json_schema()
    fields, answer = whole["properties"], whole["$defs"]["Answer"]
    del fields["inspections"]
    whole["required"] = ["subject"]
    entry = {**answer["properties"]} | {
        "not_applicable": {"type": "string", "minLength": 1, "description": "why it does not apply"},
        "unknown": {"type": ["boolean", "string"]},
        "declined": {"type": ["boolean", "string"]},
    }
    criterion = entry.pop("criterion")
    one = {"$ref": "#/$defs/Entry"}
    several = {"type": "array", "items": one, "description": "one answer of each respondent"}
    whole["$defs"]["Entry"] = {"type": "object", "properties": entry, "additionalProperties": False}
    by_criterion = {
        "type": "object",
        "propertyNames": {"pattern": criterion["pattern"]},
        "additionalProperties": {"anyOf": [one, several]},
    }
    fields["answers"] = {"anyOf": [by_criterion, fields["answers"]], "title": "Answers"}
    fields["accepted"] = {"anyOf": [{"$ref": "#/$defs/Acceptance"}, fields["accepted"]], "title": "Accepted"}
    other_parts.schema_forms(whole)
    return whole


def write(assessment: Assessment) -> str:
    """The assessment as a file that reads back as the same one; inspections are left to be made again."""
    data = assessment.model_dump(mode="json", exclude={"inspections", "answers"}, exclude_defaults=True)
    data["as_of"] = assessment.as_of
    answers: dict[str, list[dict[str, Any]]] = {}
    for answer in assessment.answers:
        answers.setdefault(answer.criterion, []).append(_written(answer))
    data["answers"] = {key: given[0] if len(given) == 1 else given for key, given in answers.items()}
    return yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100)


class _Dumper(yaml.SafeDumper):
    """Writes text so that it reads back as it was."""

    def represent_text(self, text: str) -> yaml.ScalarNode:
        # Unicode has line breaks that a reader would fold into spaces unless they are escaped.
        style = '"' if set(text) & set("\x85\u2028\u2029") else None
        return self.represent_scalar("tag:yaml.org,2002:str", text, style)


_Dumper.add_representer(str, _Dumper.represent_text)


def _written(answer: Answer) -> dict[str, Any]:
    fields = answer.model_dump(mode="json", exclude={"criterion"}, exclude_defaults=True)
    if answer.state is AnswerState.ANSWERED:
        fields["grade"] = answer.grade.name.lower()
    return fields

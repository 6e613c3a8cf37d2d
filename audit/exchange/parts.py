"""The parts of an assessment file that are not about criteria: replies, partner scores, week one."""

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from audit.model.asking import asked_otherwise
from audit.model.assessment import Assessment
from audit.model.questionnaire import Question
from audit.model.refusal import refusals
from audit.model.response import Response
from audit.model.rubric import Rubric
from audit.model.speech import _, marked
from audit.yamlfile import Document, Path

Questions = Callable[[], Mapping[str, Question]]
_MARKS = ("unknown", "declined", "not_applicable")


class _Part(NamedTuple):
    key: str
    short: str
    example: str


_PARTS = {
    "responses": _Part("question", "value", marked("like {value: yes, by: ops} or {unknown: true}")),
    "partner": _Part("question", "score", marked("a score from 0 to 3, or like {score: 2, refused: false}")),
    "buildability": _Part("item", "score", marked("a score from 0 to 3, or like {score: 2, fires: false}")),
}


class Written(NamedTuple):
    """The entries of a part as a list, and where each of them stands in the file."""

    entries: list[Any]
    places: list[Path]


def written(document: Document, complaints: list[str]) -> dict[str, Written]:
    """The parts that the file has; each a list, or a mapping by question with one reply or several."""
    return {
        field: Written(*_listed(document, field, part, complaints))
        for field, part in _PARTS.items()
        if document.data.get(field) is not None
    }


def _listed(
    document: Document, field: str, part: _Part, complaints: list[str]
) -> tuple[list[Any], list[Path]]:
    entries: list[Any] = []
    places: list[Path] = []
    for place, key, one in _found(document.data[field], field):
        if not isinstance(key, str | None) or (key is None and not isinstance(one, Mapping)):
            complaints.append(
                document.error(
                    place, _("has to name the {key} and be {example}", key=part.key, example=_(part.example))
                )
            )
        elif isinstance(one, Mapping):
            entries.append({**({} if key is None else {part.key: key}), **_marked(one)})
            places.append(place)
        elif one is None:
            complaints.append(document.error(place, _("has to be {example}", example=_(part.example))))
        else:
            entries.append({part.key: key, part.short: one})
            places.append(place)
    return entries, places


def _found(data: Any, field: str) -> Iterator[tuple[Path, Any, Any]]:
    """Each entry with its place and the key that it stands under; no key in a list."""
    if isinstance(data, list):
        yield from (((field, n), None, one) for n, one in enumerate(data))
    elif isinstance(data, Mapping):
        for key, value in data.items():
            if isinstance(value, list) and value and all(isinstance(one, Mapping) for one in value):
                yield from (((field, key, n), key, one) for n, one in enumerate(value))
            else:
                yield (field, key), key, value
    else:
        yield (field,), None, data


def _marked(entry: Mapping[str, Any]) -> dict[str, Any]:
    """The short marks written out: `unknown: true`, `declined: why`, `not_applicable: why`."""
    fields = dict(entry)
    for mark in _MARKS:
        if mark in fields and "state" not in fields:
            value = fields.pop(mark)
            if value is not False:
                fields["state"] = mark
                if isinstance(value, str):
                    fields.setdefault("narrative", value)
    return fields


def complaints(
    document: Document,
    parts: Mapping[str, Written],
    assessment: Assessment,
    rubric: Rubric,
    questions: Questions | None,
) -> Iterator[str]:
    """Unknown questions, replies that do not fit theirs, and what is given twice."""
    partner = [one.id for one in rubric.partner_questions]
    items = [one.id for one in rubric.buildability]
    yield from _unknown(document, parts.get("partner"), partner, [one.question for one in assessment.partner])
    yield from _unknown(
        document, parts.get("buildability"), items, [one.item for one in assessment.buildability]
    )
    if assessment.responses:
        yield from _responses(document, parts["responses"].places, assessment, rubric, questions)
    for field, part in parts.items():
        held = getattr(assessment, field)
        given = [(getattr(one, _PARTS[field].key), one.by if field == "responses" else "") for one in held]
        for n, one in enumerate(given):
            if one in given[:n]:
                who = _(" by {name}", name=one[1]) if one[1] else ""
                yield document.error(
                    part.places[n], _("{key} is given twice{by}; keep one", key=one[0], by=who)
                )


def _unknown(
    document: Document, part: Written | None, known: Iterable[str], named: Iterable[str]
) -> Iterator[str]:
    for place, name in zip(part.places if part else (), named, strict=False):
        if name not in known:
            yield document.error(
                place, _("{name} is not in the rubric{near}", name=repr(name), near=_near(name, known))
            )


def _near(name: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(name, list(known), n=1)
    return _("; did you mean {close}?", close=close[0]) if close else ""


def _responses(
    document: Document,
    places: list[Path],
    assessment: Assessment,
    rubric: Rubric,
    questions: Questions | None,
) -> Iterator[str]:
    known = questions() if questions else {}
    register = [item.id for item in assessment.evidence]
    for place, response in zip(places, assessment.responses, strict=True):
        if response.question in rubric.by_id:
            yield document.error(
                place,
                _("{question} is a criterion: give its level under `answers`", question=response.question),
            )
        elif known and not _asked_as_it_was(response, known):
            if response.question not in known:
                way_out = _near(response.question, known) or (
                    _("; a question of your own needs `asked: {pack, version, text}`")
                )
                yield document.error(
                    place,
                    _(
                        "there is no question {question}{way_out}",
                        question=repr(response.question),
                        way_out=way_out,
                    ),
                )
                continue
            for why in refusals(known[response.question], response, assessment.as_of, register):
                yield document.error(place, why)


def _asked_as_it_was(response: Response, known: Mapping[str, Question]) -> bool:
    """Whether it keeps the wording of a question that we do not ask, or not in these words."""
    question = known.get(response.question)
    return response.asked is not None and (question is None or asked_otherwise(question, response))


def schema_forms(whole: dict[str, Any]) -> None:
    """Let the schema of an assessment file know the short forms."""
    names = {"responses": "Response", "partner": "PartnerRating", "buildability": "BuildabilityRating"}
    for field, name in names.items():
        part = _PARTS[field]
        properties = dict(whole["$defs"][name]["properties"])
        del properties[part.key]
        if field == "responses":
            text_or_mark = {"type": ["boolean", "string"]}
            properties |= dict.fromkeys(_MARKS, text_or_mark)
            short: dict[str, Any] = {"type": ["string", "boolean", "number"]}
        else:
            short = properties[part.short]
        entry = {"type": "object", "properties": properties, "additionalProperties": False}
        whole["$defs"][f"{name}Entry"] = entry
        one = {"$ref": f"#/$defs/{name}Entry"}
        forms = {"anyOf": [short, one, {"type": "array", "items": one}]}
        by_id = {"type": "object", "additionalProperties": forms}
        fields = whole["properties"]
        fields[field] = {"anyOf": [by_id, fields[field]], "title": field.capitalize()}

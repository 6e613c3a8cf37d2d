"""A questionnaire while it is put together: its questions, each with the place that it was written at."""

from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from audit.model.assessment import Party
from audit.model.complaint import explain
from audit.model.questionnaire import Pack, Question, Section
from audit.model.rubric import Rubric
from audit.rubric.pack_file import PackFile, QuestionFile, SectionFile
from audit.rubric.wording import expand
from audit.yamlfile import Document, Path

_BEYOND_QUESTION = {"after"}
_FIXED = ("kind", "criterion")


@dataclass(frozen=True)
class Place:
    """Where something was written."""

    document: Document
    path: Path

    def error(self, why: str, *more: str | int) -> str:
        """One complaint about this place, or a field of it: `file:line field: why`."""
        return self.document.error((*self.path, *more), why)


@dataclass
class _Section:
    id: str
    title: str
    intro: str
    questions: list[str]


@dataclass
class Draft:
    """A questionnaire in the making; complaints are collected, so that all are told at once."""

    rubric: Rubric
    party: Party
    stated: dict[str, Any] = field(default_factory=dict)
    top: Place = field(default_factory=lambda: Place(Document("", None), ()))
    sections: dict[str, _Section] = field(default_factory=dict)
    questions: dict[str, Question] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    complaints: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    def put(self, file: PackFile, document: Document) -> None:
        """Put in what a file says, over what is there already."""
        self.top = Place(document, ())
        self.stated |= file.model_dump(exclude={"extends", "without", "sections"}, exclude_none=True)
        for n, gone in enumerate(file.without):
            self._leave_out(gone, Place(document, ("without", n)))
        for n, section in enumerate(file.sections):
            self._put_section(section, Place(document, ("sections", n)))

    def _leave_out(self, key: str, place: Place) -> None:
        if self.questions.pop(key, None) is None:
            self.unknown.append(place.error(f"there is no question {key} that could be left out"))
            return
        for section in self.sections.values():
            section.questions[:] = [one for one in section.questions if one != key]

    def _put_section(self, file: SectionFile, place: Place) -> None:
        section = self.sections.get(file.id)
        if section is None:
            if file.title is None:
                self.complaints.append(place.error("a new section needs a title"))
            section = self.sections[file.id] = _Section(file.id, file.title or file.id, file.intro or "", [])
            self.places[f"section {file.id}"] = place
        elif self.places[f"section {file.id}"].document is place.document:
            self.complaints.append(place.error(f"section {file.id} is given twice; keep one", "id"))
        section.title = file.title or section.title
        section.intro = section.intro if file.intro is None else file.intro
        common = {"required": file.required or None, "valid_months": file.valid_months}
        changes = {name: value for name, value in common.items() if value is not None}
        for named in expand(file, self.rubric, self.party):
            there = Place(
                place.document, (*place.path, named.field, *(() if named.at is None else (named.at,)))
            )
            if named.complaint:
                self.unknown.append(there.error(named.complaint))
            for question in named.questions:
                self._add(question.model_copy(update=changes), section, there)
        for n, written in enumerate(file.questions):
            self._put_question(
                written, section, Place(place.document, (*place.path, "questions", n)), changes
            )

    def _put_question(
        self, file: QuestionFile, section: _Section, place: Place, changes: dict[str, Any]
    ) -> None:
        given = {name: getattr(file, name) for name in file.model_fields_set - _BEYOND_QUESTION}
        held = self.questions.get(file.id)
        if held is None:
            question = self._built(
                {**{k: v for k, v in changes.items() if k == "valid_months"}, **given}, place
            )
            if question is not None:
                self._add(question, section, place, file.after)
            return
        if self.places[file.id].document is place.document and self.places[file.id].path[-2:-1] == (
            "questions",
        ):
            self.complaints.append(place.error(f"question {file.id} is given twice; keep one", "id"))
            return
        for name in _FIXED:
            if name in given and given[name] != getattr(held, name):
                self.complaints.append(
                    place.error(
                        f"{file.id} stays what it is, {getattr(held, name)}: ask a question of your own", name
                    )
                )
                return
        fields = {name: getattr(held, name) for name in Question.model_fields}
        question = self._built(fields | given, place)
        if question is not None:
            self.questions[file.id], self.places[file.id] = question, place
            if file.after:
                self._move(file.id, file.after, place)

    def _built(self, fields: dict[str, Any], place: Place) -> Question | None:
        try:
            return Question.model_validate(fields)
        except ValidationError as error:
            self.complaints += [
                place.error(explain(detail), *detail["loc"]) for detail in error.errors(include_url=False)
            ]
            return None

    def _add(self, question: Question, section: _Section, place: Place, after: str | None = None) -> None:
        if question.id in self.questions:
            self.complaints.append(
                place.error(f"question {question.id} is asked already; a question stands in one place")
            )
            return
        self.questions[question.id], self.places[question.id] = question, place
        section.questions.append(question.id)
        if after:
            self._move(question.id, after, place)

    def _move(self, key: str, after: str, place: Place) -> None:
        target = next((one for one in self.sections.values() if after in one.questions), None)
        if target is None or after == key:
            self.unknown.append(place.error(f"there is no question {after} to come after", "after"))
            return
        for section in self.sections.values():
            section.questions[:] = [one for one in section.questions if one != key]
        target.questions.insert(target.questions.index(after) + 1, key)

    def pack(self) -> Pack:
        """The questionnaire, without sections that have no question."""
        sections = tuple(
            Section(
                id=one.id,
                title=one.title,
                intro=one.intro,
                questions=tuple(self.questions[key] for key in one.questions),
            )
            for one in self.sections.values()
            if one.questions
        )
        return Pack(**{**self.stated, "party": self.party}, sections=sections).hashed()

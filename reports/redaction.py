"""An assessment as an audience may see it: what is withheld is gone from the data, not only from the pages.

Ids, levels, grades and outcomes stay, so that the same judgement gives the same figures from what is left.
"""

import re
from collections.abc import Collection, Iterator
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any

from audit.model import wording
from audit.model.asking import without_hidden
from audit.model.assessment import Answer, Assessment, Respondent, Ruling
from audit.model.base import AnyValue
from audit.model.edition import NAME_WITHHELD, WITHHELD, Audience
from audit.model.event import Event
from audit.model.inspection import Inspection
from audit.model.names import folded, of_auditor
from audit.model.place import Place
from audit.model.plain import Plain
from audit.model.register import EvidenceItem
from audit.model.response import Asked, ReplyState, Response
from audit.model.signature import Signature
from audit.model.speech import _
from audit.model.status import signed_content, valid
from reports.audiences import PROFILES, Profile
from reports.content_kinds import Kind, kind_of

SHORTEST = 3
"""Letters of a name that is looked for in texts."""


def redact(assessment: Assessment, audience: Audience) -> Assessment:
    """The assessment with what this audience may see; redacting twice changes nothing more."""
    if audience is Audience.FULL:
        return assessment
    profile = PROFILES[audience]
    settled = _settled(_left_out(assessment, profile))
    redacted: Assessment = _Redactor(settled, profile).value(settled)
    told = tuple(event for event in redacted.events if event.what != _(WITHHELD))
    return _signed(assessment, redacted.model_copy(update={"events": told}))


def _left_out(assessment: Assessment, profile: Profile) -> Assessment:
    empty = {name: Assessment.model_fields[name].get_default() for name in profile.leaves_out}
    inspections = tuple(
        one.model_copy(update=dict.fromkeys(profile.inspected, ())) for one in assessment.inspections
    )
    return assessment.model_copy(update=empty | {"inspections": inspections})


def _settled(assessment: Assessment) -> Assessment:
    """Without replies that were kept and do not count: their conditions look at what is withheld."""
    shown = without_hidden(assessment)

    def bare(reply: Any) -> Any:
        asked: Asked | None = reply.asked
        return reply.model_copy(update={"asked": asked and asked.model_copy(update={"when": None})})

    return shown.model_copy(
        update={
            "answers": tuple(map(bare, shown.answers)),
            "responses": tuple(map(bare, shown.responses)),
        }
    )


def _signed(given: Assessment, redacted: Assessment) -> Assessment:
    """What was signed stays signed: a signature that held for the whole holds for the copy."""
    content = signed_content(redacted)
    bound: tuple[Signature, ...] = tuple(
        new.model_copy(update={"covers": content}) if old.covers and valid(given, old) else new
        for old, new in zip(given.signatures, redacted.signatures, strict=True)
    )
    return redacted.model_copy(update={"signatures": bound})


class _Redactor:
    """Goes through an assessment; knows who is who, and whose words are looked at."""

    def __init__(self, assessment: Assessment, profile: Profile) -> None:
        self.profile = profile
        self.own = {r.id for r in assessment.respondents if r.party is profile.own}
        own_words = (one for one in _speaking(assessment) if one.by in self.own)
        self.own_items = {key for said in own_words for key in getattr(said, "evidence", ())}
        self.people = people(assessment, self.own, profile)
        long = sorted((name for name in self.people if len(name) >= SHORTEST), key=len, reverse=True)
        names = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in long)
        self.names = re.compile(rf"(?<!\w)(?:{names})(?!\w)", re.IGNORECASE) if names else None

    def value(self, given: Any, own: bool = False) -> Any:
        """A value with its texts as they may be seen."""
        if isinstance(given, AnyValue):
            return self._fields(given, self._is_own(given, own))
        if isinstance(given, tuple):
            return tuple(self.value(one, own) for one in given)
        return given

    def _is_own(self, given: AnyValue, outer: bool) -> bool:
        match given:
            case Respondent(id=key) | Answer(by=key) | Response(by=key) | Ruling(by=key) | Event(by=key):
                return key in self.own
            case EvidenceItem(id=key):
                return key in self.own_items
            case Inspection():
                return self.profile.own is not None
        return outer

    def _fields(self, given: AnyValue, own: bool) -> AnyValue:
        changes: dict[str, Any] = {}
        no_place, no_line = not self._kept(Kind.SOURCE, own), not self._kept(Kind.PATH, own)
        for name, content in given:
            kind = kind_of(type(given), name)
            if kind is not None:
                changes[name] = self._content(content, kind, own, needed=_needed(given, name))
            elif (isinstance(content, Place) and no_place) or (name == "line" and no_line):
                changes[name] = None
            else:
                changes[name] = self.value(content, own)
        if isinstance(given, Answer) and not self._kept(Kind.WORDS, own) and (given.quote or given.narrative):
            changes["narrative"] = _(WITHHELD)
        return _mended(given.model_copy(update=changes))

    def _content(self, content: Any, kind: Kind, own: bool, *, needed: bool) -> Any:
        if kind is Kind.KEY or content in ("", (), None):
            return content
        if kind in {Kind.PERSON, Kind.SPEAKER} and isinstance(content, str):
            return self.people.get(folded(content), content)
        if self._kept(kind, own):
            return self._scrubbed(content)
        if kind is Kind.REPLY:
            return "" if isinstance(content, str) and not needed else None
        if isinstance(content, tuple):
            return tuple(dict.fromkeys(_instead(one, kind, needed=True) for one in content))
        return _instead(content, kind, needed=needed)

    def _kept(self, kind: Kind, own: bool) -> bool:
        return kind not in self.profile.withholds and (own or kind not in self.profile.of_others)

    def _scrubbed(self, content: Any) -> Any:
        """Content without the names of those who are not to be named."""
        if self.names is None:
            return content
        match content:
            case str():
                return self.names.sub(lambda found: self.people[folded(found[0])], content)
            case tuple():
                return tuple(self._scrubbed(one) for one in content)
            case dict():
                return {key: self._scrubbed(one) for key, one in content.items()}
        return content


def people(assessment: Assessment, own: Collection[str], profile: Profile) -> dict[str, str]:
    """Another name for everybody who is not to be named, by his folded name: the same wherever he stands."""
    if Kind.PERSON not in profile.withholds | profile.of_others:
        return {}
    known: dict[str, str] = {}
    described = {r.id: r for r in assessment.respondents}
    speakers = filter(None, dict.fromkeys([*described, *(one.by for one in _speaking(assessment))]))
    for n, key in enumerate(speakers, start=1):
        person = described.get(key, Respondent(id=key))
        for name in (person.id, person.name):
            if key not in own and folded(name) != folded(person.role):
                known.setdefault(folded(name), f"respondent-{n}")
    if Kind.PERSON in profile.withholds:
        for name in of_auditor(assessment.auditor):
            known.setdefault(folded(name), _(NAME_WITHHELD))
        others = (folded(name) for name in _persons(assessment))
        for n, name in enumerate(
            dict.fromkeys(name for name in others if name and name not in known), start=1
        ):
            known[name] = f"person-{n}"
    known.pop("", None)
    return known


def _persons(value: Any) -> Iterator[str]:
    """Every name of a person in a value."""
    if isinstance(value, tuple):
        for one in value:
            yield from _persons(one)
    elif isinstance(value, Respondent):
        if folded(value.name) != folded(value.role):  # a role is no name
            yield value.name
    elif isinstance(value, AnyValue):
        for name, content in value:
            if kind_of(type(value), name) is Kind.PERSON:
                yield content
            else:
                yield from _persons(content)


def _speaking(assessment: Assessment) -> Iterator[Any]:
    yield from assessment.statements()
    yield from assessment.rulings
    yield from assessment.responses
    yield from assessment.events


def _instead(content: str, kind: Kind, *, needed: bool) -> str:
    """What stands in place of a text that is withheld."""
    if kind is Kind.PATH:
        return coarse(content)
    if kind is Kind.MACHINE:
        return PurePosixPath(PureWindowsPath(content).as_posix()).name or "repository"
    return _(WITHHELD) if needed or kind in {Kind.NOTE, Kind.CODE, Kind.GROUND} else ""


def _needed(given: AnyValue, name: str) -> bool:
    """Whether a field may not be empty."""
    if isinstance(given, Plain):
        return name in given.needed()
    field = type(given).model_fields[name]
    return field.is_required() or any(getattr(one, "min_length", 0) for one in field.metadata)


def _mended(value: AnyValue) -> AnyValue:
    """A value that makes sense without what was taken from it."""
    match value:
        case Respondent(name=name) if name.startswith("respondent-"):
            role = value.role or wording.PARTIES[value.party]
            return value.model_copy(update={"name": wording.capital(role), "role": role})
        case Answer(state=state, reason="") if state.value == "not_applicable":
            return value.model_copy(update={"reason": _(WITHHELD)})
        case Response(state=ReplyState.ANSWERED, value=None, narrative="", evidence=()):
            return value.model_copy(update={"narrative": _(WITHHELD)})
    return value


def coarse(path: str) -> str:
    """The folder at the top of a repository that a file lies in; at the top itself, the repository."""
    head, slash, _rest = path.partition("/")
    return f"{head}/" if slash else "." if "." in path else path

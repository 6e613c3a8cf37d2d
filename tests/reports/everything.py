"""An assessment in which every text is there and can be told from every other one."""

import json
from datetime import date
from itertools import count
from typing import Any

from audit.model.assessment import (
    Acceptance,
    Answer,
    AnswerState,
    Assessment,
    ContradictionState,
    Party,
    Rating,
    Respondent,
    Ruling,
    Waiver,
)
from audit.model.base import AnyValue
from audit.model.business import BusinessCase
from audit.model.commitment import Commitment
from audit.model.earlier import EarlierRun
from audit.model.event import Event
from audit.model.evidence import Grade
from audit.model.imprint import Imprint, VersionNote
from audit.model.milestone import Milestone
from audit.model.place import Place
from audit.model.register import EvidenceItem, Source
from audit.model.repository_ref import RepositoryRef
from audit.model.response import Asked, BuildabilityRating, Nature, PartnerRating, Response
from audit.model.signature import Role, Signature
from reports.content_kinds import Kind, kind_of
from tests.reports.case import ASSESSMENT

DAY = date(2026, 11, 2)
ASKED = Asked(pack="own", version="1", text="Who holds the keys")


def base() -> Assessment:
    answers = (
        *ASSESSMENT.answers,
        Answer(criterion="SEC-08", state=AnswerState.NOT_APPLICABLE, reason="no personal data", by="agency",
               second_person="Purchasing team"),
        Answer(criterion="DOC-02", level=1, by="agency", narrative="a page of text", evidence=("E-02",)),
        Answer(criterion="REL-01", state=AnswerState.DECLINED, reason="a secret of the trade", by="stranger"),
    )  # fmt: skip
    return ASSESSMENT.model_copy(
        update={
            "interests": "none beside the fee",
            "auditor_role": "independent auditor",
            "respondents": (*ASSESSMENT.respondents, Respondent(id="cfo", name="Maria Lopez", party=Party.CLIENT)),
            "answers": answers,
            "ratings": (Rating(criterion="OWN-01", level=0, grade=Grade.CLAIMED, rationale="asked twice", by="A. Auditor"),),
            "rulings": (
                Ruling(criterion="PROV-01", check="pinned-model-version", by="agency", reply="we shall pin it",
                       state=ContradictionState.UPHELD, reason="the alias was read by hand"),
            ),
            "accepted": (Acceptance(criterion="DEP-02", check="lockfile", by="A. Auditor", reason="read by hand"),),
            "waivers": (
                Waiver(criterion="HUM-01", owner="Maria Lopez", reason="peak season", expires=date(2027, 1, 31),
                       exposure_limit="ten orders a day"),
            ),
            "commitments": (Commitment(criterion="HUM-01", title="Add a switch", owner="Maria Lopez", note="by spring"),),
            "evidence": (
                *ASSESSMENT.evidence,
                EvidenceItem(id="E-02", title="Deck of the agency", grade=Grade.CLAIMED, source=Source.DOCUMENT,
                             place="deck.pdf", date=DAY, seen_by="A. Auditor", file="files/deck.pdf"),
            ),
            "business": BusinessCase(runs_per_month=100, benefit_per_success=3, loss_per_failure=2, cost_per_run=1,
                                     build_cost=1000, months=12),
            "responses": (
                Response(question="Q1", by="cfo", value="the agency alone", asked=ASKED, nature=Nature.FACT),
                Response(question="Q2", by="agency", value=({"Who": "Maria Lopez", "What": "signs"},), asked=ASKED),
                Response(question="Q3", by="cfo", value=True, narrative="since spring", asked=ASKED),
            ),
            "partner": (PartnerRating(question="PQ-01", score=1, rationale="vague", by="A. Auditor"),),
            "buildability": (BuildabilityRating(item="WB-01", score=1, note="unsure", by="A. Auditor"),),
            "repositories": (RepositoryRef(path="/home/auditor/clones/delivery", name="reorder-agent"),),
            "milestones": (Milestone(name="after the call", note="they were angry"),),
            "earlier": (EarlierRun(name="after the call", as_of=DAY, failed=9, rubric="0.1 abc"),),
            "events": (
                Event(at=DAY, what="the agency left", source="letter", by="ops"),
                Event(at=DAY, what="handed over in good order", source="minutes", by="agency"),
            ),
            "imprint": Imprint(distribution=("Board of Harbour",), mandate="Maria Lopez asked why it fails",
                               changes=(VersionNote(version="1", at=DAY, what="first version"),)),
            "signatures": (Signature(name="A. Auditor", role=Role.LEAD, at=DAY, statement="no ties to anybody"),),
            "claims": tuple(c.model_copy(update={"place": Place(document="proposal.pdf", page=2)}) for c in ASSESSMENT.claims),
        }
    )  # fmt: skip


class Marked:
    """The assessment with a mark in every text, and what each mark stands for: its kind, and whose it is."""

    def __init__(self) -> None:
        self.kinds: dict[str, Kind] = {}
        self._numbers, self._people = count(100), dict[str, str]()
        self.assessment = Assessment.model_validate_json(self._value(base()).model_dump_json())

    def _value(self, given: Any) -> Any:
        if isinstance(given, tuple):
            return tuple(self._value(one) for one in given)
        if not isinstance(given, AnyValue):
            return given
        changes = {}
        for name, content in given:
            kind = kind_of(type(given), name)
            changes[name] = self._value(content) if kind is None else self._text(content, kind)
        return given.model_copy(update=changes)

    def _text(self, content: Any, kind: Kind) -> Any:
        match content:
            case str() if content and kind is not Kind.KEY:
                return self._mark(content, kind)
            case tuple() if kind is not Kind.KEY:
                return tuple(self._text(one, kind) for one in content)
            case dict():
                return {key: self._text(one, kind) for key, one in content.items()}
        return content

    def _mark(self, content: str, kind: Kind) -> str:
        if kind in {Kind.PERSON, Kind.SPEAKER}:  # the same person is the same wherever he stands
            mark = self._people.setdefault(content, f"Zq{next(self._numbers)}x")
            self.kinds[mark] = kind
            return f"{content}{mark}"
        if kind is Kind.PATH and "/" not in content and "." not in content.strip("."):
            return content  # a folder at the top, or no path: it may be seen
        mark = f"Zq{next(self._numbers)}x"
        self.kinds[mark] = kind
        if kind is Kind.MACHINE:
            return f"{mark}/{content}"
        if kind is Kind.PATH:
            head, slash, tail = content.rpartition("/")
            return f"{head}{slash}{mark}{tail}"
        return f"{mark} {content}"

    def found_in(self, text: str) -> set[str]:
        """The marks that stand in a text."""
        return {mark for mark in self.kinds if mark in text}


def text_of(assessment: Assessment) -> str:
    """All of an assessment as text, its signs as they are."""
    return json.dumps(json.loads(assessment.model_dump_json()), ensure_ascii=False)

"""What limits an act or a conclusion is told where one looks, before and not after."""

from datetime import date, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from audit.assessment import Desk, What
from audit.model.assessment import LONGEST_WAIVER, Answer, Assessment, Subject, last_day_of_a_waiver
from audit.model.evidence import Grade
from audit.model.register import EvidenceItem, Source
from audit.model.rubric import SystemKind
from audit.storage import Ledger
from tests.ui.driving import draft, fine, page_of, shown, start

AS_OF = date(2026, 11, 20)
LOG = EvidenceItem(id="E-01", title="log", grade=Grade.VERIFIED, source=Source.DOCUMENT, date=AS_OF)
BELIEVED = "Believed, not proven"


def opened(database: str, *, level: int, proven: bool = False) -> str:
    """An assessment in which everything is said to be verified; `proven` by an item of evidence."""
    ledger = Ledger(database)
    desk = Desk(ledger)
    cited = (LOG.id,) if proven else ()
    said = tuple(
        Answer(criterion=one.id, level=level, grade=Grade.VERIFIED, evidence=cited)
        for one in desk.rubric.criteria()
    )
    subject = Subject(name="Harbour Desk", kinds=tuple(SystemKind))
    key = desk.open(Assessment(subject=subject, as_of=AS_OF, answers=said, evidence=(LOG,))).key
    ledger.close()
    return key


def told(app: AppTest) -> list[str]:
    return [one.value for one in app.warning if one.value.startswith(BELIEVED)]


@pytest.mark.parametrize(
    ("level", "proven", "reserved"), [(4, False, True), (4, True, False), (1, False, False)]
)
def test_the_reservation_stands_where_the_conclusion_stands(
    database: str, level: int, proven: bool, reserved: bool
) -> None:
    key = opened(database, level=level, proven=proven)
    assert bool(told(page_of(start(key), "scorecard"))) is reserved
    assert bool(told(page_of(start(key), "report"))) is reserved
    assert ("under a reservation" in shown(start()).replace("\\", "")) is reserved


@pytest.mark.parametrize("what", ["runs", "vendors"])
@pytest.mark.parametrize(("proven", "reserved"), [(False, True), (True, False)])
def test_the_reservation_stands_in_a_comparison(
    database: str, what: str, proven: bool, reserved: bool
) -> None:
    keys = [opened(database, level=1), opened(database, level=4, proven=proven)]
    app = page_of(start(keys[0]), "compare")
    app.multiselect(key="compared").set_value(keys)
    fine(app.radio(key="compare-as").set_value(What(what)).run())
    found = [one.value for one in app.warning if BELIEVED in one.value]
    assert len(found) == reserved
    assert all(one.startswith("**Harbour Desk.** ") for one in found) is (what == "vendors" or not found)


def test_a_waiver_says_its_last_day_before_it_is_typed(database: str) -> None:
    app = page_of(start(opened(database, level=1)), "scorecard")
    field = app.date_input(key=draft(app, "waive-until"))
    last = AS_OF + timedelta(days=LONGEST_WAIVER)
    assert (field.label, field.min, field.max) == ("Until, 19 May 2027 at the latest", AS_OF, last)
    assert last == last_day_of_a_waiver(AS_OF)
    fine(field.set_value(last).run())
    ledger = Ledger(database)
    case = Desk(ledger).case(draft(app, "").split(".")[1])
    case.describe(case.read().assessment.model_copy(update={"as_of": AS_OF - timedelta(days=30)}))
    ledger.close()
    again = page_of(start(case.key), "scorecard")
    assert again.date_input(key=draft(again, "waive-until")).value is None

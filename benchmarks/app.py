"""Times the app as ten people use it: saving an answer, the list of assessments, and everybody at once.

    python -m benchmarks.app [--entries 1000] [--assessments 2000] [--users 10] [--runs 15] [--markdown]

Fills a ledger of its own, serves the app on it in one process, and visits it as pages do, from the click to
the last thing that the server shows. A clock at the server's door says how much of that is the server's: from
the arrival of the click to the last message sent for it, and the processor time meanwhile, which says most on
a machine with other work. In the same run, in turns, it visits a page of one line that is served in the same
way: no page can be faster. The results go into benchmarks/results/app.json.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from audit.assessment import Case, Desk
from audit.model.assessment import Answer, Assessment, Purpose, Subject
from audit.model.rubric import SystemKind
from audit.storage import Ledger
from audit.ui import launch
from benchmarks import clock
from benchmarks.visitor import Visitor

ROOT = Path(__file__).resolve().parent.parent
RESULTS, PAGE = ROOT / "benchmarks" / "results" / "app.json", ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- results of the app -->", "<!-- end of results of the app -->"
FLOOR = "import streamlit as st\n\nst.write('One line.')\n"
START_SECONDS, PAUSE = 60, 1.0
SECTION, CRITERIA = "evaluation", ("EVAL-01", "EVAL-02", "EVAL-03")

Times = dict[str, list[tuple[float, ...]]]
"""Seconds for each time that something was done: as waited for, of the server, of the processor."""


def main() -> int:
    """Measure, print, keep."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--entries", type=int, default=1000, help="entries of the ledger of one assessment")
    ask.add_argument("--assessments", type=int, default=2000, help="assessments in the list")
    ask.add_argument("--users", type=int, default=10, help="people at once")
    ask.add_argument("--runs", type=int, default=15, help="how often each is measured")
    ask.add_argument("--markdown", action="store_true", help=f"rewrite the table of {PAGE.relative_to(ROOT)}")
    given = ask.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        times = _measure(Path(scratch), given.entries, given.assessments, given.users, given.runs)
    head = "| what | a page waits | at worst | server | at worst | processor |\n|---|---|---|---|---|---|"
    table = "\n".join((head, *(_row(name, seconds) for name, seconds in times.items())))
    print(table)
    RESULTS.write_text(json.dumps(times, indent=1) + "\n", encoding="utf-8")
    if given.markdown:
        text = PAGE.read_text(encoding="utf-8")
        before, after = text.split(BEGIN)[0], text.split(END)[1]
        PAGE.write_text(f"{before}{BEGIN}\n\n{table}\n\n{END}{after}", encoding="utf-8")
    return 0


def _row(name: str, found: Sequence[tuple[float, ...]]) -> str:
    waited, server, processor = ([one[n] for one in found if n < len(one)] for n in range(3))
    return f"| {name} | {_both(waited)} | {_both(server)} | {_told(processor, statistics.median)} |"


def _both(seconds: Sequence[float]) -> str:
    return f"{_told(seconds, statistics.median)} | {_told(seconds, max)}"


def _told(seconds: Sequence[float], of: Callable[[Sequence[float]], float]) -> str:
    return f"{of(seconds) * 1000:.0f} ms" if seconds else ""


def _measure(scratch: Path, entries: int, assessments: int, users: int, runs: int) -> Times:
    (scratch / "floor.py").write_text(FLOOR)
    environment = os.environ | {
        "PHASE2_DATABASE_URL": f"sqlite:///{scratch}/ledger.sqlite3",
        "XDG_DATA_HOME": str(scratch),
        "HOME": str(scratch),
    }
    cases = _fill(environment["PHASE2_DATABASE_URL"], entries, assessments, users)
    with (
        _serving(ROOT / "audit" / "ui" / "main.py", scratch, environment) as app,
        _serving(scratch / "floor.py", scratch, environment) as floor,
    ):
        times = _alone(app, floor, cases[0], runs, scratch)
        for name, pause in (("each once a second", PAUSE), ("none ever waits", 0.0)):
            times[f"one of {users} people saves, {name}"] = _together(app, cases, runs, pause, scratch)
    ledger = Ledger(environment["PHASE2_DATABASE_URL"])
    times[f"of a save: the use case, behind {entries:,} entries"] = _use_case(
        Case(Desk(ledger), cases[0]), runs
    )
    ledger.close()
    return times


def _fill(url: str, entries: int, assessments: int, users: int) -> list[str]:
    """A ledger with many assessments; those that the users answer in hold many entries."""
    ledger = Ledger(url)
    desk = Desk(ledger)
    criteria = [one.id for dimension in desk.rubric.dimensions for one in dimension.criteria]
    keys = []
    for n in range(assessments):
        case = _opened(desk, n)
        if n >= users:
            continue
        keys.append(case.key)
        for at in range(entries - 1 if n == 0 else 2 * len(criteria)):
            level, text = at // len(criteria) % 5, f"Said and shown on day {at}, by somebody who does it."
            case.answer(Answer(criterion=criteria[at % len(criteria)], level=level, narrative=text))
    ledger.close()
    return keys


def _opened(desk: Desk, n: int) -> Case:
    subject = Subject(name=f"Order agent {n}", kinds=tuple(SystemKind))
    purpose = list(Purpose)[n % len(Purpose)]
    opened = Assessment(
        subject=subject, purpose=purpose, as_of=date(2026, 11, 23), auditor=f"Auditor {n % 40}"
    )
    return desk.open(opened, actor=opened.auditor)


@contextmanager
def _serving(script: Path, clocks: Path, environment: dict[str, str]) -> Iterator[str]:
    port, quiet = launch.free_port(), subprocess.DEVNULL
    address = f"http://{launch.ADDRESS}:{port}"
    command = [sys.executable, "-m", clock.__name__, str(port), str(script), str(clocks)]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=quiet, stderr=quiet) as process:
        try:
            for _ in range(START_SECONDS * 10):
                try:
                    urllib.request.urlopen(f"{address}/_stcore/health").close()  # noqa: S310 - our own server
                    break
                except OSError:
                    time.sleep(0.1)
            yield address
        finally:
            process.terminate()


def _query(case: str) -> str:
    return f"case={case}&pack={Purpose.FAILED_PROJECT_AUDIT}&section={SECTION}"


def _alone(app: str, floor: str, case: str, runs: int, clocks: Path) -> Times:
    """What one person waits for, measured in turns."""
    line, saved, listed = list[float](), list[float](), list[float]()
    with (
        Visitor(floor, "", "", "line") as least,
        Visitor(app, "answer", _query(case), "saved") as answering,
        Visitor(app, "", "", "listed") as listing,
    ):
        for visitor in (least, listing):
            visitor.look()
        field = answering.look().field(CRITERIA[0])
        for n in range(runs):
            line.append(least.look().seconds)
            saved.append(_saved(answering, field, n))
            listed.append(listing.look().seconds)
    return {
        "a page of one line": _clocked(line, clocks, "line"),
        "an answer is saved": _clocked(saved, clocks, "saved"),
        "the list of assessments": _clocked(listed, clocks, "listed"),
    }


def _together(
    app: str, cases: Sequence[str], runs: int, pause: float, clocks: Path
) -> list[tuple[float, ...]]:
    """What each of several people waits for, all at work at once; whose the processor was cannot be told."""

    def work(case: str) -> list[tuple[float, ...]]:
        found = []
        with Visitor(app, "answer", _query(case), f"{case}-{pause}") as visitor:
            field = visitor.look().field(CRITERIA[1])
            for n in range(runs):
                found.append(_saved(visitor, field, n))
                time.sleep(pause)
        return [one[:2] for one in _clocked(found, clocks, f"{case}-{pause}")]

    with ThreadPoolExecutor(len(cases)) as people:
        return [seconds for found in people.map(work, cases) for seconds in found]


def _clocked(waited: Sequence[float], clocks: Path, name: str) -> list[tuple[float, ...]]:
    """What was waited for, with what the clock at the door says about the last so many messages."""
    for _ in range(START_SECONDS * 10):
        if (told := clock.read(clocks, name)) is not None:
            return [(seconds, *of) for seconds, of in zip(waited, told[-len(waited) :], strict=True)]
        time.sleep(0.1)
    raise SystemExit(f"the clock of the server says nothing about {name}")


def _saved(visitor: Visitor, field: str, n: int) -> float:
    shown = visitor.choose(field, [str(n % 5)])
    if shown.errors:
        raise SystemExit(f"an answer was not saved: {'; '.join(shown.errors)}")
    return shown.seconds


def _use_case(case: Case, runs: int) -> list[tuple[float, ...]]:
    found: list[tuple[float, ...]] = []
    case.read()
    for n in range(runs):
        start = time.perf_counter()
        case.answer(Answer(criterion=CRITERIA[2], level=n % 5, narrative=f"said as number {n}"))
        found.append((time.perf_counter() - start,))
    return found


if __name__ == "__main__":
    sys.exit(main())

"""Work shared with a copy of this process is done once, whatever becomes of the copy."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from audit.checks import all_checks
from audit.inspection import engine, sighted
from audit.inspection.intake import sharing
from audit.inspection.intake.cache import Cache
from audit.inspection.intake.sharing import shared
from audit.inspection.intake.starting import Copy, Serve, copied
from audit.inspection.repository.snapshot import Notes, open_snapshot

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "coastal_supply"
COPIES = pytest.mark.skipif(sys.platform != "linux", reason="no process is copied here")
ORPHAN = """
import sys, time
from pathlib import Path
from audit.inspection.intake import sharing

def apart(numbers):
    for number in numbers:
        with Path(sys.argv[1]).open("a") as told:
            told.write(f"{number}\\n")
        time.sleep(0.05)

sharing.os.cpu_count = lambda: 2
sharing.shared(200, lambda numbers: time.sleep(60), apart)
"""
PRINTING = """
import os, sys, time
from pathlib import Path
from audit.inspection.intake import sharing

for closed in map(int, sys.argv[2:]):
    os.close(closed)

def here(numbers):
    taken = []
    for number in numbers:
        taken.append(number)
        time.sleep(0.02)
    return taken

def apart(numbers):
    taken = []
    for number in numbers:
        os.write(1, b"there, a line that is no message")
        os.system("echo there")
        taken.append(number)
    return taken

sharing.os.cpu_count = lambda: 2
ours, theirs = sharing.shared(6, here, apart)
Path(sys.argv[1]).write_text(str(sorted(ours + (theirs or [-1]))))
"""


@pytest.fixture(autouse=True)
def copies(monkeypatch: pytest.MonkeyPatch) -> list[Copy]:
    """The copies that a test made."""
    made: list[Copy] = []

    def noting(serve: Serve, queue: int) -> Copy:
        made.append(copied(serve, queue))
        return made[-1]

    monkeypatch.setattr(sharing, "copied", noting)
    monkeypatch.setattr(sharing, "can_copy", lambda: sys.platform == "linux")
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    return made


def squares(numbers: Iterator[int]) -> dict[int, int]:
    found = {}
    for number in numbers:
        time.sleep(0.002)
        found[number] = number * number
    return found


@COPIES
def test_each_number_is_taken_once_by_one_of_both() -> None:
    here, there = shared(60, squares, squares)
    assert there is not None
    assert here
    assert there
    assert here.keys().isdisjoint(there)
    assert here | there == {number: number * number for number in range(60)}


@pytest.mark.parametrize("number", [0, 1, sharing.MOST + 1])
def test_too_few_or_too_many_numbers_are_not_shared(number: int) -> None:
    assert shared(number, list, list) == (list(range(number)), None)


def test_nothing_is_shared_where_no_copy_can_be_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharing, "can_copy", lambda: False)
    assert shared(5, list, list) == ([0, 1, 2, 3, 4], None)


@COPIES
def test_a_copy_that_dies_says_nothing_and_is_waited_for(copies: list[Copy]) -> None:
    def dying(numbers: Iterator[int]) -> list[int]:
        os.kill(os.getpid(), signal.SIGKILL)
        return list(numbers)

    assert shared(9, squares, dying)[1] is None
    assert [copy.ended for copy in copies] == [0]


@COPIES
@pytest.mark.parametrize("closed", [(), (0,), (1,), (0, 1), (0, 1, 2)], ids=str)
def test_what_a_copy_prints_is_no_answer(closed: tuple[int, ...], tmp_path: Path) -> None:
    told = tmp_path / "told"
    arguments = [sys.executable, "-c", PRINTING, str(told), *map(str, closed)]
    printed = subprocess.run(arguments, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE).stdout
    assert told.read_text() == "[0, 1, 2, 3, 4, 5]"
    assert b"there" not in printed


@COPIES
def test_an_answer_that_cannot_be_sent_is_none() -> None:
    assert shared(9, squares, lambda numbers: (list(numbers), lambda: None))[1] is None


@COPIES
def test_a_copy_ends_with_what_fails_here(copies: list[Copy]) -> None:
    def failing(numbers: Iterator[int]) -> None:
        raise KeyboardInterrupt

    begun = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        shared(2, failing, lambda _: time.sleep(60))
    assert time.monotonic() - begun < 30
    assert [copy.ended for copy in copies] == [0]


@COPIES
def test_a_copy_takes_nothing_more_when_the_other_process_is_gone(tmp_path: Path) -> None:
    told = tmp_path / "told"
    parent = subprocess.Popen([sys.executable, "-c", ORPHAN, str(told)])
    while not (told.exists() and told.read_text()):
        time.sleep(0.01)
    parent.kill()
    parent.wait()
    time.sleep(0.3)
    before = told.read_text()
    time.sleep(0.3)
    assert told.read_text() == before


@pytest.mark.parametrize("apart", ["all", "half", "died"])
def test_an_inspection_is_the_same_whoever_sights(apart: str, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = engine.inspect(EXAMPLE, all_checks())

    def split(number, here, there):
        taken = range(0 if apart == "all" else number // 2)
        found = here(iter(taken))
        return found, None if apart == "died" else there(iter(range(len(taken), number)))

    monkeypatch.setattr(sighted, "MUCH", 0)
    monkeypatch.setattr(sighted, "shared", split)
    assert engine.inspect(EXAMPLE, all_checks()) == alone


def test_progress_is_told_by_one_process_and_ends_with_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sighted, "MUCH", 0)
    told: list[tuple[int, int]] = []

    def tell(stage: str, done: int, total: int) -> None:
        if stage == "checking":
            told.append((done, total))

    engine.inspect(EXAMPLE, all_checks(), progress=tell)
    assert told == sorted(told)
    assert told[-1] == (len(all_checks()),) * 2


def test_what_a_copy_noted_counts_here() -> None:
    with open_snapshot(EXAMPLE) as shot, Cache(None):
        read = {entry.path for entry, _ in shot.read(shot.entries[:3])}
        assert (set(shot.contents), shot.steady) == (read, True)
        shot.take(Notes({**shot.contents, "other.py": "1"}, steady=True, modified=True, failed=False))
        assert (shot.contents["other.py"], shot.steady, shot.modified) == ("1", True, True)
        shot.take(Notes({"other.py": "2"}, steady=True, modified=False, failed=False))
        assert (shot.contents["other.py"], shot.steady, shot.modified) == ("1", False, True)
        if shot.git is not None:
            shot.take(Notes({}, steady=True, modified=False, failed=True))
            assert shot.git.failed

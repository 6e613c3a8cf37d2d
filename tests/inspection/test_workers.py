"""Reading in processes of their own gives the same, and a file that kills its worker is named."""

import sys
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest

from audit.inspection.classify import classify
from audit.inspection.intake import workers
from audit.inspection.intake.starting import Copy, can_copy
from audit.inspection.intake.workers import Job, Result, Workers, do_chunk, one_ahead

TEXTS = {f"m{n}.py": f"import openai\nc = openai.OpenAI(timeout={n})\n" for n in range(7)}
JOBS = [(path, classify(path), text.encode()) for path, text in TEXTS.items()]


@pytest.fixture(params=["copies of this process", "interpreters of their own"])
def apart(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workers]:
    copies = request.param == "copies of this process" and sys.platform == "linux"
    monkeypatch.setattr(workers, "can_copy", lambda: copies)
    with Workers(number=2) as found:
        yield found


@pytest.mark.parametrize("task", ["text", "code"])
def test_processes_give_the_same_as_this_one(
    apart: Workers, monkeypatch: pytest.MonkeyPatch, task: str
) -> None:
    ticks: list[int] = []
    here = dict(apart.run(task, JOBS, ticks.append))
    monkeypatch.setattr(workers, "IN_PROCESS", 0)
    there = dict(apart.run(task, JOBS, ticks.append))
    again = dict(apart.run(task, JOBS, ticks.append))
    with ThreadPoolExecutor(2) as executor, Workers(executor) as given:
        elsewhere = dict(given.run(task, JOBS, ticks.append))
    assert here == there == again == elsewhere
    assert here.keys() == TEXTS.keys()
    assert sum(ticks) == 4 * len(JOBS)


def test_a_file_that_kills_its_worker_is_named_and_the_others_are_kept(
    apart: Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dying(task: str, jobs: Sequence[Job]) -> list[Result] | None:
        return None if any(path == "m3.py" for path, _, _ in jobs) else do_chunk(task, jobs)

    monkeypatch.setattr(apart, "_asked", dying)
    found = dict(apart.apart("code", JOBS))
    assert found.keys() == TEXTS.keys()
    assert [path for path, parsed in found.items() if isinstance(parsed, str)] == ["m3.py"]
    assert found["m3.py"] == "its parser died or took too long: not parsed"


def test_a_worker_that_was_killed_is_replaced(apart: Workers) -> None:
    assert len(apart.apart("code", JOBS)) == len(JOBS)
    for worker in apart._started:
        worker.kill()
        worker.wait()
    assert dict(apart.apart("code", JOBS)) == dict(do_chunk("code", JOBS))


def test_a_large_file_is_parsed_apart_even_alone(apart: Workers, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def noting(task: str, jobs: Sequence[Job]) -> list[Result] | None:
        asked.extend(path for path, _, _ in jobs)
        return do_chunk(task, jobs)

    monkeypatch.setattr(apart, "_asked", noting)
    large = ("large.py", classify("large.py"), b"value = 1\n" * 20_001)
    ticks: list[int] = []
    assert {path for path, _ in apart.run("code", [*JOBS, large], ticks.append)} == {*TEXTS, "large.py"}
    assert (asked, sum(ticks)) == (["large.py"], len(JOBS) + 1)


def test_what_is_little_goes_to_processes_that_are_there(
    apart: Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    really = apart.apart

    def noting(task: str, jobs: Sequence[Job]) -> list[Result]:
        asked.append(len(jobs))
        return really(task, jobs)

    monkeypatch.setattr(apart, "apart", noting)
    little = [(path, kind, data * 200) for path, kind, data in JOBS]
    for most, there in ((workers.IN_PROCESS, 0), (0, len(JOBS)), (workers.IN_PROCESS, 2 * len(JOBS))):
        monkeypatch.setattr(workers, "IN_PROCESS", most)
        assert dict(apart.run("text", little, lambda _: None)) == dict(do_chunk("text", little))
        assert sum(asked) == there


def test_a_process_with_threads_is_not_copied() -> None:
    held = threading.Event()
    other = threading.Thread(target=held.wait)
    other.start()
    try:
        assert can_copy() is False
    finally:
        held.set()
        other.join()


def test_copies_are_made_once_before_much_is_read_and_end_with_the_reading(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(workers, "can_copy", lambda: True)
    with Workers(number=2) as found:
        found.expect(workers.IN_PROCESS)
        assert found._started == []
        found.expect(workers.IN_PROCESS + 1)
        found.expect(workers.IN_PROCESS + 1)
        copies = [worker for worker in found._started if isinstance(worker, Copy)]
        assert len(copies) == len(found._started) == 2
    assert [copy.ended for copy in copies] == [0, 0]


def test_the_next_work_is_begun_before_the_results_of_one_are_asked_for() -> None:
    told: list[str] = []

    def begun(name: str) -> Iterator[str]:
        told.append(f"{name} begun")

        def results() -> Iterator[str]:
            told.append(f"{name} asked")
            yield from (f"{name}1", f"{name}2")

        return results()

    assert list(one_ahead(begun(name) for name in "ab")) == ["a1", "a2", "b1", "b2"]
    assert told == ["a begun", "b begun", "a asked", "b asked"]
    assert list(one_ahead(iter([]))) == []

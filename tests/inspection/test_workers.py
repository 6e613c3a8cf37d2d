"""Parsing in processes of their own gives the same, and a file that kills its worker is named."""

from collections.abc import Sequence

import pytest

from audit.inspection import workers
from audit.inspection.classify import classify
from audit.inspection.workers import Job, Parsed, parse_all

TEXTS = {f"m{n}.py": f"import openai\nc = openai.OpenAI(timeout={n})\n" for n in range(7)}
JOBS = [(path, classify(path), text.encode()) for path, text in TEXTS.items()]


def test_processes_give_the_same_as_this_one(monkeypatch: pytest.MonkeyPatch) -> None:
    ticks: list[int] = []
    here = dict(parse_all(JOBS, ticks.append))
    monkeypatch.setattr(workers, "IN_PROCESS", 0)
    apart = dict(parse_all(JOBS, ticks.append))
    assert apart == here
    assert sum(ticks) == 2 * len(JOBS)


def test_a_file_that_kills_its_worker_is_named_and_the_others_are_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def dying(jobs: Sequence[Job]) -> list[Parsed] | None:
        return None if any(path == "m3.py" for path, _, _ in jobs) else workers.parse_chunk(jobs)

    monkeypatch.setattr(workers, "_in_process", dying)
    found = dict(workers.parse_apart(JOBS))
    assert found.keys() == TEXTS.keys()
    assert [path for path, parsed in found.items() if isinstance(parsed, str)] == ["m3.py"]
    assert found["m3.py"] == "its parser died or took too long: not parsed"


def test_a_large_file_is_parsed_apart_even_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    apart: list[str] = []

    def noting(jobs: Sequence[Job]) -> list[Parsed] | None:
        apart.extend(path for path, _, _ in jobs)
        return workers.parse_chunk(jobs)

    monkeypatch.setattr(workers, "_in_process", noting)
    large = ("large.py", classify("large.py"), b"value = 1\n" * 20_001)
    ticks: list[int] = []
    assert {path for path, _ in parse_all([*JOBS, large], ticks.append)} == {*TEXTS, "large.py"}
    assert (apart, sum(ticks)) == (["large.py"], len(JOBS) + 1)

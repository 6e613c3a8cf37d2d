"""Steps of pipelines: where a command begins and ends."""

import pytest

from audit.inspection.readers.workflow import find_runs

STEPS = {
    "in double quotes": (
        'dotnet test --logger "console;verbosity=detailed" --no-build',
        ['dotnet test --logger "console;verbosity=detailed" --no-build'],
    ),
    "in single quotes": ("dotnet test --logger 'trx;LogFileName=a.trx'", ["dotnet test --logger 'trx;LogFileName=a.trx'"]),
    "several steps": ("cd app; pytest; npm test", ["pytest", "npm test"]),
    "several steps in quotes": ('bash -c "cd app; pytest -q"', ['pytest -q"']),
    "a quote that is never closed": ("echo it's; pytest -q", ["pytest -q"]),
}  # fmt: skip


@pytest.mark.parametrize("case", STEPS)
def test_where_a_command_ends(case: str) -> None:
    line, expected = STEPS[case]
    text = f"on: push\njobs:\n  a:\n    steps:\n      - run: {line}\n"
    assert [run.command for run in find_runs(".github/workflows/a.yml", text)] == expected

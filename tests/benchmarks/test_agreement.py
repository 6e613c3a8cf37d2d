import json
from pathlib import Path

import pytest

from benchmarks import agreement

DOCS = Path(__file__).parents[2] / "docs" / "agreement.md"


def test_the_document_tells_what_is_measured(capsys: pytest.CaptureFixture[str]) -> None:
    agreement.main()
    assert f"> {capsys.readouterr().out.strip()}" in DOCS.read_text(encoding="utf-8")


def test_kappa_is_below_one_where_readers_differ(tmp_path: Path) -> None:
    rows = {f"EVAL-{n:02}": {"a": {"level": n % 5}, "b": {"level": (n % 5) if n else 4}} for n in range(10)}
    file = tmp_path / "raters.yaml"
    file.write_text(json.dumps({"ratings": rows}))
    found = agreement.measure(file)
    assert (found.asked, found.n, found.same) == (10, 10, 9)
    # Squared distances: 16 were seen; by the margins 400 over ten pairs, 40, are to be expected.
    assert found.kappa == pytest.approx(1 - 16 / 40)

"""Measures how right the inspection is, on public repositories that people read and labelled by hand.

    python benchmarks/accuracy.py [--mirror DIR] [--labels FILE ...] [--jobs N] [--details] [--markdown]

Repositories that are not in the mirror are cloned into it from GitHub. The numbers go into
benchmarks/results/accuracy.json; what they mean is in docs/accuracy.md. Exit status 1 if a repository could
not be measured.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.labels import CORPUS, Purpose, read_contract, read_corpora
from benchmarks.measure import Disagreement, Result, measure
from benchmarks.mirror import Mirror
from benchmarks.scores import order
from benchmarks.tables import rewrite

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "benchmarks" / "results" / "accuracy.json"
PAGE = ROOT / "docs" / "accuracy.md"
CORPORA = tuple(
    CORPUS / f"{name}.yaml"
    for name in ("labelled", "fresh", "fresh2", "fresh3", "fresh4", "ordinary", "engineering")
)


def main() -> int:
    """Measure, print, and keep the numbers."""
    given = _arguments().parse_args()
    contract = read_contract()
    mirror = Mirror(given.mirror.expanduser().resolve())
    results = [
        measure(corpus, contract, mirror, given.jobs, _tell)
        for corpus in read_corpora(given.labels, contract)
    ]
    for result in results:
        print("\n".join(_lines(result, details=given.details)))
    kept = _keep(results)
    if given.markdown:
        rewrite(PAGE, kept)
    return int(any(report.error for result in results for report in result.reports.values()))


def _arguments() -> argparse.ArgumentParser:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument(
        "--mirror", type=Path, default=ROOT / "build" / "mirror", help="folder of the repositories"
    )
    ask.add_argument(
        "--labels", type=Path, nargs="+", default=CORPORA, help="corpora to measure; all of them"
    )
    ask.add_argument("--details", action="store_true", help="print every disagreement")
    ask.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="inspections at the same time")
    ask.add_argument(
        "--markdown", action="store_true", help=f"rewrite the tables of {PAGE.relative_to(ROOT)}"
    )
    return ask


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _lines(result: Result, *, details: bool) -> Iterable[str]:
    number = f"{len(result.measured)} of {len(result.corpus.repositories)} repositories"
    yield f"\n{result.corpus.name}: {number}, engine {result.engine}"
    yield from (f"not measured: {report.error}" for report in result.reports.values() if report.error)
    if result.total.comparable:
        yield from _scores(result)
    if result.corpus.purpose is Purpose.ORDINARY:
        yield from _accusations(result)
    for above, below, auc in _orders(result):
        yield f"index: {above} above {below}, AUC {auc:.3f}"
    if details:
        yield from map(_detail, sorted(result.disagreements, key=lambda d: (d.fact, d.repo)))


def _scores(result: Result) -> Iterable[str]:
    yield f"{'check':28}  tp  fp  fn  tn na= na!  ??  accused rightly"
    for check, tally in sorted(result.tallies.items()):
        counts = (tally.tp, tally.fp, tally.fn, tally.tn, tally.na_agreed, tally.na_disputed, tally.undecided)
        row = "".join(f"{count:4}" for count in counts)
        yield f"{check:28}{row}  {tally.accused_rightly} of {tally.accused}"
    total = result.total
    yield f"precision {total.precision}   recall {total.recall}   F1 {total.f1:.3f}"
    yield f"accusation precision {total.accusations}; of strong checks {total.strong_accusations}"
    yield f"share decided {total.decided}"
    yield f"not applicable {total.na_agreed} agreed, {total.na_disputed} disputed"
    yield f"citations: file {total.files}, line {total.lines}"


def _accusations(result: Result) -> Iterable[str]:
    wrong = [accusation for accusation in result.accusations if accusation.ai]
    strong = sum(accusation.strong for accusation in wrong)
    yield f"checks of AI not met: {len(wrong)}; strong, each a defect: {strong}"
    yield f"other strong findings, to be read: {len(result.accusations) - len(wrong)}"
    for found in sorted(result.accusations, key=lambda a: (not a.ai, not a.strong, a.check, a.repo)):
        kind = f"{'AI' if found.ai else 'other'}, {'strong' if found.strong else 'weak'}"
        yield f"{kind}: {found.check}: {found.repo}: {found.reason} {list(found.cited)}"


def _orders(result: Result) -> Iterable[tuple[str, str, float]]:
    values = result.indices()
    for above, below in (("production", "demo"), ("engineered", "non-engineered")):
        auc = order(values.get(above, []), values.get(below, []))
        if auc is not None:
            yield above, below, auc


def _detail(d: Disagreement) -> str:
    weight = f" ({d.confidence})" if d.outcome == "not_met" else ""
    return f"{d.fact}: {d.repo}: label {d.label} [{d.ground}], outcome {d.outcome}{weight} {list(d.cited)}"


def _keep(results: Iterable[Result]) -> dict[str, Any]:
    """Write the numbers of these corpora beside those of the corpora that were not measured this time."""
    kept: dict[str, Any] = json.loads(RESULTS.read_text("utf-8")) if RESULTS.exists() else {}
    kept |= {result.corpus.name: _record(result) for result in results}
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", "utf-8")
    return kept


def _source() -> str:
    """The commit of this project that was measured, marked when files differ from it."""
    asked = ["git", "-C", str(ROOT), "describe", "--always", "--dirty=-modified", "--exclude", "*"]
    return subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()


def _record(result: Result) -> dict[str, Any]:
    return {
        "engine": result.engine,
        "source": _source(),
        "purpose": result.corpus.purpose.value,
        "repositories": {row.repo: row.commit for row in result.measured},
        "not_measured": [row.repo for row in result.corpus.repositories if row not in result.measured],
        "all": result.total.record(),
        "checks": {check: tally.record() for check, tally in sorted(result.tallies.items())},
        "order": {f"{above} above {below}": round(auc, 4) for above, below, auc in _orders(result)},
        "disagreements": [asdict(d) for d in sorted(result.disagreements, key=lambda d: (d.fact, d.repo))],
        "accusations_of_ordinary": [asdict(accusation) for accusation in result.accusations],
    }


if __name__ == "__main__":
    sys.exit(main())

"""Times the PDF of a report against Chromium printing the same pages, in one run.

    python -m benchmarks.report [--runs N] [--markdown]

Two reports: the example, and a longer one, the same with more lines of evidence. *Report* is all
that a person waits for after the judgement: the page is composed, and a process of its own lays it out and
writes a tagged PDF/A with its data. Chromium gets the composed page, and writes a PDF without tags, outline,
running headers and data. They are run in turns; medians are printed, with the CPU seconds of each, because
on a busy machine these say more. Memory is that of all processes together, sampled. The results go into
benchmarks/results/report.json.
"""

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

from audit import delivery
from audit.model.dossier import Dossier
from reports import assets, page

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "benchmarks" / "results" / "report.json"
PAGE = ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- reports -->", "<!-- end of reports -->"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = "--no-sandbox --disable-gpu --no-first-run --disable-background-networking"
FLAGS = f"--headless {QUIET} --no-pdf-header-footer"
MORE = 260
"""Lines of evidence that the longer report has more."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What one way of printing took: medians of wall and CPU seconds, most megabytes, pages and bytes."""

    wall: float
    cpu: float
    megabytes: float
    pages: int
    kilobytes: int


def main() -> int:
    """Measure, print, keep."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # nobody compiles a program at every start
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--runs", type=int, default=3)
    ask.add_argument("--markdown", action="store_true", help=f"rewrite the table of {PAGE.relative_to(ROOT)}")
    given = ask.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        example = delivery.judge_example(Path(scratch) / "example")
        rows = {
            name: _measured(dossier, Path(scratch), given.runs)
            for name, dossier in (("the example", example), ("a longer one", _longer(example)))
        }
    lines = _table(rows)
    print("\n".join(lines))
    kept = {name: {way: asdict(taken) for way, taken in ways.items()} for name, ways in rows.items()}
    RESULTS.write_text(json.dumps(kept, indent=2) + "\n")
    if given.markdown:
        before, _, rest = PAGE.read_text().partition(BEGIN)
        text = "\n".join(lines)
        PAGE.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{rest.partition(END)[2]}")
    return 0


def _longer(dossier: Dossier) -> Dossier:
    """The same report with many more lines of evidence in its register."""
    inspection, *others = dossier.assessment.inspections
    finding = next(check for check in inspection.checks if check.evidence)
    sighted = finding.evidence[0]
    lines = tuple(sighted.model_copy(update={"line": n}) for n in range(1, MORE + 1))
    checks = tuple(
        check.model_copy(update={"evidence": lines}) if check is finding else check
        for check in inspection.checks
    )
    inspections = (inspection.model_copy(update={"checks": checks}), *others)
    return dossier.model_copy(
        update={"assessment": dossier.assessment.model_copy(update={"inspections": inspections})}
    )


def _measured(dossier: Dossier, scratch: Path, runs: int) -> dict[str, Taken]:
    source, printed = scratch / "report.html", scratch / "chromium.pdf"
    source.write_text(page.render(dossier, assets.style(inline=True)), "utf-8")

    def chromium() -> bytes:
        command = [str(CHROMIUM), *FLAGS.split(), f"--user-data-dir={scratch / 'profile'}"]
        subprocess.run(
            [*command, f"--print-to-pdf={printed}", source.as_uri()], check=True, capture_output=True
        )
        return printed.read_bytes()

    ways: dict[str, Callable[[], bytes]] = {"report": lambda: delivery.report_pdf(dossier)}
    if CHROMIUM:
        ways["chromium"] = chromium
    all_runs: dict[str, list[Taken]] = {way: [] for way in ways}
    for _ in range(runs):
        for way, make in ways.items():
            all_runs[way].append(_once(make))
    return {way: _median(taken) for way, taken in all_runs.items()}


def _once(make: Callable[[], bytes]) -> Taken:
    """One run; its CPU seconds are those of this process and of the children that ended in it."""
    most, ended = [0.0], threading.Event()
    watcher = threading.Thread(target=_watch, args=(ended, most))
    watcher.start()
    started, used = time.perf_counter(), _cpu()
    pdf = make()
    wall, cpu = time.perf_counter() - started, _cpu() - used
    ended.set()
    watcher.join()
    return Taken(wall, cpu, most[0], len(PdfReader(BytesIO(pdf)).pages), len(pdf) // 1000)


def _cpu() -> float:
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(used.ru_utime + used.ru_stime for used in both)


def _watch(ended: threading.Event, most: list[float]) -> None:
    """Sample the resident memory of all that this process began, in megabytes."""
    size = os.sysconf("SC_PAGE_SIZE") / 1e6
    while not ended.wait(0.1):
        pages, parents = {}, {}
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
                shared = (folder / "statm").read_text().split()
            except OSError:
                continue
            parents[folder.name] = fields[1]
            pages[folder.name] = int(shared[1]) - int(shared[2])
        mine, own = 0, str(os.getpid())
        for process, resident in pages.items():
            above = process
            while above in parents and parents[above] != own:
                above = parents[above]
            mine += resident if above in parents else 0
        most[0] = max(most[0], mine * size)


def _median(runs: list[Taken]) -> Taken:
    return Taken(
        round(statistics.median(run.wall for run in runs), 2),
        round(statistics.median(run.cpu for run in runs), 2),
        round(max(run.megabytes for run in runs)),
        runs[0].pages,
        runs[0].kilobytes,
    )


def _table(rows: dict[str, dict[str, Taken]]) -> list[str]:
    lines = ["| report | by | pages | wall | CPU | to Chromium | memory | size |", f"|{'---|' * 8}"]
    for name, ways in rows.items():
        other = ways.get("chromium")
        for way, taken in ways.items():
            ratio = f"{taken.wall / other.wall:.1f} x" if other else ""
            cells = (name, way, str(taken.pages), f"{taken.wall:.2f} s", f"{taken.cpu:.2f} s", ratio)
            lines.append(f"| {' | '.join(cells)} | {taken.megabytes:.0f} MB | {taken.kilobytes:,} KB |")
    return lines


if __name__ == "__main__":
    sys.exit(main())

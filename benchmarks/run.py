"""Times the commands against a floor or a peer in the same run, and prints the ratios.

    .venv/bin/python benchmarks/run.py [REPOSITORY] [--runs 5]

Floors and peers: importing the same command-line library; reading every blob with git; Chromium printing
the same HTML (left out where there is none). Pairs alternate, so that a busy machine slows both.
"""

import argparse
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PHASE2 = str(Path(sys.executable).with_name("phase2"))

Command = Callable[[], list[str]]


def seconds(command: list[str], stdin: bytes | None = None) -> float:
    """The wall time of one run, which has to succeed."""
    started = time.perf_counter()
    subprocess.run(command, input=stdin, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return time.perf_counter() - started


def pair(what: str, ours: Callable[[], float], other: str, theirs: Callable[[], float], runs: int) -> None:
    """Print the medians of both and their ratio."""
    both = [(ours(), theirs()) for _ in range(runs)]
    mine, floor = (statistics.median(column) for column in zip(*both, strict=True))
    print(f"{what:34} {mine:7.2f} s   {other:34} {floor:7.2f} s   ratio {mine / floor:6.1f}")


def main() -> None:
    """Measure start, inspection and report."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("repository", nargs="?", type=Path, default=ROOT)
    ask.add_argument("--runs", type=int, default=5)
    given = ask.parse_args()
    repository, runs = given.repository.resolve(), given.runs

    pair(
        "phase2 --help",
        lambda: seconds([PHASE2, "--help"]),
        "python -c pass",
        lambda: seconds([sys.executable, "-c", "pass"]),
        runs,
    )

    listed = subprocess.run(
        ["git", "-C", repository, "ls-tree", "-r", "--object-only", "HEAD"], capture_output=True, check=True
    ).stdout
    pair(
        f"phase2 inspect {repository.name}",
        lambda: seconds([PHASE2, "inspect", str(repository), "--revision", "HEAD", "--format", "json"]),
        f"git reads its {len(listed.splitlines())} blobs",
        lambda: seconds(["git", "-C", str(repository), "cat-file", "--batch", "--buffer"], listed),
        runs,
    )

    with tempfile.TemporaryDirectory() as scratch:
        subprocess.run([PHASE2, "demo", "--output", scratch], check=True, stdout=subprocess.DEVNULL)
        html = Path(scratch, "report.html").as_uri()
        file = str(Path(scratch, "assessment.yaml"))
        chromium = shutil.which("chromium")
        printing = [
            str(chromium),
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            f"--print-to-pdf={scratch}/c.pdf",
            html,
        ]
        if chromium:
            pair(
                "phase2 audit (example, 4 documents)",
                lambda: seconds([PHASE2, "audit", file, "--output", scratch]),
                "chromium prints the same HTML",
                lambda: seconds(printing),
                runs,
            )
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"most memory of any one process: {peak:.0f} MiB")


if __name__ == "__main__":
    main()

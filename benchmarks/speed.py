"""Times `phase2 inspect` on real repositories against two floors and, where they are given, peers.

    python benchmarks/speed.py --mirror DIR [--repositories owner/name ...] [--runs N] [--markdown]
        [--peer "NAME=COMMAND {path}" ...]

Floors: reading every file of the tree once, and `ruff check` on the same tree. All of one repository is
measured in turns, so that a busy machine slows all alike; medians are printed, and ratios count. Processor
seconds and memory are those of the command and all its children; memory is sampled, and
what several processes share is counted once. The results go into benchmarks/results/speed.json.
"""

import argparse
import json
import os
import resource
import shlex
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.mirror import Mirror

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "benchmarks" / "results" / "speed.json"
PAGE = ROOT / "docs" / "performance.md"
BIN = Path(sys.executable).parent
REPOSITORIES = (
    "openai/openai-cs-agents-demo",
    "Aider-AI/aider",
    "continuedev/continue",
    "infiniflow/ragflow",
)
BEGIN, END = "<!-- results -->", "<!-- end of results -->"
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Row:
    """One repository: its size, and median seconds, by the clock and of processors, of all that was run."""

    repository: str
    files: int
    megabytes: float
    seconds: dict[str, float]
    peak_megabytes: float
    processor: dict[str, float]


def main() -> int:
    """Measure, print, keep."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--mirror", type=Path, required=True, help="folder of the repositories")
    ask.add_argument("--repositories", nargs="+", default=REPOSITORIES)
    ask.add_argument("--runs", type=int, default=3)
    ask.add_argument("--peer", action="append", default=[], help="NAME=COMMAND with {path}")
    ask.add_argument("--markdown", action="store_true", help=f"rewrite the table of {PAGE.relative_to(ROOT)}")
    given = ask.parse_args()
    mirror = Mirror(given.mirror.expanduser().resolve())
    rows = []
    for name in given.repositories:
        with tempfile.TemporaryDirectory() as scratch:
            rows.append(_measured(name, mirror.newest(name), Path(scratch), given.runs, given.peer))
        print(_line(rows[-1]), flush=True)
    RESULTS.write_text(json.dumps([asdict(row) for row in rows], indent=2) + "\n")
    if given.markdown:
        before, _, rest = PAGE.read_text().partition(BEGIN)
        PAGE.write_text(f"{before}{BEGIN}\n\n{_table(rows)}\n\n{END}{rest.partition(END)[2]}")
    return 0


def _measured(name: str, repository: Path, scratch: Path, runs: int, peers: list[str]) -> Row:
    tree = scratch / "tree"
    tree.mkdir()
    _write(repository, tree)
    _git(tree, "init", "-q")
    _git(tree, "add", "--all", "--force")
    _git(tree, "-c", "user.name=a", "-c", "user.email=a@a.example", "commit", "-qm", "tree")
    files = [path for path in tree.rglob("*") if path.is_file() and ".git" not in path.parts]
    phase2 = [str(BIN / "phase2"), "inspect", str(tree), "--format", "json"]
    commands = {
        "cold": [*phase2, "--no-cache"],
        "warm": phase2,
        "changed": phase2,
        "ruff": [str(BIN / "ruff"), "check", "--isolated", "--no-cache", "--quiet", str(tree)],
    }
    for peer in peers:
        title, _, line = peer.partition("=")
        commands[title] = [part.replace("{path}", str(tree)) for part in shlex.split(line)]
    environment = {**os.environ, "PHASE2_CACHE": str(scratch / "cache")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # nobody compiles a program at every start
    _run(commands["warm"], environment)  # fills the cache
    peak = _peak(commands["cold"], environment)
    times: dict[str, list[float]] = {key: [] for key in ("read", *commands)}
    worked: dict[str, list[float]] = {key: [] for key in commands}
    for _ in range(runs):
        times["read"].append(_read(files))
        for key, command in commands.items():
            if key == "changed":
                with _some_code(files).open("a") as file:
                    file.write("\n")
            before = _processor()
            times[key].append(_run(command, environment))
            worked[key].append(_processor() - before)
    size = sum(path.stat().st_size for path in files) / 1e6
    return Row(name, len(files), round(size, 1), _medians(times), round(peak), _medians(worked))


def _medians(times: dict[str, list[float]]) -> dict[str, float]:
    return {key: round(statistics.median(values), 3) for key, values in times.items()}


def _processor() -> float:
    """The processor seconds of all commands that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _some_code(files: list[Path]) -> Path:
    """A file that somebody may have worked on since the last inspection."""
    return next((path for path in sorted(files) if path.suffix in (".py", ".ts")), files[0])


def _write(repository: Path, tree: Path) -> None:
    """Write the files of the newest commit into a folder, those that are there; links are left out."""
    listed = subprocess.run(
        ["git", "-C", repository, "ls-tree", "-r", "-z", "HEAD"], capture_output=True, check=True
    ).stdout
    rows = [row.decode("utf-8", "replace").partition("\t") for row in listed.split(b"\0") if row]
    blobs = {path: meta.split()[2] for meta, _, path in rows if meta.startswith("100")}
    with subprocess.Popen(
        ["git", "-C", repository, "cat-file", "--batch"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as git:
        assert git.stdin is not None
        assert git.stdout is not None
        for path, oid in blobs.items():
            git.stdin.write(f"{oid}\n".encode())
            git.stdin.flush()
            header = git.stdout.readline().split()
            if header[1] == b"missing":
                continue
            (tree / path).parent.mkdir(parents=True, exist_ok=True)
            (tree / path).write_bytes(git.stdout.read(int(header[2])))
            git.stdout.read(1)


def _git(tree: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", tree, *arguments], check=True, capture_output=True)


def _read(files: list[Path]) -> float:
    """The seconds that it takes to read every file once."""
    started = time.perf_counter()
    for path in files:
        path.read_bytes()
    return time.perf_counter() - started


def _run(command: list[str], environment: dict[str, str]) -> float:
    """Wall seconds of a command; infinite if it takes too long."""
    started = time.perf_counter()
    with _begun(command, environment) as process:
        try:
            process.wait(timeout=_LONGEST)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, 9)
            return float("inf")
        return time.perf_counter() - started


def _peak(command: list[str], environment: dict[str, str]) -> float:
    """The most memory of a command with its children, in a run that is not timed: to look slows them down."""
    most = [0.0]
    with _begun(command, environment) as process:
        _watch(process, most)
    return most[0]


def _begun(command: list[str], environment: dict[str, str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment, start_new_session=True
    )


def _watch(process: subprocess.Popen[bytes], most: list[float]) -> None:
    """Sample the memory of a session, in megabytes; of a page that n processes share, each has 1/n."""
    while process.poll() is None:
        total = 0
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
                if int(fields[3]) == process.pid:
                    shares = (folder / "smaps_rollup").read_text().splitlines()
                    total += sum(int(line.split()[1]) for line in shares if line.startswith("Pss:"))
            except (OSError, IndexError, ValueError):
                continue
        most[0] = max(most[0], total * 1024 / 1e6)
        time.sleep(0.05)


def _line(row: Row) -> str:
    seconds = ", ".join(f"{key} {value:.2f} s" for key, value in row.seconds.items())
    worked = ", ".join(f"{key} {value:.2f} s" for key, value in row.processor.items())
    size = f"{row.files} files, {row.megabytes} MB"
    return (
        f"{row.repository}: {size}; {seconds}; of processors: {worked}; {row.peak_megabytes:.0f} MB of memory"
    )


def _table(rows: list[Row]) -> str:
    peers = [key for key in rows[0].seconds if key not in ("read", "cold", "warm", "changed", "ruff")]
    head = [
        "repository",
        "files, MB",
        "cold",
        "warm",
        "changed",
        "processor",
        "to reading",
        "to ruff",
        "peak memory",
        *peers,
    ]
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    for row in rows:
        at = row.seconds
        cells = [
            row.repository,
            f"{row.files:,}, {row.megabytes:.0f}",
            f"{at['cold']:.2f} s",
            f"{at['warm']:.2f} s",
            f"{at['changed']:.2f} s",
            " / ".join(f"{row.processor[key]:.2f}" for key in ("cold", "warm", "changed")) + " s",
            f"{at['cold'] / at['read']:.0f} x",
            f"{at['cold'] / at['ruff']:.1f} x",
            f"{row.peak_megabytes:.0f} MB",
            *(f"{at[peer]:.2f} s" if at[peer] != float("inf") else f"over {_LONGEST} s" for peer in peers),
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())

"""What the inspection says of the repositories of a corpus, held against what people read there."""

import json
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from audit.model.finding import Confidence, Finding, Outcome
from benchmarks.labels import Contract, Corpus, Repository
from benchmarks.mirror import Mirror, NotBroughtError
from benchmarks.scores import Tally

LIMIT = 300
"""Seconds after which the inspection of one repository is given up."""


@dataclass(frozen=True, slots=True)
class Report:
    """What the command printed about one repository, or why it printed nothing."""

    findings: dict[str, Finding] = field(default_factory=dict)
    index: float | None = None
    engine: str = ""
    seconds: float = 0.0
    error: str = ""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """An outcome that is not what the label says."""

    fact: str
    repo: str
    label: str
    ground: str
    outcome: str
    confidence: str
    cited: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Accusation:
    """A fault found with an ordinary program: wrong if it is about AI, else to be read by a person."""

    check: str
    repo: str
    ai: bool
    strong: bool
    reason: str
    cited: tuple[str, ...]


@dataclass(slots=True)
class Result:
    """Everything measured on one corpus."""

    corpus: Corpus
    reports: dict[str, Report]
    tallies: dict[str, Tally] = field(default_factory=dict)
    disagreements: list[Disagreement] = field(default_factory=list)
    accusations: list[Accusation] = field(default_factory=list)

    @property
    def measured(self) -> list[Repository]:
        """The repositories that the command could inspect."""
        return [row for row in self.corpus.repositories if not self.reports[row.repo].error]

    @property
    def total(self) -> Tally:
        """All checks together."""
        return sum(self.tallies.values(), Tally())

    @property
    def engine(self) -> str:
        """The version that looked."""
        return next((report.engine for report in self.reports.values() if report.engine), "")

    def indices(self) -> dict[str, list[float]]:
        """The values of the repository index by tier, as far as there is an index."""
        by_tier: dict[str, list[float]] = defaultdict(list)
        for row in self.measured:
            index = self.reports[row.repo].index
            if index is not None:
                by_tier[row.tier].append(index)
        return dict(by_tier)


def measure(
    corpus: Corpus, contract: Contract, mirror: Mirror, jobs: int, told: Callable[[str], None]
) -> Result:
    """Inspect every repository of the corpus and count."""

    def look(row: Repository) -> Report:
        report = inspect(row, mirror)
        told(f"{corpus.name}: {report.error or f'{row.repo}: {report.seconds:.1f} s'}")
        return report

    with ThreadPoolExecutor(jobs) as pool:
        reports = dict(
            zip((row.repo for row in corpus.repositories), pool.map(look, corpus.repositories), strict=True)
        )
    result = Result(corpus, reports, {answer.check: Tally() for answer in contract.facts.values()})
    for row in result.measured:
        findings = reports[row.repo].findings
        result.disagreements += _compare(row, findings, contract, result.tallies)
        if corpus.purpose == "ordinary":
            result.accusations += _accused(row, findings, contract)
    return result


def inspect(row: Repository, mirror: Mirror) -> Report:
    """Run the command on one repository, as a user does."""
    command = str(Path(sys.executable).with_name("phase2"))
    started = time.perf_counter()
    try:
        path = mirror.bring(row)
        started = time.perf_counter()
        done = subprocess.run(
            [command, "inspect", str(path), "--revision", row.commit, "--format", "json"],
            capture_output=True, text=True, timeout=LIMIT, check=True,
        )  # fmt: skip
        said = json.loads(done.stdout)
    except NotBroughtError as error:
        return Report(error=str(error))
    except subprocess.TimeoutExpired:
        return Report(error=f"{row.repo}: not inspected within {LIMIT} s", seconds=float(LIMIT))
    except (subprocess.CalledProcessError, json.JSONDecodeError) as error:
        ended = (getattr(error, "stderr", "") or str(error)).strip()[-300:]
        return Report(error=f"{row.repo}: {ended}", seconds=time.perf_counter() - started)
    findings = msgspec.convert(said["checks"], list[Finding])
    index = said.get("index")
    return Report(
        {finding.id: finding for finding in findings},
        index["value"] if index else None,
        said["engine"],
        time.perf_counter() - started,
    )


def _compare(
    row: Repository, findings: dict[str, Finding], contract: Contract, tallies: dict[str, Tally]
) -> Iterator[Disagreement]:
    for fact, label in row.facts.items():
        if not label.compared:
            continue
        answer = contract.facts[fact]
        finding = findings.get(answer.check)
        if not tallies[answer.check].count(label, answer, finding):
            yield Disagreement(
                fact, row.repo, label.truth.value, label.ground,
                finding.outcome.value if finding else "no such check",
                finding.confidence.value if finding else "",
                _cited(finding) if finding else (),
            )  # fmt: skip


def _accused(row: Repository, findings: dict[str, Finding], contract: Contract) -> Iterator[Accusation]:
    about_ai = {answer.check for answer in contract.facts.values() if answer.ai}
    for check, finding in sorted(findings.items()):
        ai, strong = check in about_ai, finding.confidence is Confidence.STRONG
        if finding.outcome is Outcome.NOT_MET and (ai or strong):
            yield Accusation(check, row.repo, ai, strong, finding.reason, _cited(finding))


def _cited(finding: Finding) -> tuple[str, ...]:
    return tuple(f"{e.path}:{e.line}" if e.line else e.path for e in finding.evidence[:3])

"""How often outcomes agree with labels, counted, and the proportions that follow from the counts."""

import math
from dataclasses import asdict, dataclass, fields
from typing import Any

from scipy.stats import binomtest, mannwhitneyu

from audit.model.finding import Confidence, Finding, Outcome
from benchmarks.labels import Answer, Label, Truth

NEAR = 3
"""How many lines a citation may lie off the labelled line."""


@dataclass(frozen=True, slots=True)
class Proportion:
    """So many of so many."""

    of: int
    n: int

    @property
    def value(self) -> float:
        """The share itself; not a number when there is nothing to share."""
        return self.of / self.n if self.n else math.nan

    @property
    def low(self) -> float:
        """Wilson's lower bound at 95 %."""
        return float(binomtest(self.of, self.n).proportion_ci(method="wilson").low) if self.n else math.nan

    def __str__(self) -> str:
        return f"{self.value:.3f} (≥ {self.low:.3f}; {self.of} of {self.n})" if self.n else "none"

    def record(self) -> dict[str, Any]:
        """As data; what cannot be said is null."""
        said = self.n > 0
        return {
            "of": self.of,
            "n": self.n,
            "value": round(self.value, 4) if said else None,
            "low": round(self.low, 4) if said else None,
        }


@dataclass(slots=True)
class Tally:
    """The counts of one check over some repositories, or of all checks together."""

    tp: int = 0
    fp: int = 0
    fn: int = 0
    tn: int = 0
    na_agreed: int = 0
    na_disputed: int = 0
    undecided: int = 0
    comparable: int = 0
    accused: int = 0
    accused_rightly: int = 0
    accused_strongly: int = 0
    accused_strongly_and_rightly: int = 0
    placed: int = 0
    file_cited: int = 0
    lined: int = 0
    line_cited: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))

    def count(self, label: Label, answer: Answer, finding: Finding | None) -> bool:
        """Count one outcome against its label; whether the two agree."""
        truth, said = label.truth, answer.truth(finding.outcome if finding else None)
        if truth is Truth.NA:
            self._count_na(said)
        else:
            self._count_decision(truth, said)
        if finding is not None:
            self._count_accusation(finding, right=truth is said)
            if truth is said and truth is not Truth.NA and label.evidence:
                self._count_citation(label.evidence, finding)
        return truth is said

    def _count_na(self, said: Truth) -> None:
        if said is Truth.NA:
            self.na_agreed += 1
        else:
            self.na_disputed += 1

    def _count_decision(self, truth: Truth, said: Truth) -> None:
        self.comparable += 1
        self.na_disputed += said is Truth.NA
        self.undecided += said in (Truth.NA, Truth.NONE)
        self.tp += truth is Truth.TRUE and said is Truth.TRUE
        self.fn += truth is Truth.TRUE and said is not Truth.TRUE
        self.fp += truth is Truth.FALSE and said is Truth.TRUE
        self.tn += truth is Truth.FALSE and said is Truth.FALSE

    def _count_accusation(self, finding: Finding, *, right: bool) -> None:
        if finding.outcome is not Outcome.NOT_MET:
            return
        strong = finding.confidence is Confidence.STRONG
        self.accused += 1
        self.accused_rightly += right
        self.accused_strongly += strong
        self.accused_strongly_and_rightly += strong and right

    def _count_citation(self, evidence: str, finding: Finding) -> None:
        path, _, line = evidence.partition(":")
        lines = [e.line for e in finding.evidence if e.path == path]
        self.placed += 1
        self.file_cited += bool(lines)
        if line.isdigit():
            self.lined += 1
            self.line_cited += any(at is not None and abs(at - int(line)) <= NEAR for at in lines)

    @property
    def precision(self) -> Proportion:
        """Of all that were said to be true, how many are."""
        return Proportion(self.tp, self.tp + self.fp)

    @property
    def recall(self) -> Proportion:
        """Of all that are true, how many were said to be."""
        return Proportion(self.tp, self.tp + self.fn)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.tp / (2 * self.tp + self.fp + self.fn) if self.tp + self.fp + self.fn else math.nan

    @property
    def accusations(self) -> Proportion:
        """Of all `not_met`, how many are right."""
        return Proportion(self.accused_rightly, self.accused)

    @property
    def strong_accusations(self) -> Proportion:
        """Of all strong `not_met`, how many are right."""
        return Proportion(self.accused_strongly_and_rightly, self.accused_strongly)

    @property
    def decided(self) -> Proportion:
        """Of all labels that can be compared, how many got met or not met."""
        return Proportion(self.comparable - self.undecided, self.comparable)

    @property
    def files(self) -> Proportion:
        """Of the agreements whose label names a place, how many cite that file."""
        return Proportion(self.file_cited, self.placed)

    @property
    def lines(self) -> Proportion:
        """Of the agreements whose label names a line, how many cite that line or one near it."""
        return Proportion(self.line_cited, self.lined)

    def record(self) -> dict[str, Any]:
        """The counts and what follows from them, as data."""
        return {
            **asdict(self),
            "precision": self.precision.record(),
            "recall": self.recall.record(),
            "f1": None if math.isnan(self.f1) else round(self.f1, 4),
            "accusation_precision": self.accusations.record(),
            "strong_accusation_precision": self.strong_accusations.record(),
            "share_decided": self.decided.record(),
            "file_cited_share": self.files.record(),
            "line_cited_share": self.lines.record(),
        }


def order(above: list[float], below: list[float]) -> float | None:
    """How often one of the first stands above one of the second (the area under the ROC curve)."""
    if not above or not below:
        return None
    return float(mannwhitneyu(above, below).statistic) / (len(above) * len(below))

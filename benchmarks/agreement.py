"""Do two readers of the same files agree? Weighted kappa with n, from benchmarks/raters.yaml."""

from collections import Counter
from pathlib import Path
from typing import NamedTuple

import numpy as np
import yaml

RATERS = Path(__file__).parent / "raters.yaml"
LEVELS = 5


class Agreement(NamedTuple):
    """How far two readers agree on levels 0 to 4; `n` counts the questions that both could rate."""

    asked: int
    n: int
    same: int
    kappa: float
    share_low: float
    levels: tuple[int, ...]


def measure(path: Path = RATERS) -> Agreement:
    """Weighted kappa (quadratic weights), and the lower bound at 95% of the share of equal levels."""
    from scipy import stats
    from statsmodels.stats.inter_rater import cohens_kappa  # brings a library of tables; seconds to import

    ratings = yaml.safe_load(path.read_text(encoding="utf-8"))["ratings"]
    pairs = [(one["a"]["level"], one["b"]["level"]) for one in ratings.values()]
    both = [pair for pair in pairs if None not in pair]
    table = np.zeros((LEVELS, LEVELS), dtype=int)
    for (one, other), count in Counter(both).items():
        table[one, other] = count
    same = int(np.trace(table))
    return Agreement(
        asked=len(pairs),
        n=len(both),
        same=same,
        kappa=float(cohens_kappa(table, wt="quadratic").kappa),
        share_low=float(stats.binomtest(same, len(both)).proportion_ci(0.95, method="exact").low),
        levels=tuple(sorted({level for pair in both for level in pair})),
    )


def main() -> None:
    """Print the agreement as docs/agreement.md tells it."""
    found = measure()
    print(
        f"weighted kappa {found.kappa:.2f}, n = {found.n} of {found.asked} gates; "
        f"{found.same} of {found.n} levels the same (at least {found.share_low:.0%} at 95%); "
        f"levels used: {', '.join(map(str, found.levels))}"
    )


if __name__ == "__main__":
    main()

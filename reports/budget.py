"""Budgets of the decision page: how much of each block it takes, from roomy to tight."""

from typing import NamedTuple

ROOMY = 11.8
"""Points of a line that is not set smaller than usual."""


class Budget(NamedTuple):
    """Characters and numbers of things in each block, and how tall and wide its lines are."""

    story: int
    fact: int
    step: int
    gates: int
    facts: int = 3
    steps: int = 4
    conditions: int = 4
    line: float = ROOMY
    wider: float = 1.0

    @property
    def tight(self) -> bool:
        """Whether it has to be set smaller than usual."""
        return self.line < ROOMY

    def lines(self, text: str, width: int) -> int:
        """How many lines a text takes where a line has room for so many characters."""
        return -(-len(text) // int(width * self.wider))


BUDGETS = (
    Budget(story=520, fact=240, step=300, gates=21),
    Budget(story=520, fact=240, step=300, gates=21, line=9.9, wider=1.1),
    Budget(story=520, fact=150, step=150, gates=21),
    Budget(story=430, fact=150, step=150, gates=12, conditions=3),
    Budget(story=520, fact=130, step=130, gates=21, line=9.9, wider=1.1),
    Budget(story=430, fact=130, step=130, gates=12, conditions=3, line=9.9, wider=1.1),
    Budget(story=380, fact=130, step=200, gates=10, conditions=3, line=9.9, wider=1.1),
    Budget(story=380, fact=150, step=300, gates=10, steps=3, conditions=3, line=9.9, wider=1.1),
    Budget(story=230, fact=130, step=130, gates=8, facts=2, steps=3, conditions=2, line=9.9, wider=1.1),
    Budget(story=230, fact=90, step=90, gates=8, facts=2, steps=3, conditions=2, line=9.9, wider=1.1),
    Budget(story=200, fact=130, step=130, gates=6, facts=2, steps=3, conditions=2, line=9.9, wider=1.1),
    Budget(story=200, fact=130, step=90, gates=5, facts=1, steps=3, conditions=2, line=9.9, wider=1.1),
    Budget(story=200, fact=90, step=70, gates=6, facts=1, steps=3, conditions=2, line=9.9, wider=1.1),
    Budget(story=150, fact=80, step=50, gates=5, facts=1, steps=2, conditions=1, line=9.9, wider=1.1),
)
"""From roomy to tight: the first one that fits is taken."""

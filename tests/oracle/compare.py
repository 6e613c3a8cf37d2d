"""Says, difference by difference, where the product's conclusion departs from the oracle's."""

import math
from collections.abc import Mapping
from typing import Any

TOLERANCE = 1e-9
GATE_STATES = ("met", "unverified", "failed")


def compare(real: Mapping[str, Any], oracle: Mapping[str, Any]) -> list[str]:
    """Return one line per difference; none means that both say the same.

    Lists of gates are compared without regard to order. A dimension without a number may be absent,
    None or a list of None: all three say the same.
    """
    differences = []
    if real.get("conclusion") != oracle["conclusion"]:
        differences.append(f"conclusion: {real.get('conclusion')!r}, oracle {oracle['conclusion']!r}")
    for name in ("published", "uncapped", "as_claimed", "coverage"):
        differences += compare_numbers(name, real.get(name), oracle[name])
    for state in GATE_STATES:
        ours, theirs = sorted((real.get("gates") or {}).get(state) or []), sorted(oracle["gates"][state])
        if ours != theirs:
            differences.append(f"gates.{state}: {ours}, oracle {theirs}")
    dimensions = real.get("dimensions") or {}
    for name in sorted({*dimensions, *oracle["dimensions"]}):
        differences += compare_numbers(
            f"dimensions.{name}", dimensions.get(name), oracle["dimensions"].get(name)
        )
    return differences


def compare_numbers(name: str, real: Any, oracle: Any) -> list[str]:
    """Compare a number, or a list of numbers place by place."""
    ours, theirs = numbers(real), numbers(oracle)
    if len(ours) == len(theirs) and all(same(a, b) for a, b in zip(ours, theirs, strict=True)):
        return []
    return [f"{name}: {real!r}, oracle {oracle!r}"]


def numbers(value: Any) -> list[Any]:
    """Return the numbers in a value; nothing at all and nothing but None are the empty list."""
    found = list(value) if isinstance(value, list | tuple) else [value]
    return [] if all(v is None for v in found) else found


def same(a: Any, b: Any) -> bool:
    """Say whether two values are the same number within the tolerance, or both no number."""
    if a is None or b is None:
        return a is b
    return math.isclose(a, b, rel_tol=0, abs_tol=TOLERANCE)

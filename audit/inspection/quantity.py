"""A number as program text writes it: `10**12`, `1e12`, `60 * 60`, `1 << 40`, `sys.maxsize`."""

import math

from audit.inspection.patterns import Pattern

_LONGEST = 60
_PLAIN = Pattern(
    r"(\d[\d_]*\.?\d*(?:[eE]\+?\d{1,4})?)(?:_?[uif](?:8|16|32|64|128|size)|[uU]?[lL]|[uUfFdDnN])?"
)
_HEX = Pattern(r"0[xX](_*[0-9a-fA-F][0-9a-fA-F_]*)(?:[ui](?:8|16|32|64|128|size)|[lLnN])?")
_BOUNDLESS = frozenset({
    "sys.maxsize", "math.inf", "np.inf", "numpy.inf", "float('inf')", 'float("inf")', "inf", "Infinity",
    "Number.MAX_SAFE_INTEGER", "Number.MAX_VALUE", "Number.POSITIVE_INFINITY", "Integer.MAX_VALUE",
    "Long.MAX_VALUE", "Int.MAX_VALUE", "int.MaxValue", "long.MaxValue", "math.MaxInt", "math.MaxInt32",
    "math.MaxInt64", "math.MaxUint32", "usize::MAX", "u64::MAX", "i64::MAX", "u32::MAX",
})  # fmt: skip


def quantity(text: str) -> float | None:
    """The number that a text stands for, infinite where nothing reaches it; none where it is no number."""
    text = text.strip()
    if len(text) > _LONGEST:
        return None
    if text in _BOUNDLESS:
        return math.inf
    while text.startswith("(") and text.endswith(")") and "(" not in text[1:]:
        text = text[1:-1].strip()
    if "<<" in text:
        base, _, shift = text.partition("<<")
        found, places = quantity(base), quantity(shift)
        return None if found is None or places is None else _power(2, places) * found
    factors = [_powers(part) for part in text.replace("**", "^").split("*")]
    known = [factor for factor in factors if factor is not None]
    return math.prod(known) if len(known) == len(factors) else None


def _powers(text: str) -> float | None:
    base, sign, exponent = text.partition("^")
    found = _plain(base)
    if not sign or found is None:
        return found
    power = _powers(exponent)
    return None if power is None else _power(found, power)


def _power(base: float, exponent: float) -> float:
    try:
        return math.pow(base, exponent)
    except OverflowError:
        return math.inf


def _plain(text: str) -> float | None:
    text = text.strip()
    if (found := _HEX.fullmatch(text)) is not None:
        return float(int(found[1].replace("_", ""), 16))
    found = _PLAIN.fullmatch(text)
    return None if found is None else float(found[1].replace("_", ""))

"""Whether the text of a key was drawn at random by whoever issues keys, or written by a hand."""

import string
import zlib
from collections.abc import Callable
from itertools import pairwise

from audit.inspection.patterns import Pattern

_WORDS = Pattern(r"[A-Z]?[a-z]{3,}")
_BASE = string.digits + string.ascii_uppercase + string.ascii_lowercase
_CHECK = 6
_MOSTLY = 0.8
_FEW = 10


def is_made_up(key: str) -> bool:
    """Whether a key counts through the alphabet, repeats itself, or is made of words."""
    letters, digits = _only(key, str.isalpha), _only(key, str.isdigit)
    steps = [*pairwise(letters), *pairwise(digits)]
    counted = sum(ord(after) - ord(before) == 1 or (before, after) == ("9", "0") for before, after in steps)
    repeats = any(key[period:] == key[:-period] for period in range(1, len(key) // 2 + 1))
    return 2 * counted >= len(steps) > 0 or repeats or _is_worded(key)


def is_written(value: str) -> bool:
    """Whether a value that may be anything is a path, a name of words, or made up."""
    separated = any(mark in value for mark in "/-_.")
    return (separated and _is_worded(value)) or (not _is_worded(value) and is_made_up(value))


def is_issued(key: str) -> bool:
    """Whether the last characters of a key are the checksum of the others: CRC-32 in base 62."""
    number, check = zlib.crc32(key[:-_CHECK].encode()), ""
    while number:
        number, rest = divmod(number, len(_BASE))
        check = _BASE[rest] + check
    return key.endswith(check.rjust(_CHECK, _BASE[0]))


def _only(key: str, kind: Callable[[str], bool]) -> str:
    return "".join(filter(kind, key)).lower()


def _is_worded(key: str) -> bool:
    letters = sum(map(str.isalpha, key))
    return letters >= _FEW and sum(map(len, _WORDS.findall(key))) >= _MOSTLY * letters

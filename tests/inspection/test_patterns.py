"""Regular expressions that are compiled when they are first used."""

import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as some

from audit.inspection.patterns import Pattern

EVERY = """
import gc, importlib, pkgutil, re
from audit import checks, inspection
from audit.inspection import knowledge
from audit.inspection.patterns import Pattern
for room in (inspection, checks):
    for module in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
        importlib.import_module(module.name)
knowledge.use(None)
known = [one for one in gc.get_objects() if isinstance(one, Pattern)]
for one in known:
    assert one.compiled.groupindex == re.compile(one.text, one.flags).groupindex, one.text
print(len(known))
"""


def test_every_pattern_of_the_code_and_the_knowledge_is_a_regular_expression() -> None:
    """Asked of an interpreter of its own, in which no test has left a pattern behind."""
    told = subprocess.run([sys.executable, "-c", EVERY], capture_output=True, text=True, check=False)
    assert told.stderr == ""
    assert int(told.stdout) > 500


@pytest.mark.parametrize(
    ("call", "found"),
    [
        (lambda form: form.search("a B1 b2").group(), "B1"),
        (lambda form: form.match("a B1"), None),
        (lambda form: form.fullmatch("b12").group(1), "12"),
        (lambda form: [m.group() for m in form.finditer("b1 b2")], ["b1", "b2"]),
        (lambda form: form.findall("b1 b2"), ["1", "2"]),
        (lambda form: form.split("ab1c"), ["a", "1", "c"]),
        (lambda form: form.sub("-", "ab1c"), "a-c"),
    ],
)
def test_a_pattern_is_used_like_one_that_is_compiled(call, found) -> None:
    assert call(Pattern(r"b(\d+)", re.IGNORECASE)) == found


def test_what_nobody_uses_is_never_compiled() -> None:
    form = Pattern("(")
    with pytest.raises(re.error):
        form.search("")


@pytest.mark.parametrize(
    "text",
    [
        r"\bab", r"\bab?", r"\baba*b", r"\ba{2}", r"(?:\ba|b\bc|\bab)\b", r"[\bab]c", r"[]\ba]", r"\\ba", r"(a)-\1\b1",
        r"(?i)\bAB|\bba", r"(?<!\bab)c", r"(a|\bb)*\bc", r"a\b-\bb", r"\b\w\bab", r"(?:\ba)+b", r"(?<!\w)ab|(?<!\w)b?c",
    ],
)  # fmt: skip
@given(some.text("aAbc1- \\\b]é", max_size=12))
def test_a_boundary_is_where_it_stands_in_the_expression(text: str, read: str) -> None:
    for start in (0, 1):
        found = [(match.span(), match.groups()) for match in Pattern(text).finditer(read, start)]
        assert found == [(m.span(), m.groups()) for m in re.compile(text).finditer(read, start)]

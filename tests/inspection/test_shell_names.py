"""Names and shell patterns say of a file what the expressions say that the standard library makes of them."""

import re
from fnmatch import translate

import pytest
from hypothesis import example, given
from hypothesis import strategies as some

from audit.inspection import knowledge
from audit.inspection.shell_names import Names

PARTS = some.sampled_from(["*", "a", "b", "ab", ".", "/", "?", "[ab]", "[!a]", "[", "\n"])
GLOBS = some.lists(some.lists(PARTS, max_size=5).map("".join), max_size=4)
TEXTS = some.text("abc./\n[!", max_size=9)


@given(GLOBS, TEXTS)
@example(["a*a"], "a")
@example(["ab*b*ba"], "abba")
@example(["*"], "")
@example([], "")
def test_they_fit_what_the_expressions_fit(globs: list[str], text: str) -> None:
    fits = any(re.compile(translate(glob)).match(text) for glob in globs)
    assert Names(globs).fit(text) is fits


def test_patterns_fit_whatever_their_case() -> None:
    names = Names(["README*", "*.MD", "Make*File", "LICENSE", "[A]b"])
    assert [names.fit(one) for one in ("readme.txt", "a.md", "makefile", "license", "ab")] == [True] * 5
    assert not names.fit("read.me")


@pytest.mark.parametrize("kind", sorted(knowledge.files()))
def test_our_own_are_told_as_ever(kind: str) -> None:
    for entry in knowledge.files()[kind]:
        for name in (*entry.names, *entry.paths):
            written = name.lower().replace("*", "x").replace("[-_]", "-").replace("[0-9]", "7")
            assert Names([*entry.names, *entry.paths]).fit(written), name

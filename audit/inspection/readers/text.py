"""The text of one file, with the places of all words of knowledge in it, found in one pass."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from audit.inspection import knowledge
from audit.inspection.classify import FileClass
from audit.inspection.knowledge import Pattern
from audit.inspection.readers.lines import Lines

PROMPT_WORDS = ("rompt", "PROMPT", "ersona", "nstruction", "system_message", "_template")
PROMPT_KEYS = ("prompt", "backstory", "_template", "system_message", "instructions")


@knowledge.remembered
def words() -> tuple[str, ...]:
    """Every word that a reader of text asks for."""
    found = {*PROMPT_WORDS, *PROMPT_KEYS, *knowledge.secret_reads().words}
    for sign in knowledge.signs():
        found |= {*sign.words, *sign.near, *sign.within}
    for form in knowledge.secrets().forms:
        found |= {*form.words}
    for command in knowledge.commands():
        found |= {*command.words}
    for provider in knowledge.providers():
        found |= {*provider.hosts}
    return tuple(sorted(found))


@knowledge.remembered
def _machine() -> AhoCorasick:
    return AhoCorasick(words(), matchkind=MatchKind.Standard, implementation=Implementation.DFA)


class Text:
    """One text, whose words are looked for once; `line` tells the line of a place."""

    def __init__(self, path: str, kind: FileClass, text: str) -> None:
        self.path = path
        self.kind = kind
        self.text = text
        self.line = Lines(text).at
        self.found = _machine().find_matches_as_indexes(text, overlapping=True)
        self.numbers = {number for number, _, _ in self.found}
        self.words = {words()[number] for number in self.numbers}

    def holds(self, wanted: Iterable[str]) -> bool:
        """Whether one of some words of knowledge stands in the text."""
        return not self.words.isdisjoint(wanted)

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Where each word begins."""
        known = words()
        found: dict[str, list[int]] = {}
        for number, start, _ in self.found:
            found.setdefault(known[number], []).append(start)
        return found

    def windows(self, near: Iterable[str], span: int) -> Iterator[tuple[int, int]]:
        """The stretches around some words, each character in one of them at most."""
        starts = sorted({place for word in near for place in self.places.get(word, ())})
        begin, end = 0, -1
        for start in starts:
            if start - span > end:
                if end >= 0:
                    yield begin, end
                begin = max(0, start - span)
            end = start + span
        if end >= 0:
            yield begin, end

    def matches(self, pattern: Pattern, near: Iterable[str], span: int) -> Iterator[re.Match[str]]:
        """The matches of a pattern around some words, or in the whole text if there are none."""
        if not near:
            yield from pattern.finditer(self.text)
            return
        for begin, end in self.windows(near, span):
            yield from pattern.finditer(self.text, begin, end)

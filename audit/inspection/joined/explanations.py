"""Explanations of the architecture: what documents tell of the system, and whether of all or a part of it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from audit.inspection import knowledge
from audit.inspection.classify import Role, classify, named_files
from audit.inspection.facts import Explanation
from audit.inspection.readers.passages import Passage

if TYPE_CHECKING:
    from audit.inspection.project import Project

_WEIGHT, _SENTENCES, _STEPS, _WORDS, _TOP, _BOLD = 200, 2, 3, 8, 2, 7


def explanations(project: "Project") -> Iterator[Explanation]:
    """Every passage, drawing and decision record that tells how parts work together."""
    known = knowledge.architecture()
    nets = project.ai and not project.generative
    told = [
        Explanation(
            file.path, passage.line, passage.heading, shown, _of_all(file.path, passage, nets), strong
        )
        for file in project.files
        for passage in file.passages
        if (shown := _shown(passage))
        for strong in [passage.promise == "whole"]
    ]
    parts = {text.path.rpartition("/")[0] for text in told if text.strong and not text.whole}
    several = len(parts) > 1 and not nets
    for text in told:
        together = several and text.strong
        yield Explanation(
            text.path, text.line, text.heading, text.shown, text.whole or together, text.strong and text.whole
        )
    for path in project.paths:
        if known.aside.search(path) or classify(path).role in (Role.VENDORED, Role.GENERATED):
            continue
        for named in named_files(path):
            if named.kind in ("architecture", "decision"):
                yield Explanation(path, None, named.what, "a file of its own", True, False)


def _of_all(path: str, passage: Passage, nets: bool) -> bool:
    """Whether a passage speaks of the whole system, by its place and its heading."""
    known = knowledge.architecture()
    if nets and not known.systems.search(passage.heading):
        return False
    first = "/" not in path
    if passage.promise == "whole":
        plain = len(passage.heading.split()) <= _WORDS and (first or passage.level < _BOLD)
        return plain and known.of_all.search(path) is not None
    if passage.promise in ("diagram", "picture"):
        return known.of_all.search(path) is not None
    return first and passage.level <= _TOP


def _shown(passage: Passage) -> str:
    """What a passage holds that explains anything; empty if it only promises."""
    if passage.drawn:
        return "with a diagram"
    told = passage.weight >= _WEIGHT and passage.sentences >= _SENTENCES
    steps = told and passage.sentences >= _STEPS
    if passage.promise == "picture":
        return "a picture"
    if passage.promise == "pictured":
        return "with a picture" if passage.pictured and steps else ""
    if passage.pictured:
        return "with a picture"
    if passage.promise == "whole":
        return "in words" if told else ""
    return "in steps" if steps else ""

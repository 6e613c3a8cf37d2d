"""YAML files with the line of every field, turned into values with errors that say where and why."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from audit.model import wording
from audit.model.base import InputError
from audit.model.complaint import dotted, explain
from audit.model.speech import _

MAX_BYTES = 4_000_000
MAX_NODES = 200_000
MAX_DEPTH = 40
MAX_ERRORS = 20
NULL = "tag:yaml.org,2002:null"

Path = tuple[str | int, ...]
M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True)
class Document:
    """The plain data of a YAML file and the line, from 1, on which each field stands."""

    name: str
    data: Any
    lines: Mapping[Path, int] = field(default_factory=dict)

    def line(self, path: Path) -> int:
        """The line of a field; of its nearest enclosing field when it is absent."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def error(self, path: Path, why: str) -> str:
        """One complaint as it is shown: `file:line field: why`."""
        return f"{self.name}:{self.line(path)} {dotted(path)}: {why}"


def parse(text: str, name: str, *, as_typed: bool = False) -> Document:
    """Read YAML text; raises InputError when it is broken, over-large, too deep or ambiguous.

    With `as_typed` a word that YAML would take for a number, a day or a truth stays the text it is.
    """
    if len(text.encode()) > MAX_BYTES:
        raise InputError(
            _(
                "{name}: larger than {most} bytes; split it or remove what is not needed",
                name=name,
                most=wording.count(MAX_BYTES),
            )
        )
    loader = yaml.CSafeLoader(text)
    try:
        _refuse_depth(text, name)
        node = loader.get_single_node()
        lines: dict[Path, int] = {}
        data = None if node is None else _Builder(name, loader, lines, as_typed).build(node, (), 0)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise InputError(
            _(
                "{name}:{line} file: not valid YAML: {problem}",
                name=name,
                line=str(line),
                problem=_problem(error, text, line),
            )
        ) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise InputError(_("{name}:1 file: not valid YAML: {error}", name=name, error=str(error))) from error
    finally:
        loader.dispose()
    return Document(name, data, lines)


def _problem(error: yaml.MarkedYAMLError, text: str, line: int) -> str:
    """What is wrong with a line, in words for people who do not know YAML by heart."""
    lines = text.splitlines()
    indent = re.match(r"[ \t]*", lines[line - 1] if line <= len(lines) else "")
    if indent and "\t" in indent[0]:
        return _("the line begins with a tab; indent with spaces")
    return error.problem or error.context or _("it cannot be read")


def _refuse_depth(text: str, name: str) -> None:
    """Refuse deep nesting before the composer sees it, which would exhaust the stack of the process."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            line = event.start_mark.line + 1 if event.start_mark else 1
            raise InputError(
                _("{name}:{line} file: too large or too deeply nested", name=name, line=str(line))
            )


class _Builder:
    """Builds plain data from nodes and notes their lines; counts nodes, so that aliases cannot explode."""

    def __init__(
        self, name: str, loader: yaml.CSafeLoader, lines: dict[Path, int], as_typed: bool = False
    ) -> None:
        self.name, self.loader, self.lines, self.as_typed, self.nodes = name, loader, lines, as_typed, 0

    def build(self, node: yaml.Node, path: Path, depth: int) -> Any:
        self.nodes += 1
        line = node.start_mark.line + 1
        self.lines.setdefault(path, line)
        if self.nodes > MAX_NODES or depth > MAX_DEPTH:
            raise InputError(
                _(
                    "{name}:{line} {field}: too large or too deeply nested",
                    name=self.name,
                    line=str(line),
                    field=".".join(map(str, path)),
                )
            )
        if isinstance(node, yaml.MappingNode):
            return dict(self._items(node, path, depth))
        if isinstance(node, yaml.SequenceNode):
            return [self.build(child, (*path, n), depth + 1) for n, child in enumerate(node.value)]
        if self.as_typed and node.tag != NULL:
            return node.value
        return self.loader.construct_object(node, deep=True)

    def _items(self, node: yaml.MappingNode, path: Path, depth: int) -> Iterator[tuple[str, Any]]:
        seen: set[str] = set()
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                raise InputError(
                    _(
                        "{name}:{line} {field}: a key has to be a word",
                        name=self.name,
                        line=str(line),
                        field=".".join(map(str, path)),
                    )
                )
            key = key_node.value
            if key in seen:
                raise InputError(
                    _(
                        "{name}:{line} {field}: given twice; keep one",
                        name=self.name,
                        line=str(line),
                        field=".".join(map(str, (*path, key))),
                    )
                )
            seen.add(key)
            self.lines[(*path, key)] = line
            yield key, self.build(value_node, (*path, key), depth + 1)


def build(
    model: type[M], document: Document, data: Any = None, place: Callable[[Path], Path] | None = None
) -> M:
    """Validate a document, or `data` made from it; raises InputError with a line for each wrong field.

    `place` says where a field of `data` stands in the document, if the two differ in shape.
    """
    try:
        return model.model_validate(document.data if data is None else data)
    except ValidationError as error:
        complaints = [
            document.error(place(detail["loc"]) if place else detail["loc"], explain(detail))
            for detail in error.errors(include_url=False)
        ]
        raise InputError(listed(complaints)) from error


def listed(complaints: Sequence[str]) -> str:
    """Complaints, one a line; the first twenty of many."""
    more = len(complaints) - MAX_ERRORS
    return "\n".join(
        [*complaints[:MAX_ERRORS], *([_("and {more} more", more=str(more))] if more > 0 else [])]
    )

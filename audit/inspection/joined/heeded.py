"""Whether what a check says is looked at: a call that nobody makes, or whose answer nobody uses, is none."""

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from ast_grep_py import SgNode, SgRoot

from audit.inspection.expressions import Function, Module
from audit.inspection.facts import Idle, ModelCall
from audit.inspection.joined.reached import GRAMMARS, is_known_by
from audit.inspection.patterns import Pattern

if TYPE_CHECKING:
    from audit.inspection.project import Project

_ANSWERS = Pattern(
    r"(?:moderations?\.\w*create|moderate|scan|detect|inspect|sanitize|analyze|classify|apply_?guardrail"
    r"|shield_?prompt|contains_pii)\w*$",
    re.IGNORECASE,
)
_CALLS = ("call", "call_expression", "method_invocation")
_THROUGH = frozenset(
    {"await", "await_expression", "parenthesized_expression", "member_expression", "attribute", "subscript",
     "subscript_expression", "non_null_expression", "as_expression"}
)  # fmt: skip
_GIVEN = {"assignment": "left", "variable_declarator": "name", "assignment_expression": "left"}
_FUNCTIONS = frozenset(
    {"function_definition", "function_declaration", "method_definition", "arrow_function",
     "function_expression", "module", "program"}
)  # fmt: skip
_LOOPS = frozenset({"for_statement", "while_statement", "for_in_statement", "do_statement"})
_TOLD = Pattern(
    r"\s*(?:(?:(?:\w+\.)*(?:print|log\w*|debug|info|warn(?:ing)?|error)|console\.\w+)"
    r"\((?:[^();]|(?:(?<!\w)|(?<=\bstr)|(?<=\brepr)|(?<=\blen)|(?<=dump)|(?<=dumps)|(?<=stringify))\([^()]*\))*\)?[;,]?"
    r"|pass|\.\.\.|[{}();]*)\s*(?:(?:#|//|/\*).*)?|\s*\*(?:[ /].*)?"
)
_NAME = Pattern(r"[A-Za-z_$][\w$]*")
_LARGEST, _FILES = 400_000, 60


class Heeded:
    """The calls of one repository that answer; files are parsed once, and only those that are asked about."""

    def __init__(self, project: "Project") -> None:
        self._project = project
        self._roots: dict[str, SgNode | None] = {}
        self._asking = {(call.path, call.line) for call in project.of(ModelCall)}

    def idle(self, path: str, line: int) -> Idle | None:
        """Why the check at a place holds nothing back; none where it may, or cannot be told."""
        root = self._root(path)
        if root is None:
            return None
        if self._is_dropped(root, line - 1):
            return Idle.DROPPED
        return Idle.UNCALLED if self._is_uncalled(path, line) else None

    def _root(self, path: str) -> SgNode | None:
        if path not in self._roots:
            grammar = GRAMMARS.get(PurePosixPath(path).suffix.lower(), "")
            known = grammar in ("python", "typescript", "tsx") and len(self._roots) < _FILES
            text = self._project.text_of(path) if known else None
            usable = text is not None and len(text) < _LARGEST
            self._roots[path] = SgRoot(text or "", grammar).root() if usable else None
        return self._roots[path]

    def _is_dropped(self, root: SgNode, line: int) -> bool:
        kinds = _CALLS[:1] if root.kind() == "module" else _CALLS[1:2]
        calls = [
            call
            for kind in kinds
            for call in root.find_all(kind=kind)
            if (function := call.field("function")) is not None
            and call.range().start.line <= line <= function.range().end.line
            and _ANSWERS.search(function.text())
        ]
        return bool(calls) and all(map(_drops, calls))

    def _is_uncalled(self, path: str, line: int) -> bool:
        """Whether a check stands in a function that nothing names and that asks no model itself."""
        module = next((one for one in self._project.modules if one.path == path), None)
        home = _function_at(module, line) if module is not None else None
        if module is None or home is None or home.in_class or home.outer or home.decorators:
            return False
        text = self._project.text_of(path) or ""
        after = min((f.line for f in module.functions if f.line > home.line and not f.outer), default=None)
        asks = any(where == path and home.line <= (at or 0) < (after or 10**9) for where, at in self._asking)
        exported = re.search(rf"\bexport\b[^\n]*\b{re.escape(home.name)}\b", text) is not None
        named = len(re.findall(rf"(?<![\w.]){re.escape(home.name)}\b", text)) > 1
        others = (one for one in self._project.modules if one is not module)
        return not (
            asks
            or exported
            or named
            or any(home.name in one.called or is_known_by(one, home.name) for one in others)
        )


def _function_at(module: Module, line: int) -> Function | None:
    """The outermost function that a line stands in, as far as where functions begin tells."""
    before = [one for one in module.functions if one.line <= line and not one.outer and not one.in_class]
    home = max(before, key=lambda one: one.line, default=None)
    inside = home is not None and not any(home.line < one.line <= line for one in module.classes)
    return home if inside else None


def _drops(call: SgNode) -> bool:
    """Whether nothing but a log takes the answer of a call."""
    node, outer = call, call.parent()
    while outer is not None and outer.kind() in _THROUGH:
        node, outer = outer, outer.parent()
    if outer is None or outer.kind() == "expression_statement":
        return outer is not None
    if outer.kind() == "if_statement" and (body := outer.field("consequence")) is not None:
        if outer.field("alternative") is not None:
            return False
        condition = outer.field("condition")
        asked = condition is not None and condition.range().start.index <= node.range().start.index
        lines = body.text().strip("{} \n").split("\n")
        return (
            asked and node.range().end.index <= body.range().start.index and all(map(_TOLD.fullmatch, lines))
        )
    name = outer.field(_GIVEN[outer.kind()]) if outer.kind() in _GIVEN else None
    if name is None or not _NAME.fullmatch(name.text()):
        return False
    return _is_unused(outer, name.text())


def _is_of_others(given: SgNode, before: str, name: str) -> bool:
    """Whether a name is one of what stands around a function, which others may look at."""
    if given.kind() == "assignment":
        return re.search(rf"\b(?:global|nonlocal)\b[^\n]*\b{re.escape(name)}\b", before) is not None
    declared = rf"\b(?:let|var)\b[^;=\n]*(?<![\w$]){re.escape(name)}\b"
    return given.kind() == "assignment_expression" and re.search(declared, before) is None


def _is_unused(given: SgNode, name: str) -> bool:
    """Whether a name that is given a value is used by nothing but a log behind it."""
    around = next((one for one in given.ancestors() if one.kind() in _FUNCTIONS), None)
    exported = any(one.kind() == "export_statement" for one in given.ancestors())
    if around is None or (around.kind() == "program" and exported):
        return False
    whole, first = around.text(), around.range().start.index
    before, rest = whole[: given.range().start.index - first], whole[given.range().end.index - first :]
    told = re.compile(rf"(?<!\w)(?<!(?<!\.\.)\.){re.escape(name)}\b")
    if _is_of_others(given, before, name):
        return False
    inside = (one for one in given.ancestors() if one.range().start.index > first)
    if any(one.kind() in _LOOPS for one in inside):
        rest = f"{before}\n{rest}"
    return all(_TOLD.fullmatch(line) for line in rest.split("\n") if told.search(line))

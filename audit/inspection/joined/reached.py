"""Whether a cited place is reached: not behind a switch that is off, and not after the end of its block."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from ast_grep_py import Rule, SgNode, SgRoot

from audit.inspection.expressions import Module, spelled
from audit.inspection.joined.flag_values import FlagValues
from audit.inspection.joined.flags import OUT, Worth, worth
from audit.inspection.patterns import Pattern

if TYPE_CHECKING:
    from audit.inspection.project import Project

GRAMMARS = {
    ".py": "python", ".ts": "typescript", ".mts": "typescript", ".cts": "typescript", ".tsx": "tsx",
    ".js": "tsx", ".jsx": "tsx", ".mjs": "tsx", ".cjs": "tsx", ".go": "go", ".java": "java", ".cs": "csharp",
    ".kt": "kotlin", ".rs": "rust", ".php": "php", ".swift": "swift", ".scala": "scala",
}  # fmt: skip
_LARGEST = 400_000
_CITED_FILES = 200
_SITES = 8
_ENDS = Pattern(r"(?:return|throw|raise|break|continue)\b")
_END_KINDS = frozenset(
    {"return_statement", "throw_statement", "raise_statement", "break_statement", "continue_statement",
     "return_expression", "jump_expression", "control_transfer_statement", "expression_statement"}
)  # fmt: skip
_HOISTED = frozenset(
    {"function_declaration", "generator_function_declaration", "labeled_statement", "label", "comment",
     "method_declaration", "class_declaration"}
)  # fmt: skip
_CHOICES = frozenset({"if_statement", "if_expression", "elif_clause", "while_statement"})
_TERNARY = frozenset({"conditional_expression", "ternary_expression"})
_BOTH = frozenset({"boolean_operator", "binary_expression", "conjunction_expression"})
_CONDITIONAL = _CHOICES | _TERNARY | _BOTH
_LONGEST_LINE = 600
_MAY_HANG = Pattern(r" and |&&|\?| if ")
_KNOWN = {
    "python": frozenset({"boolean_operator", "conditional_expression"}),
    "typescript": frozenset({"binary_expression", "ternary_expression"}),
    "tsx": frozenset({"binary_expression", "ternary_expression"}),
    "java": frozenset({"binary_expression", "ternary_expression"}),
    "csharp": frozenset({"binary_expression", "conditional_expression"}),
    "go": frozenset({"binary_expression"}),
    "rust": frozenset({"binary_expression"}),
}
_DEFINES = Pattern(r"\b(?:def|function|func|fn|fun|import|from|export)\b")
_COMMENTS = ("#", "//", "*", "/*")
_FUNCTIONS = frozenset(
    {"function_definition", "function_declaration", "method_definition", "method_declaration",
     "function_item"}
)  # fmt: skip
_ANNOUNCED = frozenset({"modifiers", "attribute_list", "decorator", "annotation", "attribute"})


class Reached:
    """What of one repository is reached; files are parsed once, and only those that are cited."""

    def __init__(self, project: "Project") -> None:
        self._project = project
        self._roots: dict[str, SgNode | None] = {}
        self._flags = FlagValues(project)
        self._callers: dict[tuple[str, str], tuple[Worth, str] | None] = {}

    def why_not(self, path: str, line: int) -> tuple[Worth, str] | None:
        """Why a place is not reached as things stand, in words; none where nothing says so."""
        return self._why_not(path, line, follow=True)

    def _why_not(self, path: str, line: int, *, follow: bool) -> tuple[Worth, str] | None:
        node = self._at(path, line)
        function = ""
        if node is None:
            return None
        if (found := self._on_its_line(path, node)) is not None:
            return found
        below = node
        for outer in [node, *node.ancestors()]:
            if outer is not node:
                found = self._by_parent(path, outer, below)
                if found is not None:
                    return found
            if not function and outer.kind() in _FUNCTIONS:
                name = outer.field("name")
                function = name.text() if name is not None else ""
                follow = follow and not _entered(outer)
            below = outer
        return self._by_callers(path, function) if function and follow else None

    def _on_its_line(self, path: str, node: SgNode) -> tuple[Worth, str] | None:
        """`if FLAG and guard(x):` and `x = guard(x) if FLAG else x`: what the line does hangs on the flag."""
        line = node.range().start.line
        whole = [one for one in [node, *node.ancestors()] if one.range().start.line == line][-1]
        if not _MAY_HANG.search(whole.text()[:_LONGEST_LINE].partition("\n")[0]):
            return None
        kinds: list[Rule] = [{"kind": kind} for kind in (*_BOTH, *_TERNARY) if kind in self._kinds(path)]
        for inner in whole.find_all(any=kinds) if kinds else ():
            if inner.range().start.line != line:
                continue
            right = inner.field("right") or inner.field("consequence") or inner.children()[0]
            left = inner.field("alternative") or inner.children()[-1] if inner.kind() in _TERNARY else None
            if "(" not in right.text() or (left is not None and "(" in left.text()):
                continue
            found = self._by_condition(path, inner, right, inner.kind())
            if found is not None:
                return found
        return None

    def _kinds(self, path: str) -> frozenset[str]:
        """The kinds of node that a grammar knows; it refuses to look for any other."""
        return _KNOWN.get(GRAMMARS[PurePosixPath(path).suffix.lower()], frozenset())

    def _by_parent(self, path: str, outer: SgNode, below: SgNode) -> tuple[Worth, str] | None:
        """Whether one construct keeps what is below it from being reached."""
        kind = outer.kind()
        if kind in _CONDITIONAL:
            return self._by_condition(path, outer, below, kind)
        if below.kind() in _HOISTED and not path.endswith(".py"):
            return None
        for before in _before(outer, below):
            if before.kind() in _END_KINDS and _ENDS.match(before.text()):
                word = before.text().split(None, 1)[0].strip(";")
                return Worth.NEVER, f"it stands after a {word} and never runs"
            if before.kind() in _CHOICES or (
                before.kind() == "expression_statement" and "if" in before.text()[:3]
            ):
                found = self._by_early_end(path, before)
                if found is not None:
                    return found
        return None

    def _by_condition(self, path: str, outer: SgNode, below: SgNode, kind: str) -> tuple[Worth, str] | None:
        here = below.range().start.index
        if kind in _BOTH:
            left, right = outer.field("left"), outer.field("right")
            named = [child for child in outer.children() if child.is_named()]
            left, right = left or named[0], right or named[-1]
            operator = outer.text()[left.range().end.index - outer.range().start.index :].lstrip()
            if not operator.startswith(("and ", "&&")) or here < right.range().start.index:
                return None
            return self._told(path, left.text(), left)
        condition = outer.field("condition")
        named = _named(outer)
        if kind in _TERNARY and path.endswith(".py") and len(named) == 3:
            chosen, condition, other = named
        elif condition is not None:
            chosen = outer.field("consequence") or outer.field("body") or next(
                (one for one in named if one.range().start.index > condition.range().start.index), condition
            )  # fmt: skip
            other = outer.field("alternative") or chosen
        elif len(named) > 1:
            condition, chosen = named[0], named[1]
            other = named[-1]
        else:
            return None
        if chosen.range().start.index <= here < chosen.range().end.index:
            return self._told(path, condition.text(), condition)
        if other is not chosen and other.range().start.index <= here < other.range().end.index:
            return self._told(path, f"not ({condition.text()})", condition)
        return None

    def _by_early_end(self, path: str, choice: SgNode) -> tuple[Worth, str] | None:
        """`if not FLAG: return` before a place keeps it from being reached as `if FLAG:` around it does."""
        if choice.kind() == "expression_statement":
            inner = [child for child in choice.children() if child.is_named()]
            choice = inner[0] if len(inner) == 1 else choice
        condition, body = choice.field("condition"), choice.field("consequence")
        named = _named(choice)
        if condition is None and len(named) > 1:
            condition = named[0]
        body = body or (named[1] if len(named) > 1 else None)
        if condition is None or body is None or choice.field("alternative") is not None or len(named) > 2:
            return None
        told = body.text().strip("{} \n\t:;")
        if "\n" in told or not _ENDS.match(told):
            return None
        return self._told(path, f"not ({condition.text()})", condition)

    def _told(self, path: str, condition: str, node: SgNode) -> tuple[Worth, str] | None:
        found = worth(condition, lambda name: self._flags.value(path, name), self._flags.settled)
        if found not in OUT:
            return None
        shown = " ".join(node.text().split()).strip("()")[:60]
        if found is Worth.NEVER:
            return found, f"it runs only where {shown} decides so, and that is a constant that says no"
        return found, f"it runs only where {shown} decides so, and that is off unless somebody switches it on"

    def _by_callers(self, path: str, function: str) -> tuple[Worth, str] | None:
        """Whether every mention of a function, if no other file uses it, stands where nothing is reached."""
        if (path, function) not in self._callers:
            self._callers[path, function] = self._off_in_all(path, function)
        return self._callers[path, function]

    def _off_in_all(self, path: str, function: str) -> tuple[Worth, str] | None:
        reasons: list[tuple[Worth, str]] = []
        told = re.compile(rf"(?<!\w){re.escape(function)}\b")
        for number, line in enumerate((self._flags.text(path) or "").split("\n"), start=1):
            if not told.search(line) or _DEFINES.search(line) or line.lstrip().startswith(_COMMENTS):
                continue
            found = self._why_not(path, number, follow=False)
            if found is None or len(reasons) > _SITES:
                return None
            reasons.append(found)
        if not reasons or any(m.path != path and is_known_by(m, function) for m in self._project.modules):
            return None
        return reasons[0]

    def _at(self, path: str, line: int) -> SgNode | None:
        """The first thing that stands on a line."""
        root = self._root(path)
        text = self._flags.text(path) if root is not None else None
        if root is None or text is None:
            return None
        lines = text.split("\n")
        if not 0 < line <= len(lines) or not lines[line - 1].strip():
            return None
        column = len(lines[line - 1]) - len(lines[line - 1].lstrip())
        return _deepest(root, line - 1, column)

    def _root(self, path: str) -> SgNode | None:
        if path not in self._roots:
            grammar = GRAMMARS.get(PurePosixPath(path).suffix.lower())
            text = self._flags.text(path) if grammar and len(self._roots) < _CITED_FILES else None
            usable = grammar is not None and text is not None and len(text) < _LARGEST
            self._roots[path] = SgRoot(text or "", grammar).root() if usable and grammar else None
        return self._roots[path]


def _entered(function: SgNode) -> bool:
    """Whether others than its file may call it: a framework that it is announced to, or an importer."""
    outer = function.parent()
    if outer is not None and outer.kind() in ("decorated_definition", "export_statement"):
        return True
    return any(
        child.kind() in _ANNOUNCED and child.text().startswith(("@", "[", "#["))
        for child in function.children()
    )


def is_known_by(module: Module, function: str) -> bool:
    """Whether a module may use a function of another one."""
    if any(function in (alias, name.rpartition(".")[2]) for alias, name in module.imports):
        return True
    return any(spelled(site.call.function).rpartition(".")[2] == function for site in module.calls)


def _deepest(root: SgNode, line: int, column: int) -> SgNode:
    node = root
    while True:
        inner = next((child for child in node.children() if _holds(child, line, column)), None)
        if inner is None:
            return node
        node = inner


def _named(node: SgNode) -> list[SgNode]:
    """The parts of a construct, without its signs and comments."""
    return [child for child in node.children() if child.is_named() and child.kind() != "comment"]


def _holds(node: SgNode, line: int, column: int) -> bool:
    span = node.range()
    return (span.start.line, span.start.column) <= (line, column) < (span.end.line, span.end.column)


def _before(outer: SgNode, below: SgNode) -> Iterator[SgNode]:
    """What stands before a node in the same block."""
    here = below.range().start.index
    for child in outer.children():
        if child.range().start.index >= here:
            return
        yield child

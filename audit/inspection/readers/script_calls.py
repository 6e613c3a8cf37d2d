"""Calls of JavaScript and TypeScript: which are kept, and what stands around them."""

import re
from collections.abc import Iterator

from ast_grep_py import SgNode

from audit.inspection import knowledge
from audit.inspection.expressions import Call, CallSite, Name
from audit.inspection.following.naming import names_time_limit
from audit.inspection.following.script_names import PREFIX
from audit.inspection.patterns import Pattern
from audit.inspection.readers.nodes import line_of, named
from audit.inspection.readers.script_attempts import note_attempted, open_promise
from audit.inspection.readers.script_convert import bare, convert, convert_call
from audit.inspection.readers.script_walk import ScriptWalk
from audit.inspection.readers.walk import Open

_ROOT_DEPTH = 12
_CHAIN_LIMIT = 6
_IMPORTING = ("require", "import")
_RETRY = Pattern(r"retry|retries|backoff", re.IGNORECASE)
_WAIT = Pattern(r"(?<!set)(?<!clear)timeout(?:after)?$|^race$", re.IGNORECASE)
_TIMED = Pattern(r"timeout|timer|delay|sleep", re.IGNORECASE)
_ABORTS = Pattern(r"([A-Za-z_$][\w$.]*)\s*\??\.\s*abort\s*(?:\(|\.\s*bind\()")
_TEXT_LIMIT = 4_000
_KEYS = 40
_KEPT = frozenset({
    "fetch", "axios", "got", "ky", "post", "request", "create", "readFile", "readFileSync", "require", "run",
})  # fmt: skip


@knowledge.remembered
def interesting() -> frozenset[str]:
    """The last names of the calls worth keeping."""
    names = [name for framework in knowledge.frameworks() for name in framework.names]
    for provider in knowledge.providers():
        for surface in provider.surfaces:
            names += [*surface.names, *surface.methods]
    return frozenset({re.split(r"[./]", name)[-1] for name in names}) | _KEPT


@knowledge.remembered
def _packages() -> frozenset[str]:
    return frozenset(name for provider in knowledge.providers() for name in provider.javascript)


def take_call(walk: ScriptWalk, node: SgNode) -> None:
    """Keep a call if it can matter, and remember that it repeats its arguments or limits their time."""
    new = node.kind() == "new_expression"
    function = bare(node.field("constructor" if new else "function"))
    if function is None:
        return
    tip = function.field("property") if function.kind() == "member_expression" else function
    last = tip.text()[:60] if tip is not None and tip.kind().endswith("identifier") else ""
    note_attempted(walk, node, function)
    if last == "setTimeout":
        _abortion(walk, node)
    elif last not in _IMPORTING and (
        last in interesting()
        or _RETRY.search(last)
        or (last and last in walk.scope.split("."))
        or _of_package(walk, function)
        or _takes_over(walk, last, node)
    ):
        handled = walk.handled(node.range().end.index) or _caught(node)
        walk.keep(convert_call(node), tried=walk.tried, handled=handled)
    if not new and last == "catch":
        open_promise(walk, node)
    elif not new and last and (_RETRY.search(last) or _waits(last, node)):
        walk.enter(Open(node.range().end.index, "call", around=convert(function)))


def _caught(node: SgNode) -> bool:
    """Whether the promise that a call gives is followed by `.catch(`."""
    for _ in range(_CHAIN_LIMIT):
        outer = node.parent()
        if outer is None or outer.kind() not in ("member_expression", "call_expression"):
            return False
        name = outer.field("property")
        if name is not None and name.text() == "catch":
            return True
        node = outer
    return False


def _waits(last: str, node: SgNode) -> bool:
    """Whether a call lets what it is given run for a limited time only."""
    if not _WAIT.search(last):
        return False
    return last != "race" or _TIMED.search(node.text()[:_TEXT_LIMIT]) is not None


def _takes_over(walk: ScriptWalk, last: str, node: SgNode) -> bool:
    """Whether a call is given what is under way, and a limit of time: `supervise(stream, {timeoutMs})`."""
    listed = node.field("arguments")
    given = named(listed)[:4] if listed is not None else []
    running = any(c.kind() == "identifier" and c.text() not in walk.awaited for c in given)
    if not running:
        return False
    told = (key for c in given if c.kind() == "object" for key in _keys(c))
    return _WAIT.search(last) is not None or any(names_time_limit(key) for key in told)


def _keys(node: SgNode) -> Iterator[str]:
    for child in node.children()[:_KEYS]:
        key = child.field("key") if child.kind() == "pair" else child
        if key is not None and key.kind() in ("property_identifier", "shorthand_property_identifier"):
            yield key.text()


def _abortion(walk: ScriptWalk, node: SgNode) -> None:
    """`setTimeout(() => controller.abort(), 5000)` limits all that its signal is given to."""
    found = _ABORTS.search(node.text()[:300])
    if found:
        name = found[1].replace("?", "").replace("this.", "self.")
        call = Call(Name(("setTimeout",)), (Name(tuple(name.split("."))),), line=line_of(node))
        walk.calls.append(CallSite(call, walk.scope))


def _of_package(walk: ScriptWalk, function: SgNode) -> bool:
    """Whether the first name of a call is imported from a known package."""
    node: SgNode | None = function
    for _ in range(_ROOT_DEPTH):
        if node is None or node.kind() == "identifier":
            break
        node = node.field("object") if node.kind() == "member_expression" else None
    if node is None or node.kind() != "identifier":
        return False
    name = walk.imports.get(node.text(), "").removeprefix(PREFIX)
    package = "/".join(name.split("/")[: 2 if name.startswith("@") else 1]).partition(".")[0]
    return bool(name) and package in _packages()

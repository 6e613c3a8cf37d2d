"""Which ways out of a loop hang on a reply, and which on something else."""

import re
from collections.abc import Callable, Iterator

from ast_grep_py import SgNode

_CHAIN = re.compile(r"(?<![\w.\"'])[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*")
_TEXT = re.compile(r"\"[^\"]*\"|'[^']*'")
_PLAIN = frozenset(
    {"not", "and", "or", "in", "is", "if", "else", "None", "True", "False", "len", "isinstance", "any", "all",
     "str", "int", "list", "dict", "bool", "getattr", "hasattr", "await", "lambda", "for"}
)  # fmt: skip
_REPLY = re.compile(
    r"tool_calls?$|tool_use|function_calls?$|(?:stop|finish)_reason|final_?answer|output_text"
    r"|(?:^|[._])(?:is_)?(?:done|final|finished|completed?|content|terminate)$",
    re.IGNORECASE,
)
_LIMITS = re.compile(
    r"budget|limit|quota|guard|deadline|timer|timed?_?out|elapsed|cancel|abort|shutdown|(?:^|[._])(?:should_)?stop(?!_reason)|exhaust|exceed"
    r"|too_(?:many|long)",
    re.IGNORECASE,
)
_GUARD = re.compile(
    r"(?:await\s+)?(?:[\w.]+\.)?(?:check|tick|step|consume|guard|limit|budget)\s*\("
    r"|(?:await\s+)?[\w.]*(?:limit|budget|guard|quota)\w*(?:\.\w+)*\s*\("
)
_HEAD = 120  # of a statement: enough for the name of what it calls
_ASSERTIONS = 40
_PARTS = 20
_BINDINGS = ("assignment", "augmented_assignment", "named_expression", "for_statement", "as_pattern")
_GROWS = re.compile(
    r"(?<!\w)([A-Za-z_]\w*+(?:\.\w++){0,8}?)\.(?:append|extend|insert|update|add|appendleft|put)\("
)


def leaves_otherwise(body: SgNode, deciding: list[str], counts: Callable[[str, str], bool]) -> bool:
    """Whether something other than a reply may end a loop: a budget, an event, an assertion."""
    text = body.text()
    changing = frozenset(_changing(body))
    asserted = [node.text().removeprefix("assert").strip() for node in body.find_all(kind="assert_statement")]
    return any(not _of_reply(test, changing) for test in deciding) or any(
        counts(test, text) or not _of_reply(test, changing) for test in asserted[:_ASSERTIONS]
    )


def guards(body: SgNode) -> bool:
    """Whether a loop calls something, and uses no result of it, that by its name may end the loop."""
    calls = [node.text()[:_HEAD] for node in body.find_all(kind="expression_statement")]
    calls += [node.text()[:_HEAD] for node in body.find_all(kind="with_item")]
    return any(_GUARD.match(call) for call in calls)


def _of_reply(test: str, changing: frozenset[str]) -> bool:
    """Whether a condition speaks of a reply, or of anything that the loop itself changes."""
    chains = [c for c in _CHAIN.findall(_TEXT.sub("''", test)) if c not in _PLAIN]
    if any(_LIMITS.search(chain) for chain in chains):
        return False
    return any(_REPLY.search(chain) or not changing.isdisjoint(_prefixes(chain)) for chain in chains)


def _prefixes(chain: str) -> Iterator[str]:
    """`a.b.c` → `a`, `a.b`, `a.b.c`."""
    parts = chain.split(".")[:_PARTS]
    return (".".join(parts[:size]) for size in range(1, len(parts) + 1))


def _changing(body: SgNode) -> Iterator[str]:
    """The names that a loop binds or fills."""
    for node in body.find_all(any=[{"kind": kind} for kind in _BINDINGS]):
        target = node.field("left") or node.field("name") or node.field("alias")
        if target is None and node.children():
            target = node.children()[-1]
        if target is not None:
            yield from _CHAIN.findall(target.text().partition("[")[0])
    yield from _GROWS.findall(body.text())

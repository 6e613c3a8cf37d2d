"""What the text of a loop tells about its end: the ways out of it, what they hang on, and what is counted."""

import re
from collections.abc import Callable, Iterable, Iterator

from ast_grep_py import SgNode

from audit.inspection.patterns import Pattern
from audit.inspection.readers.loop_words import Grammar

_NAME = r"[A-Za-z_$][\w.$]*+(?:\[[\w\"']{1,40}\])?"
_COUNTED = Pattern(rf"(?<![\w.$])({_NAME})\s*(?:\+\+|--|[+-]=|=\s*\1\s*[+-])|(?:\+\+|--)([A-Za-z_$][\w.$]*+)")
_DOWN = Pattern(rf"(?<![\w.$])({_NAME})\s*(?:--|-=|=\s*\1\s*-)")
_NAMES = Pattern(_NAME)
_EITHER = Pattern(r"\s+(?:and|or)\s+|&&|\|\|")
_COMPARED = Pattern(r"([^<>=!]+?)\s*(?:<=?|>=?|===?)\s*([^<>=!]+)")
_RANGE_END = Pattern(
    r"\(?range\s*\(\s*([^,()]+(?:\([^,()]*\))?)(?:,\s*([^,()]+(?:\([^,()]*\))?)(?:,[^,()]*)?)?\)"
)
_BARE = Pattern(rf"(?:not |!)?({_NAME})")
_OTHERWISE = Pattern(
    r"\btool(?:s|_choice|Choice)\s*(?:=[^=,\n][^,\n]{0,80}\sif\s|:[^:,\n?]{1,80}\?[^?.])"
    r"|\bsignal\b|\byield\b|^[ \t]*match\s[^\n]{1,200}:$",
    re.MULTILINE,
)
_HEAD = 120  # of a statement: enough for the name of what it calls
_LEAVING = 400
_WAYS = 40
_PARTS = 20
_CONDITION = 1_000
_CALLS = 200
Written = Callable[[str], str]


def as_is(text: str) -> str:
    """Program text that needs no rewriting before names are looked for."""
    return text


def _all(body: SgNode | None, kinds: Iterable[str]) -> list[SgNode]:
    return body.find_all(any=[{"kind": kind} for kind in kinds]) if body is not None else []


def ways_out(grammar: Grammar, loop: SgNode, body: SgNode | None, plain: Written = as_is) -> list[list[str]]:
    """The conditions under which a loop is left, innermost first, for each way out of it."""
    found: list[list[str]] = []
    for leaving in _all(body, grammar.leaving)[:_LEAVING]:
        tests = _conditions(grammar, loop, leaving)
        if tests is not None:
            found.append([plain(test) for test in tests])
        if len(found) > _WAYS:
            break
    return found


def _conditions(grammar: Grammar, loop: SgNode, leaving: SgNode) -> list[str] | None:
    """The conditions around a statement up to its loop; none if it leaves something else."""
    start = loop.range().start.index
    breaks = leaving.kind() == "break_statement" and not any(c.is_named() for c in leaving.children())
    tests: list[str] = []
    for outer in leaving.ancestors():
        kind = outer.kind()
        if kind in grammar.loops:
            if outer.range().start.index == start:
                return tests
            if breaks:
                return None
        elif kind in grammar.functions or (breaks and kind in grammar.cases):
            return None
        elif kind in grammar.choices:
            condition = outer.field(grammar.choices[kind])
            tests.append(condition.text()[:_CONDITION] if condition is not None else "")
        elif kind == "communication_case":
            tests.append(outer.text().partition(":")[0][:200])
    return None


def counted_names(text: str) -> frozenset[str]:
    """The names that a text counts up or down; those that it counts down also with a sign."""
    return frozenset(one or other for one, other in _COUNTED.findall(text)) | frozenset(
        f"-{name}" for name in _DOWN.findall(text)
    )


def counts(grammar: Grammar, condition: str, counted: frozenset[str]) -> bool:
    """Whether a condition compares something that is counted, or time, with a limit."""
    alone = _BARE.fullmatch(condition.strip("() "))
    if alone is not None:
        return f"-{alone[1]}" in counted
    if condition.startswith("--") or condition.endswith("--"):
        return True
    if not grammar.comparison.search(condition):
        return False
    if grammar.time.search(condition):
        return True
    return any(name.removesuffix(".length") in counted for name in _NAMES.findall(condition))


def limits_of(grammar: Grammar, tests: Iterable[str], counted: frozenset[str]) -> tuple[str, ...]:
    """What a loop compares with what it counts; nothing where one of these comparisons is not plain."""
    found: list[str] = []
    for test in tests:
        for part in _EITHER.split(test.strip()) if counts(grammar, test, counted) else ():
            if not counts(grammar, part, counted):
                continue
            sides = _COMPARED.fullmatch(part.strip("() "))
            if sides is None:
                return ()
            left, right = sides[1].strip(), sides[2].strip()
            found.append(left if _starts_number(left) else right)
    return tuple(found)


def _starts_number(text: str) -> bool:
    return text[:1].isdigit()


def range_limit(condition: str) -> tuple[str, ...]:
    """`range(10**12)` → `10**12`, `range(1, n)` → `n`."""
    found = _RANGE_END.match(condition)
    return () if found is None else ((found[2] or found[1]).strip(),)


def of_reply(grammar: Grammar, test: str, changing: frozenset[str]) -> bool:
    """Whether a condition speaks of a reply, or of anything that the loop itself changes."""
    words = (chain.replace("()", "") for chain in grammar.chain.findall(grammar.text.sub("''", test)))
    chains = [chain for chain in words if chain not in grammar.plain]
    if any(grammar.limits.search(chain) for chain in chains):
        return False
    return any(grammar.reply.search(chain) or not changing.isdisjoint(_prefixes(chain)) for chain in chains)


def _prefixes(chain: str) -> Iterator[str]:
    """`a.b.c` → `a`, `a.b`, `a.b.c`."""
    parts = chain.split(".")[:_PARTS]
    return (".".join(parts[:size]) for size in range(1, len(parts) + 1))


def changing_names(
    grammar: Grammar, body: SgNode | None, text: str, plain: Written = as_is
) -> frozenset[str]:
    """The names that a loop binds or fills."""
    names = set(grammar.grows.findall(text))
    for node in _all(body, grammar.bindings):
        target = node.field("left") or node.field("name") or node.field("alias")
        if target is None and node.kind() == "as_pattern" and node.children():
            target = node.children()[-1]
        if target is not None:
            names.update(grammar.chain.findall(plain(target.text()[:500]).partition("[")[0]))
    return frozenset(names)


def guards(
    grammar: Grammar, body: SgNode | None, statements: Iterable[str] = ("expression_statement",),
    plain: Written = as_is,
) -> bool:  # fmt: skip
    """Whether a loop calls something, and uses no result of it, that by its name may end the loop.

    So may who gives it a signal, takes what it yields or withholds its tools; a `match` is not read.
    """
    if body is not None and _OTHERWISE.search(body.text()) is not None:
        return True
    return any(grammar.guard.match(plain(node.text()[:_HEAD])) for node in _all(body, statements))


def called_names(grammar: Grammar, text: str) -> tuple[str, ...]:
    """The names of what a loop calls, each once."""
    return tuple(dict.fromkeys(n for n in grammar.called.findall(text) if n not in grammar.control))[:_CALLS]

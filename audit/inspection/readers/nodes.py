"""What is asked of a syntax node whatever its language: its line, its parts, and the plainest values."""

import re
from sys import intern

from ast_grep_py import SgNode

from audit.inspection.expressions import Expression, Literal, Member, Name, Opaque, name_of
from audit.inspection.patterns import Pattern

_COMMENTS = frozenset({"comment", "line_comment", "block_comment"})
_NUMBER = Pattern(r"\d+(?:\.\d*)?(?:e[+-]?\d+)?|\.\d+", re.IGNORECASE)
_BASES = ("0x", "0b", "0o")
_DIGITS = 40
_SHOWN = 80
_LARGE = 2_000


def line_of(node: SgNode) -> int:
    """The 1-based line on which a node begins."""
    return int(node.range().start.line) + 1


def word(node: SgNode) -> str:
    """The text of a node that is one word; the same few stand all over a repository, and are kept once."""
    return intern(node.text())


def named(node: SgNode) -> list[SgNode]:
    """The named children of a node without comments."""
    return [child for child in node.named_children() if child.kind() not in _COMMENTS]


def opaque(node: SgNode | None, large: frozenset[str] = frozenset()) -> Opaque:
    """Anything that is not followed, by the beginning of its text; what is `large`, by its kind."""
    if node is None:
        return Opaque("")
    place = node.range()
    short = place.end.index - place.start.index < _LARGE and node.kind() not in large
    return Opaque(node.text()[:_SHOWN] if short else node.kind())


def member(base: Expression, name: str) -> Expression:
    """`base.name`: one more part of a name, or an attribute of something that is no name."""
    return name_of((*base.parts, name)) if isinstance(base, Name) else Member(base, name)


def number(text: str, suffixes: str = "") -> Expression:
    """The number that a text writes, in the way of C and its children."""
    plain = text.replace("_", "").rstrip(suffixes)
    if plain.lower().startswith(_BASES) and len(plain) < _DIGITS:
        try:
            return Literal(int(plain, 0))
        except ValueError:
            return Opaque(text[:_SHOWN])
    if not _NUMBER.fullmatch(plain) or len(plain) > _DIGITS:
        return Opaque(text[:_SHOWN])
    return Literal(int(plain) if plain.isdecimal() else float(plain))


def negative(value: Expression) -> Literal | None:
    """The number with the other sign, if it is one."""
    if isinstance(value, Literal) and isinstance(value.value, int | float):
        return Literal(-value.value)
    return None


def quoted(node: SgNode, fragments: tuple[str, ...], escapes: dict[str, str]) -> str:
    """The text of a literal, put together from its fragments and escape sequences."""
    parts = []
    for child in node.children():
        if child.kind() in fragments:
            parts.append(child.text())
        elif child.kind() == "escape_sequence":
            parts.append(escapes.get(child.text(), child.text()[-1:]))
    return "".join(parts)

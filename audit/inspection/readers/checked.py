"""What conditions and checking calls of Python look at: the names a program does not take on trust."""

from functools import lru_cache

from ast_grep_py import SgNode

from audit.inspection.patterns import Pattern

CONDITIONS = (
    "if_statement", "elif_clause", "while_statement", "assert_statement", "conditional_expression",
)  # fmt: skip
_LONGEST = 400
_DIFFERENT = 20_000
_ASKS = Pattern(
    r"(?i)\binput\(|confirm|approv|consent|permi(?:t|ss)|allow|sandbox|authori|is_admin|is_safe|dangerous|unsafe|debug"
)
_CHECKS = Pattern(
    r"(?i)valid|check|safe|sanit|allow|guard|verify|approv|confirm|ensure|permi|whitelist|polic|inspect|forbid"
    r"|deny|blocked|schema|serializ|from_dict|digest|hmac|signature|^(?:walk|parse|compile_restricted|fullmatch|match)$"
)
_EMPTY = Pattern(
    r"\b(?:len|type|hasattr)\([^()]*\)|[\w.]+\s+is\s+(?:not\s+)?None"
    r"|[\w.]+(?:\[[^\[\]]*\])?\s*[!=]=\s*(?:['\"][^'\"]*['\"]|-?\d+|None|True|False)"
    r"|[\w.]+\.(?:strip|startswith|endswith)\([^()]*\)"
)
_BARE = Pattern(r"(?:^|\b(?:and|or)\b|\()\s*(?:not\s+)?[A-Za-z_][\w.]*\s*(?=$|\)|\b(?:and|or)\b)")
_TEXT = Pattern(r"'[^'\n]*'|\"[^\"\n]*\"")
_NAME = Pattern(r"(?<![\w.])[A-Za-z_]\w*")


def of_condition(node: SgNode) -> frozenset[str]:
    """The names that a condition looks into; those of which it only asks whether they are empty after `?`."""
    asked = node.field("condition")
    if asked is None:
        parts = node.named_children()
        place = 1 if node.kind() == "conditional_expression" else 0
        asked = parts[place] if len(parts) > place else None
    text = asked.text()[:_LONGEST] if asked is not None else ""
    whole = {""} if _ASKS.search(text) else set()
    left = _EMPTY.sub(" ", text)
    bare = {f"?{name}" for name in _NAME.findall(" ".join(_BARE.findall(left)))}
    return frozenset(whole | bare | set(_NAME.findall(_BARE.sub(" ", left))))


def of_call(node: SgNode, last: str) -> frozenset[str]:
    """The names that are given to a call that checks something, by its name."""
    if not _checks(last):
        return frozenset()
    listed = node.field("arguments")
    text = listed.text()[:_LONGEST] if listed is not None else ""
    return frozenset(_NAME.findall(_TEXT.sub("", text)))


@lru_cache(_DIFFERENT)
def _checks(last: str) -> bool:
    """Whether calls of this last name check something; most names were asked for before."""
    return _CHECKS.search(last) is not None


def taker(node: SgNode) -> str:
    """The last name of the call that takes what this call gives back, if one does at once."""
    outer = node.parent()
    for _ in range(3):
        if outer is None or outer.kind() not in ("argument_list", "dictionary_splat", "keyword_argument"):
            break
        outer = outer.parent()
    function = outer.field("function") if outer is not None and outer.kind() == "call" else None
    return (
        function.text()[-60:].rpartition(".")[2]
        if function is not None and outer is not node.parent()
        else ""
    )

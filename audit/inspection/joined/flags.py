"""What a condition is worth when nobody sets anything: a constant, or the default of a setting."""

import re
from collections.abc import Callable
from enum import Enum

from audit.inspection.patterns import Pattern

_LONGEST = 400
_DEEP = 6
_LIT = r"(?:[\"'](?P<text>[\w ]{0,12})[\"']|(?P<bare>[Tt]rue|[Ff]alse|None|null|nil|undefined|0|1))"
_DEFAULT = (
    Pattern(
        r"[\w.]*(?:env|environ|getproperty|getordefault|get_?setting|config)\w*(?:\.\w+(?:\(\))?){0,2}\(\s*"
        rf"[\"'](?P<name>[\w.\-]+)[\"']\s*,\s*(?:default\s*=\s*)?{_LIT}\s*(?:,\s*cast\s*=\s*\w+\s*)?\)",
        re.IGNORECASE,
    ),
    Pattern(
        rf"process\.env(?:\.(?P<name>\w+)|\[[\"'](?P<other>\w+)[\"']\])\s*(?:\?\?|\|\|)\s*{_LIT}",
        re.IGNORECASE,
    ),
)
_UNSET = (
    Pattern(r"os\.(?:getenv|environ\.get|Getenv)\(\s*[\"'](?P<name>\w+)[\"']\s*\)"),
    Pattern(r"process\.env(?:\.(?P<name>\w+)|\[[\"'](?P<other>\w+)[\"']\])(?!\s*(?:\?\?|\|\|))"),
    Pattern(r"System\.getenv\(\s*[\"'](?P<name>\w+)[\"']\s*\)"),
)
_OF_TEXT = Pattern(
    r"(?:\w+\.)*(?:bool|int|str|Boolean|Number|String|strtobool|str2bool|to_bool|parse_?bool\w*|parse_?int|atoi"
    r"|JSON\.parse)\((?P<inner>.*)\)",
    re.IGNORECASE | re.DOTALL,
)
_CASED = Pattern(r"\.(?:lower|upper|strip|casefold|trim|toLowerCase|toUpperCase|ToLower)\(\)")
_COMPARED = Pattern(r"(?P<left>.+?)\s*(?P<sign>===?|!==?)\s*(?P<right>[\"']?[\w ]{1,12}[\"']?)", re.DOTALL)
_AMONG = Pattern(
    r"(?P<left>.+?)\s+(?P<no>not\s+)?in\s+[\[({](?P<list>[\"'\w, ]{1,80})[\])}]|"
    r"[\[](?P<listed>[\"'\w, ]{1,80})[\]]\.includes\((?P<of>.+)\)",
    re.DOTALL,
)
_NAME = Pattern(r"(?:[A-Za-z_$][\w$]*\??\.)*[A-Za-z_$][\w$]*")
_YES_OR_NO = Pattern(r"bool|flag", re.IGNORECASE)
_ON_WORDS = ("true", "1", "on", "yes")
OFF_WORDS = frozenset({"", "0", "false", "none", "null", "nil", "undefined", "off", "no"})


class Worth(Enum):
    """What a condition is worth."""

    NEVER = "a constant switches it off"
    OFF = "a setting that is off unless somebody switches it on"
    ON = "a setting that is on, by default or by a file"
    ALWAYS = "a constant switches it on"


_INVERSE = {
    Worth.NEVER: Worth.ALWAYS,
    Worth.ALWAYS: Worth.NEVER,
    Worth.OFF: Worth.ON,
    Worth.ON: Worth.OFF,
}
OUT = frozenset({Worth.NEVER, Worth.OFF})
Known = Callable[[str], str]
"""A name → the text of the only value that it is given anywhere; empty if there is none."""
Settled = Callable[[str], frozenset[str]]
"""The name of a setting of the environment → what files of the repository set it to."""


def worth(condition: str, known: Known, settled: Settled, deep: int = _DEEP) -> Worth | None:
    """What a condition is worth; none where that hangs on anything but constants and settings."""
    text = _bare(condition)
    if not text or len(text) > _LONGEST or deep <= 0:
        return None
    for signs, decides in ((("||", "or"), False), (("&&", "and"), True)):
        parts = _split(text, signs)
        if len(parts) > 1:
            return _together([worth(part, known, settled, deep - 1) for part in parts], all_of=decides)
    for negation in ("not ", "!"):
        if text.startswith(negation) and not text.startswith("!="):
            inner = worth(text[len(negation) :], known, settled, deep - 1)
            return _INVERSE[inner] if inner else None
    if text in ("True", "true", "1"):
        return Worth.ALWAYS
    if text in ("False", "false", "0"):
        return Worth.NEVER
    read = _read(text, settled)
    if read is not None:
        return read
    if _NAME.fullmatch(text):
        value = known(text)
        return worth(value, lambda _: "", settled, deep - 1) if value else None
    return _by_name(text, known, settled, deep)


def _by_name(text: str, known: Known, settled: Settled, deep: int) -> Worth | None:
    """A name that is compared: its value is put in its place."""
    found = _COMPARED.fullmatch(text)
    left = found["left"].strip() if found else ""
    value = known(left) if found and _NAME.fullmatch(left) else ""
    if not found or not value:
        return None
    return worth(f"{value} {found['sign']} {found['right']}", lambda _: "", settled, deep - 1)


def _together(parts: list[Worth | None], *, all_of: bool) -> Worth | None:
    out = [part for part in parts if part in OUT]
    if all_of:
        if out:
            return Worth.NEVER if Worth.NEVER in out else Worth.OFF
        return Worth.ON if parts and all(parts) else None
    if len(out) == len(parts):
        return Worth.OFF if Worth.OFF in out else Worth.NEVER
    return None


def _read(text: str, settled: Settled) -> Worth | None:
    """What a condition that reads one setting is worth; a text that is not turned into yes or no is yes."""
    left, holds = _asked(text)
    turned = compared = left != text
    plain = _bare(_CASED.sub("", left))
    while (wrapped := _OF_TEXT.fullmatch(plain)) is not None:
        plain, turned = _bare(_CASED.sub("", wrapped["inner"])), True
    for pattern in _DEFAULT:
        found = pattern.fullmatch(plain)
        if found is None:
            continue
        if found["bare"] is None and not turned and not _YES_OR_NO.search(plain):
            return None
        value = (found["text"] if found["bare"] is None else found["bare"]).strip().lower()
        return Worth.ON if any(map(holds, settled(_named(found)) or {value})) else Worth.OFF
    if not compared or holds("") or not any(map(holds, _ON_WORDS)):
        return None
    unset = next((found for pattern in _UNSET if (found := pattern.fullmatch(plain))), None)
    return None if unset is None else Worth.ON if any(map(holds, settled(_named(unset)))) else Worth.OFF


def _asked(text: str) -> tuple[str, Callable[[str], bool]]:
    """What a condition asks about, and whether it holds for a value of that."""
    compared, among = _COMPARED.fullmatch(text), _AMONG.fullmatch(text)
    if compared is not None:
        right, same = compared["right"].strip("\"' ").lower(), not compared["sign"].startswith("!")
        return compared["left"], lambda value: (value == right) is same
    if among is not None:
        listed = {one.strip("\"' ").lower() for one in (among["list"] or among["listed"]).split(",")}
        inside = not among["no"]
        return among["left"] or among["of"], lambda value: (value in listed) is inside
    return text, lambda value: value not in OFF_WORDS


def _named(found: re.Match[str]) -> str:
    return found["name"] or found.groupdict().get("other") or ""


def _bare(text: str) -> str:
    """A condition without the brackets around all of it."""
    text = " ".join(text.split())
    while text.startswith("(") and text.endswith(")") and _closes_last(text):
        text = text[1:-1].strip()
    return text


def _closes_last(text: str) -> bool:
    depth = 0
    for place, sign in enumerate(text):
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if not depth:
            return place == len(text) - 1
    return False


def _split(text: str, signs: tuple[str, str]) -> list[str]:
    """The parts of a condition between the signs that stand in no bracket."""
    parts, depth, begin, place = [], 0, 0, 0
    spelled = (signs[0], f" {signs[1]} ")
    while place < len(text):
        depth += {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}.get(text[place], 0)
        sign = next((one for one in spelled if not depth and text.startswith(one, place)), None)
        if sign is None:
            place += 1
            continue
        parts.append(text[begin:place])
        place += len(sign)
        begin = place
    return [*parts, text[begin:]]

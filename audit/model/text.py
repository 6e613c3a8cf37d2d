"""How a text is shown: every sign of it visible, cut where it is long, ended as a sentence ends."""

import re
import unicodedata

_END = re.compile(r"(?<![\s.(][A-Za-z])[.!?](?=\s)")
"""The end of a sentence, and not of an abbreviation such as `i.e.` or, in German, `z. B.`"""
_UNSEEN = {"Cc", "Cf", "Zl", "Zp", "Co", "Cs"}


def visible(text: str) -> str:
    """The text with every sign shown: controls, direction marks and line breaks stand as escapes."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(ascii(sign)[1:-1] if unicodedata.category(sign) in _UNSEEN else sign for sign in text)


def visible_lines(text: str) -> str:
    """The text with every sign shown but its line breaks, which stay."""
    return "\n".join(map(visible, text.split("\n")))


def clipped(text: str, most: int) -> str:
    """The text, cut at a word near `most` characters with an ellipsis if it is longer."""
    if len(text) <= most:
        return text
    head = text[: most - 1]
    return f"{head.rsplit(' ', 1)[0] if ' ' in head[most // 2 :] else head}…"


def opening(text: str, most: int) -> str:
    """As many whole sentences from the beginning as fit into `most` characters; at least a part of one."""
    if len(text) <= most:
        return text
    ends = [match.end() for match in _END.finditer(text[: most + 1])]
    return text[: ends[-1]] if ends else clipped(text, most)


def tail(text: str, most: int) -> str:
    """The end of a path or citation, which tells more than its beginning, with an ellipsis before it."""
    return text if len(text) <= most else f"…{text[1 - most :]}"


def capital(text: str) -> str:
    """The text with a capital letter."""
    return text[:1].upper() + text[1:]


def stopped(text: str) -> str:
    """The text with a full stop, unless it has an end; its first letter stays, it may begin a name."""
    return f"{text}{'' if not text or text.endswith(('.', '!', '?', '.”', '.“', '…')) else '.'}"


def sentence(text: str) -> str:
    """The text with a capital letter and a full stop, unless it has them."""
    return stopped(capital(text))

"""Excerpts without secrets: whatever has the form of a key is cut before it is kept anywhere."""

import re

from audit.inspection import knowledge
from audit.inspection.patterns import Pattern

_LENGTH = 160
_LOOKED, _BEYOND = 4_000, 400
_ASSIGNED = Pattern(
    # a name is tried where it begins and nowhere within, which would take the square of its length
    r"(?i)(?<![\w.-])([\w.-]*(?:api_?key|secret|token|passw(?:or)?d|private_key|credential)[\w-]*[\"']?\s*[:=]\s*[\"']?)([^\s\"',;]{6,})"
)
_LONG = Pattern(r"\b[A-Za-z0-9+/_-]{32,}={0,2}")


def excerpt(line: str) -> str:
    """One line as it may be printed: trimmed, without control characters, without anything like a key."""
    whole = line.strip()
    text = _short(whole) if len(whole) <= _LENGTH else _redacted(whole[:_LOOKED])
    if len(whole) > _LOOKED:  # a line for machines: a key that is cut at its end is not told as one
        text = f"{text[:-_BEYOND]}…"
    return (text if len(text) <= _LENGTH else f"{text[: _LENGTH - 1]}…").strip()


def _redacted(text: str) -> str:
    text = "".join(c if c.isprintable() else " " for c in text)
    text = without_keys(text)
    text = _ASSIGNED.sub(_keep_code, text)
    return _LONG.sub(_keep_words, text)


@knowledge.remembered
def _short(text: str) -> str:
    """A short text as it may be printed: the same few are the values of most settings."""
    return _redacted(text)


def without_keys(text: str) -> str:
    """A text in which nothing has the form of a provider's key."""
    for form in knowledge.secrets().forms:
        if any(word in text for word in form.words):
            text = form.pattern.sub(f"[{form.id} removed]", text)
    return text


def _keep_code(match: re.Match[str]) -> str:
    """Code that fetches a value is kept; a value is not."""
    value = match.group(2)
    code = any(c in value for c in "()[]{}<>$") or value.isupper() or value.replace(".", "").isidentifier()
    return match.group(0) if code and not any(c.isdigit() for c in value) else f"{match.group(1)}[removed]"


def _keep_words(match: re.Match[str]) -> str:
    value = match.group(0)
    mixed = any(c.isdigit() for c in value) and any(c.isalpha() for c in value)
    return "[removed]" if mixed and "/" not in value and value.count("-") + value.count("_") < 4 else value

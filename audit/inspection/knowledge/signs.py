"""The form of a sign: what the text of a file can show, whatever its language, and the topic it speaks of."""

from typing import Literal, TypeVar

from msgspec.structs import replace

from audit.inspection.knowledge.entry import Sourced
from audit.inspection.knowledge.loading import load, remembered
from audit.inspection.patterns import Pattern

Reach = Literal["match", "file", "line"]
S = TypeVar("S", bound="Sign")
MARKERS = ("guardrails", "approvals", "ingestion", "execution", "tools")
PRACTICES = ("logging", "registries", "versioning")


class Sign(Sourced, frozen=True):
    """What shows in the text of a file that holds one of the words.

    Its `reach` comes from its file of knowledge: every `match` of the pattern counts, or only the first in
    the `file`, or the first in each `line` in which a word stands. The pattern is tried no further than
    `span` characters from one of the words `near`, if there are any. `after` must be found in the few
    hundred characters before a match, `but_not` nowhere in its line; in the file must stand one of
    `within`, all of `needs`, nothing of `without`. `setup` is cited before the pattern, where a program
    switches it on for all its parts; what is `local` says nothing about other files, what is `plain` is
    the ordinary way, what is `weak` only asks.
    """

    id: str
    topic: str = ""
    title: str = ""
    reach: Reach = "match"
    words: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    span: int = 0
    pattern: Pattern | None = None
    setup: Pattern | None = None
    after: Pattern | None = None
    but_not: Pattern | None = None
    within: tuple[str, ...] = ()
    needs: tuple[Pattern, ...] = ()
    without: Pattern | None = None
    roles: tuple[str, ...] = ("source",)
    languages: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    weak: bool = False
    local: bool = False
    plain: bool = False


class Marker(Sign, frozen=True, kw_only=True):
    """A sign of one of the topics that a file of knowledge holds together."""

    topic: Literal[
        "guardrail", "filter", "approval", "pause", "confirmation", "validation", "request_model", "entry",
        "refusal", "execution", "runner", "tool", "foreign_tool",
    ]  # fmt: skip


class Mechanism(Sign, frozen=True):
    """A way of dealing with a reply or a failure of a model: a call in parsed code, a sign in other text.

    A call is meant by the full name of its function, by its last names (`methods`), or by one of the
    `arguments` given to it; `of` are then the functions that understand the argument, none for any.
    A way `of_reply` counts only where it is given a reply.
    """

    names: tuple[str, ...] = ()
    methods: tuple[str, ...] = ()
    arguments: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    of_reply: bool = False


@remembered
def choosing() -> tuple[Sign, ...]:
    """Signs that the model is chosen outside the code."""
    return _of_topic("choosing", "choice", "match", Sign)


@remembered
def fallbacks() -> tuple[Mechanism, ...]:
    """Ways of trying another model when one fails."""
    return _of_topic("fallbacks", "fallback", "match", Mechanism)


@remembered
def outputs() -> tuple[Mechanism, ...]:
    """Ways of checking a reply against a schema."""
    return _of_topic("outputs", "reply", "match", Mechanism)


def _of_topic(name: str, topic: str, reach: Reach, form: type[S]) -> tuple[S, ...]:
    loaded: tuple[S, ...] = load(name, tuple[form, ...])  # type: ignore[valid-type]
    return tuple(replace(sign, topic=topic or sign.topic, reach=reach) for sign in loaded)


@remembered
def signs() -> tuple[Sign, ...]:
    """All signs that show in text, of every topic."""
    ways = (*choosing(), *fallbacks(), *outputs())
    practices = (sign for topic in PRACTICES for sign in _of_topic(topic, topic, "file", Sign))
    markers = (sign for name in MARKERS for sign in _of_topic(name, "", "line", Marker))
    spoken = _of_topic("patience", "", "file", Sign)
    return tuple(sign for sign in (*ways, *practices, *spoken, *markers) if sign.words and sign.pattern)

"""What a check is: a declaration, the fact it reads, and which way each sighting points."""

import inspect
import textwrap
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any, ClassVar, Generic, TypeVar, get_args

from audit.inspection.facts import Fact, Sighting
from audit.model.finding import Confidence

F = TypeVar("F", bound=Fact)


class Policy(Enum):
    """How sightings become an outcome."""

    ANY = "one support is enough"
    ALL = "every occurrence must hold"


class Check(Generic[F]):
    """One thing that can be sighted in a repository, about one criterion; subclasses declare it.

    The docstring of a subclass is its title, its reason and, after `Blind spot:`, what it misses.
    Where it `asks_where_mixed`, places that hold beside places that do not make an accusation a question.
    """

    id: ClassVar[str]
    informs: ClassVar[str]
    policy: ClassVar[Policy]
    confidence: ClassVar[Confidence]
    remediation: ClassVar[str]
    good: ClassVar[Mapping[str, str]]
    bad: ClassVar[Mapping[str, str]]
    asks_where_mixed: ClassVar[bool] = False

    fact: ClassVar[type[Fact]]
    title: ClassVar[str]
    reason: ClassVar[str]
    blind_spot: ClassVar[str]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        lacking = [
            f"`{name}`"
            for name in ("id", "informs", "policy", "confidence", "remediation", "good", "bad")
            if not getattr(cls, name, None)
        ]
        if cls.detect is Check.detect:
            lacking.append("`detect`")
        cls.title, cls.reason, cls.blind_spot = _docstring(cls)
        if not cls.title or not cls.reason:
            lacking.append("a docstring with a title line and a reason")
        if not cls.blind_spot:
            lacking.append("`Blind spot:` in its docstring")
        fact = _fact(cls)
        if fact is None:
            lacking.append("the fact it reads: `class ...(Check[SomeFact])`")
        else:
            cls.fact = fact
        if lacking:
            raise TypeError(f"{cls.__module__}.{cls.__name__}: a check must declare {', '.join(lacking)}")

    def detect(self, fact: F, /) -> Iterator[Sighting]:
        """Yield what is sighted in one fact; judge nothing beyond its direction."""
        raise NotImplementedError


def _fact(cls: type) -> type[Fact] | None:
    for base in getattr(cls, "__orig_bases__", ()):
        for argument in get_args(base):
            if isinstance(argument, type) and issubclass(argument, Fact):
                return argument
    return None


def _docstring(cls: type) -> tuple[str, str, str]:
    text = inspect.cleandoc(cls.__dict__.get("__doc__") or "")
    title, _, rest = text.partition("\n\n")
    reason, _, blind_spot = rest.partition("Blind spot:")
    return title.strip().rstrip("."), " ".join(reason.split()), " ".join(blind_spot.split())


def example(text: str) -> str:
    """The text of an example file as it is written into a repository."""
    return textwrap.dedent(text).lstrip("\n")

"""Values that are made without pydantic: what an inspection says, and the words of a language.

An inspection is most often started for itself, and to bring pydantic and build its models took a fifth of
the time of a small one. Pydantic reads, checks and describes these values like its own where it is brought.
"""

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, fields, replace
from operator import eq
from typing import Any, ClassVar, Literal, Self, dataclass_transform

import msgspec


class Within:
    """How far a number may go, as pydantic asks for it: a group of marks in the way of annotated_types."""

    __is_annotated_types_grouped_metadata__ = True

    def __init__(self, least: float, most: float | None = None) -> None:
        self.least = least
        self.most = most

    def __iter__(self) -> Iterator[object]:
        from annotated_types import Ge, Le

        yield Ge(self.least)
        if self.most is not None:
            yield Le(self.most)


class Trimmed:
    """What things are called by: blanks around it are none. Paths and lines of code are kept as they are."""

    __is_annotated_types_grouped_metadata__ = True

    def __iter__(self) -> Iterator[object]:
        from pydantic import StringConstraints

        yield from StringConstraints(strip_whitespace=True)


@dataclass_transform(frozen_default=True, kw_only_default=True)
class Plain:
    """A frozen value: every class below is a dataclass, and the text below a field describes it.

    What makes it checks nothing; what is read from outside is checked. It has the methods of `Value` that
    are used of any value, so that nobody has to know of which kind one is. Its own methods are written once
    and not for each class, which takes longer than all that a small inspection does with them.
    """

    __pydantic_config__: ClassVar = {
        "extra": "forbid",
        "allow_inf_nan": False,
        "use_attribute_docstrings": True,
    }
    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    def __init_subclass__(cls) -> None:
        dataclass(kw_only=True, init=False, repr=False, eq=False, match_args=False)(cls)

    def __init__(self, **given: Any) -> None:
        own = vars(self)
        for one in fields(self):
            if one.name in given:
                own[one.name] = given.pop(one.name)
            elif one.default is not MISSING:
                own[one.name] = one.default
            elif one.default_factory is not MISSING:
                own[one.name] = one.default_factory()
            else:
                raise TypeError(f"{type(self).__name__} lacks {one.name!r}")
        if given:
            raise TypeError(f"{type(self).__name__} has no {', '.join(given)}")

    def __setattr__(self, name: str, value: object) -> None:
        raise FrozenInstanceError(f"cannot assign to {name!r}")

    def __delattr__(self, name: str) -> None:
        raise FrozenInstanceError(f"cannot delete {name!r}")

    def __iter__(self) -> Iterator[tuple[str, Any]]:
        return ((one.name, getattr(self, one.name)) for one in fields(self))

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return all(map(eq, self, other))

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self)})"

    @classmethod
    def needed(cls) -> frozenset[str]:
        """The fields that have to be given."""
        return frozenset(one.name for one in fields(cls) if one.default is one.default_factory is MISSING)

    def model_copy(self, *, update: Mapping[str, Any]) -> Self:
        """The value with some fields changed."""
        return replace(self, **update)

    def model_dump(self, *, mode: Literal["json"]) -> dict[str, Any]:  # noqa: ARG002 - the one there is
        """The value in the kinds of values that JSON has."""
        plain: dict[str, Any] = msgspec.to_builtins(self)
        return plain

    def model_dump_json(self, indent: int | None = None) -> str:
        """The value as JSON, the same text as pydantic's."""
        text = msgspec.json.encode(self)
        return (text if indent is None else msgspec.json.format(text, indent=indent)).decode()

    @classmethod
    def model_validate_json(cls, text: str | bytes) -> Self:
        """The value that JSON from outside says; raises pydantic's `ValidationError` where it is wrong."""
        from pydantic import TypeAdapter

        found: Self = TypeAdapter(cls).validate_json(text)
        return found

"""Values that are made without pydantic are to it like its own: read, checked, written and described."""

from dataclasses import FrozenInstanceError, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Any

import pytest
from hypothesis import given
from hypothesis import strategies as some
from pydantic import TypeAdapter, ValidationError

from audit.model.base import Value
from audit.model.evidence import Direction, Evidence
from audit.model.finding import Confidence, Finding, Outcome
from audit.model.inspection import Coverage, IndexValue, Limitation
from audit.model.plain import Plain, Within
from audit.model.repository_ref import RepositoryRef


class Colour(StrEnum):
    RED = "red"


class Part(Plain):
    """A part."""

    name: str
    """what it is called"""
    share: Annotated[float, Within(0, 100)] = 1.0
    number: Annotated[int | None, Within(1)] = None
    colour: Colour = Colour.RED
    at: datetime | None = None
    others: dict[str, int] = field(default_factory=dict)


class Holder(Value):
    parts: tuple[Part, ...] = ()


PART = Part(name=" a ", number=3)


@given(
    some.builds(
        Part,
        name=some.text(),
        share=some.floats(0, 100),
        number=some.none() | some.integers(1, 2**60),
        at=some.none() | some.datetimes(timezones=some.just(UTC)),
        others=some.dictionaries(some.text(), some.integers(0, 9), max_size=3),
    )
)
def test_it_is_written_and_read_as_pydantic_does(part: Part) -> None:
    written = TypeAdapter(Part)
    assert part.model_dump_json() == written.dump_json(part).decode()
    assert part.model_dump_json(indent=2) == written.dump_json(part, indent=2).decode()
    assert part.model_dump(mode="json") == written.dump_python(part, mode="json")
    assert Part.model_validate_json(part.model_dump_json()) == part
    assert Holder.model_validate_json(Holder(parts=(part,)).model_dump_json()).parts == (part,)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ('{"number": 3}', "Field required"),
        ('{"name": "a", "nmae": "b"}', "Unexpected keyword argument"),
        ('{"name": "a", "number": 0}', "greater than or equal to 1"),
        ('{"name": "a", "share": 100.5}', "less than or equal to 100"),
        ('{"name": "a", "share": NaN}', "finite number"),
        ('{"name": "a", "colour": "blue"}', "'red'"),
    ],
)
def test_what_comes_from_outside_is_checked(said: str, why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        Part.model_validate_json(said)
    with pytest.raises(ValidationError, match=why):
        Holder.model_validate_json(f'{{"parts": [{said}]}}')


def test_it_is_described_with_the_text_below_a_field() -> None:
    described = Holder.model_json_schema()["$defs"]["Part"]
    assert (described["description"], described["required"]) == ("A part.", ["name"])
    assert described["properties"]["name"]["description"] == "what it is called"
    assert described["properties"]["share"] == {
        "default": 1.0, "minimum": 0, "maximum": 100, "title": "Share", "type": "number",
    }  # fmt: skip


def test_it_is_frozen_and_compared_by_content() -> None:
    changed = PART.model_copy(update={"number": 4})
    assert (changed.name, changed.number, PART.number) == (" a ", 4, 3)
    assert PART == Part(name=" a ", number=3) != changed
    with pytest.raises(FrozenInstanceError):
        PART.number = 5  # type: ignore[misc]
    with pytest.raises(TypeError, match="nmae"):
        PART.model_copy(update={"nmae": 4})


def test_its_fields_are_gone_through_in_order() -> None:
    assert [name for name, _ in PART] == ["name", "share", "number", "colour", "at", "others"]
    assert Part.needed() == {"name"}


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [
        (Evidence, {"path": "a", "direction": "supports", "note": "n", "line": 0}),
        (Coverage, {"files": -1, "read": 0, "parsed": 0}),
        (IndexValue, {"value": 101.0, "low": 0.0, "high": 0.0}),
        (Limitation, {"scope": "a"}),
    ],
)
def test_an_inspection_from_outside_is_checked(kind: type[Plain], wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(kind).validate_python(wrong)


def test_blanks_around_what_people_write_of_a_repository_are_none() -> None:
    written = RepositoryRef.model_validate_json('{"path": " delivery ", "revision": "v1 "}')
    assert written == RepositoryRef(path="delivery", revision="v1")
    assert [name for name, _ in written] == ["path", "revision", "name"]


def test_blanks_around_what_findings_are_called_by_are_none() -> None:
    """What is looked up by its name must be found; a path and a line of code are cited as they are."""
    evidence = Evidence(
        path=" odd /a.py", commit="abc", direction=Direction.SUPPORTS, note="n", excerpt="  x"
    )
    one = Finding(
        id="license", informs="OPS-01", title="t", outcome=Outcome.MET, confidence=Confidence.WEAK,
        examined=1, searched="s", reason="r", evidence=(evidence,),
    )  # fmt: skip
    said = one.model_dump_json()
    for name in ("license", "OPS-01", "abc"):
        said = said.replace(f'"{name}"', f'" {name} "')
    assert Finding.model_validate_json(said) == one

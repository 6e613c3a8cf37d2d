"""What all kinds of facts have in common: they are values, declared quickly and sent between processes."""

import pickle

import pytest
from msgspec import Struct

from audit.inspection.facts import Fact, Setting, Sighting, State
from audit.inspection.joins import all_joins
from audit.model.evidence import Direction


@pytest.mark.parametrize("kind", [*all_joins(), Setting, Sighting], ids=lambda kind: kind.__name__)
def test_every_kind_is_a_frozen_struct(kind: type[Struct]) -> None:
    assert kind.__struct_config__.frozen is True
    assert kind.__struct_config__.gc is False


class Here(Fact, frozen=True):
    """A place."""


class There(Fact, frozen=True):
    """A place of another kind."""


def test_facts_of_different_kinds_are_never_equal() -> None:
    here: Fact = Here("a.py", 1)
    there: Fact = There("a.py", 1)
    assert here == Here("a.py", 1)
    assert here != there


def test_a_fact_is_the_same_on_the_other_side() -> None:
    setting = Setting(State.SET, "30", "a.py", 3, others=("60",))
    assert pickle.loads(pickle.dumps(setting)) == setting


def test_a_sighting_cites_the_place_of_its_fact() -> None:
    said = Fact("a.py", 4).contradicts("nothing ends it", weak=True)
    assert said == Sighting("a.py", 4, Direction.CONTRADICTS, "nothing ends it", weak=True)

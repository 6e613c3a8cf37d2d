"""The colours of the house: every text can be read on every ground, by day and by night."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from audit.model.palette import (
    DARK,
    GROUNDS,
    LEAST_FOR_SHAPES,
    LEAST_FOR_TEXT,
    LIGHT,
    SHAPES,
    TEXTS,
    Palette,
    contrast,
)

PALETTES = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@PALETTES
def test_every_text_can_be_read_on_every_ground(palette: Palette) -> None:
    ratios = {
        (text, ground): contrast(getattr(palette, text), getattr(palette, ground))
        for text, ground in product(TEXTS, GROUNDS)
    }
    assert {pair: ratio for pair, ratio in ratios.items() if ratio < LEAST_FOR_TEXT} == {}


@PALETTES
def test_what_can_be_clicked_can_be_seen(palette: Palette) -> None:
    ratios = {
        (shape, ground): contrast(getattr(palette, shape), getattr(palette, ground))
        for shape, ground in product(SHAPES, ("paper", "pale"))
    }
    assert {pair: ratio for pair, ratio in ratios.items() if ratio < LEAST_FOR_SHAPES} == {}


@PALETTES
def test_text_on_the_main_button_can_be_read(palette: Palette) -> None:
    assert contrast("#ffffff", palette.button) >= LEAST_FOR_TEXT


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#777777", "#ffffff", 4.48),
        ("#767676", "#ffffff", 4.54),
        ("#ff0000", "#ffffff", 4.0),
    ],
)
def test_known_ratios(one: str, other: str, ratio: float) -> None:
    assert round(contrast(one, other), 2) == ratio


@given(COLOURS, COLOURS)
def test_a_contrast_is_the_same_from_both_sides(one: str, other: str) -> None:
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21
    assert contrast(one, one) == 1


def test_a_colour_has_one_spelling() -> None:
    with pytest.raises(ValidationError):
        LIGHT.model_validate(LIGHT.model_dump() | {"ink": "black"})

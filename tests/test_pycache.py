"""What is kept beside the compiled modules: given back as it was made, or not at all."""

import sys
from hashlib import sha256
from importlib.util import cache_from_source
from pathlib import Path

import pytest

from audit import pycache

MADE_OF = sha256(b"text").digest()
CONTENT = b"what was made of it"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return pycache.place(Path(__file__), "made")


def test_what_is_written_is_read(place: Path) -> None:
    assert pycache.read(place, MADE_OF) is None
    pycache.write(place, MADE_OF, CONTENT)
    assert pycache.read(place, MADE_OF) == CONTENT
    assert list(place.parent.iterdir()) == [place]


def test_it_lies_where_python_keeps_the_module(place: Path) -> None:
    module = Path(cache_from_source(__file__))
    assert (place.parent, place.name) == (module.parent, f"{module.stem}.made")


def test_what_was_made_of_something_else_is_not_read(place: Path) -> None:
    pycache.write(place, MADE_OF, CONTENT)
    assert pycache.read(place, sha256(b"another text").digest()) is None


def test_nothing_is_read_in_which_a_bit_is_another_or_bytes_are_missing_or_more(place: Path) -> None:
    pycache.write(place, MADE_OF, CONTENT)
    whole = place.read_bytes()
    flipped = [
        whole[:at] + bytes([whole[at] ^ 1 << bit]) + whole[at + 1 :]
        for at in range(len(whole))
        for bit in range(8)
    ]
    for damaged in (*flipped, *(whole[:end] for end in range(len(whole))), whole + b"?"):
        place.write_bytes(damaged)
        assert pycache.read(place, MADE_OF) is None


def test_nothing_is_written_where_python_shall_not_write(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    pycache.write(place, MADE_OF, CONTENT)
    assert not place.parent.exists()


def test_nothing_is_left_where_it_cannot_be_written(place: Path) -> None:
    place.mkdir(parents=True)
    pycache.write(place, MADE_OF, CONTENT)
    assert list(place.parent.iterdir()) == [place]
    assert pycache.read(place, MADE_OF) is None

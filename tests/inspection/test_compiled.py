"""Our own knowledge as it is kept beside the compiled modules: used while it is sound, else made again."""

import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from audit.inspection.knowledge import compiled

MADE = compiled.data.__wrapped__


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return compiled.place()


def flipped(kept: bytes, at: int) -> bytes:
    return kept[:at] + bytes([kept[at] ^ 1]) + kept[at + 1 :]


def left(folder: Path) -> list[Path]:
    """What lies there but modules, which Python keeps in the same place."""
    return [file for file in folder.iterdir() if file.suffix != ".pyc"]


def test_what_was_made_is_read_again(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = MADE()
    assert set(made) == set(compiled.texts()) == {file.stem for file in compiled.FOLDER.glob("*.yaml")}
    assert left(place.parent) == [place]
    monkeypatch.setattr(compiled, "_made", lambda: pytest.fail("it was made again"))
    assert MADE() == made


@pytest.mark.parametrize(
    "damage",
    [
        lambda kept: b"",
        lambda kept: b"no knowledge",
        lambda kept: kept[:-1],
        lambda kept: kept + b"x",
        lambda kept: flipped(kept, 0),
        lambda kept: flipped(kept, 40),
        lambda kept: flipped(kept, len(kept) // 2),
        lambda kept: kept[:32] + sha256(b"\x93").digest() + b"\x93",
    ],
    ids=[
        "empty",
        "another file",
        "cut",
        "longer",
        "of other texts",
        "another digest",
        "another body",
        "no data, with its digest",
    ],
)
def test_what_is_damaged_or_of_other_texts_is_made_again(
    place: Path, damage: Callable[[bytes], bytes]
) -> None:
    made, sound = MADE(), place.read_bytes()
    place.write_bytes(damage(sound))
    assert MADE() == made
    assert place.read_bytes() == sound


def test_other_texts_make_other_knowledge(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    MADE()
    monkeypatch.setattr(compiled, "texts", lambda: {"people": b"[1]"})
    monkeypatch.setattr(compiled, "digest", compiled.digest.__wrapped__)
    assert MADE() == {"people": b"\x91\x01"}


def test_nothing_is_written_where_python_shall_not_write(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert set(MADE()) == set(compiled.texts())
    assert not place.exists()


def test_where_nothing_can_be_written_it_is_made_each_time(place: Path) -> None:
    place.mkdir(parents=True)
    assert set(MADE()) == set(compiled.texts())
    assert left(place.parent) == [place]

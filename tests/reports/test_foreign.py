"""Declarations of libraries: made once, the same as those that are made anew, and made again when damaged."""

import sys
from pathlib import Path

import cffi  # type: ignore[import-untyped]
import pytest

from reports import foreign

TEXT = (
    "typedef struct { int quot; int rem; } div_t; div_t div (int numerator, int denominator); int abs (int);"
)


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Where they are kept."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(cffi, "FFI", cffi.FFI)
    return tmp_path


def _divides() -> bool:
    """Whether what stands in for the library's own does what it would, and is there for one declaration."""
    foreign.stand_in()
    ffi = cffi.FFI()
    ffi.cdef(TEXT)
    found = ffi.dlopen(None).div(17, 5)
    kept = ffi.new("int[]", [found.quot, found.rem])
    return list(kept) == [3, 2] and type(cffi.FFI()) is foreign._plain


def test_what_is_kept_calls_the_same(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    assert [_divides() for _ in range(2)] == [True, True]
    assert foreign.place().is_file()
    monkeypatch.setattr(sys, "platform", "darwin")
    foreign.stand_in()
    assert cffi.FFI is foreign._plain


def test_it_is_made_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made: list[str] = []

    class Plain(foreign._plain):  # type: ignore[misc]
        def cdef(self, text: str) -> None:
            made.append(text)
            super().cdef(text)

    monkeypatch.setattr(foreign, "_plain", Plain)
    for text in (TEXT, TEXT, "int abs (int);", "int abs (int);"):
        assert foreign.kept(text).dlopen(None).abs(-4) == 4
    assert made == [TEXT, "int abs (int);"]
    assert [one.name for one in folder.rglob("*") if one.is_file()] == [foreign.place().name]
    assert capsys.readouterr() == ("", "")  # where the document goes to


@pytest.mark.parametrize("keep", [0, 20, 64, 90, -1])
def test_a_damaged_one_is_made_again(folder: Path, keep: int) -> None:
    foreign.kept(TEXT)
    whole = foreign.place().read_bytes()
    assert foreign.place().is_relative_to(folder)
    foreign.place().write_bytes(whole[:keep] + b"?")
    assert foreign.kept(TEXT).dlopen(None).abs(-4) == 4
    assert foreign.place().read_bytes() == whole


def test_nothing_is_kept_where_nothing_shall_or_can_be_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert foreign.kept(TEXT).dlopen(None).abs(-4) == 4
    assert list(folder.iterdir()) == []
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", str(folder / "file" / "below"))
    (folder / "file").write_text("no folder")
    assert foreign.kept(TEXT).dlopen(None).abs(-4) == 4
    assert [one.name for one in folder.iterdir()] == ["file"]

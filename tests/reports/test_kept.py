"""Templates that are compiled once: kept beside the modules, made again when what they are made of changed."""

import sys
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any

import jinja2
import pytest

from reports import kept
from reports.kept import Kept


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Where templates are kept."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "kept"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    (tmp_path / "compiler.py").write_text("one")
    return tmp_path


def _compiled(folder: Path, monkeypatch: pytest.MonkeyPatch, text: str = "a {{ b }}") -> bool:
    """Whether a template had to be compiled, and could be filled."""
    done: list[str] = []
    environment = jinja2.Environment(
        loader=jinja2.DictLoader({"one": text}),
        autoescape=True,
        bytecode_cache=Kept(folder / "compiler.py"),
    )
    real = environment.compile

    def noted(source: str, *given: Any) -> Any:
        done.append(source)
        return real(source, *given)

    monkeypatch.setattr(environment, "compile", noted)
    assert environment.get_template("one").render(b="<") == text.replace("{{ b }}", "&lt;")
    return bool(done)


def _files(folder: Path) -> list[Path]:
    return [one for one in (folder / "kept").rglob("*") if one.is_file()]


def test_a_template_is_compiled_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert [_compiled(folder, monkeypatch) for _ in range(3)] == [True, False, False]
    assert len(_files(folder)) == 1


def test_it_lies_where_python_keeps_our_modules(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _compiled(folder, monkeypatch)
    (one,) = _files(folder)
    assert one.parent == Path(cache_from_source(str(kept.FOLDER / "one.py"))).parent


def test_it_is_made_again_when_what_it_is_made_of_changed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _compiled(folder, monkeypatch)
    assert _compiled(folder, monkeypatch, "c {{ b }}")
    assert not _compiled(folder, monkeypatch, "c {{ b }}")
    (folder / "compiler.py").write_text("two")
    assert _compiled(folder, monkeypatch, "c {{ b }}")
    monkeypatch.setattr(jinja2, "__version__", "0")
    assert _compiled(folder, monkeypatch, "c {{ b }}")


@pytest.mark.parametrize("keep", [0, 1, 20, 60, -1])
def test_a_damaged_one_is_made_again(folder: Path, monkeypatch: pytest.MonkeyPatch, keep: int) -> None:
    _compiled(folder, monkeypatch)
    (one,) = _files(folder)
    whole = one.read_bytes()
    one.write_bytes(whole[:keep] + b"?")
    assert _compiled(folder, monkeypatch)
    assert one.read_bytes() == whole


def test_none_is_run_in_which_a_byte_is_another(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _compiled(folder, monkeypatch)
    (one,) = _files(folder)
    whole = one.read_bytes()
    for at in range(0, len(whole), 5):
        one.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert _compiled(folder, monkeypatch), at


def test_nothing_is_kept_where_nothing_shall_or_can_be_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "kept").write_text("no folder")
    assert [_compiled(folder, monkeypatch) for _ in range(2)] == [True, True]
    (folder / "kept").unlink()
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert [_compiled(folder, monkeypatch) for _ in range(2)] == [True, True]
    assert _files(folder) == []

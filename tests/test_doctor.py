"""What the doctor finds on a machine, and the line it gives for each thing that is missing."""

import ctypes
import os
import shutil
import sys
from importlib import metadata
from pathlib import Path

import pytest

from audit import doctor
from audit.doctor import Need


def by_name(needs: tuple[Need, ...]) -> dict[str, Need]:
    return {need.name: need for need in needs}


def test_this_machine_has_what_running_needs(tmp_path: Path) -> None:
    needs = doctor.examine(tmp_path / "data")
    assert [need.name for need in needs] == [
        "Python",
        "git",
        "Pango",
        "packages",
        "fonts",
        "data folder",
        "Chromium",
    ]
    assert [need.name for need in needs if not need.optional and not need.met] == []
    assert by_name(needs)["Python"].found == ".".join(map(str, sys.version_info[:3]))
    assert f"weasyprint {metadata.version('weasyprint')}" in by_name(needs)["packages"].found
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    ("absent", "package"),
    [
        ("libgobject-2.0.so.0", "libpango-1.0-0"),
        ("libpango-1.0.so.0", "libpango-1.0-0"),
        ("libpangoft2-1.0.so.0", "libpangoft2-1.0-0"),
        ("libharfbuzz.so.0", "libpangoft2-1.0-0"),
        ("libharfbuzz-subset.so.0", "libharfbuzz-subset0"),
        ("libfontconfig.so.1", "libpangoft2-1.0-0"),
    ],
)
def test_a_missing_library_names_its_package(
    monkeypatch: pytest.MonkeyPatch, absent: str, package: str
) -> None:
    def open_library(name: str) -> object:
        if name == absent:
            raise OSError(f"{name}: cannot open shared object file")
        return object()

    monkeypatch.setattr(ctypes, "CDLL", open_library)
    pango = by_name(doctor.system_needs())["Pango"]
    assert (pango.met, pango.missing, pango.debian) == (False, absent, (package,))
    assert pango.mend == doctor.apt_line([package])


def test_no_library_at_all_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def open_library(name: str) -> object:
        raise OSError(name)

    monkeypatch.setattr(ctypes, "CDLL", open_library)
    pango = by_name(doctor.system_needs())["Pango"]
    assert pango.debian == ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")


def test_missing_commands(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    needs = by_name(doctor.examine(tmp_path))
    assert (needs["git"].met, needs["git"].debian, needs["git"].optional) == (False, ("git",), False)
    assert (needs["Chromium"].met, needs["Chromium"].optional) == (False, True)


@pytest.mark.parametrize(
    ("user", "has_sudo", "line"),
    [
        (0, True, "apt-get update && apt-get install -y --no-install-recommends a b"),
        (7, True, "sudo apt-get update && sudo apt-get install -y --no-install-recommends a b"),
        (7, False, "su -c 'apt-get update && apt-get install -y --no-install-recommends a b'"),
    ],
)
def test_the_line_fits_the_user(
    monkeypatch: pytest.MonkeyPatch, user: int, has_sudo: bool, line: str
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: user)
    monkeypatch.setattr(shutil, "which", lambda _: "/usr/bin/sudo" if has_sudo else None)
    assert doctor.apt_line(["a", "b"]) == line


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(
        metadata, "requires", lambda _: ["jinja2>=3", "nowhere-to-be-found[extra]>=1", "x; win32"]
    )
    packages = by_name(doctor.examine(tmp_path))["packages"]
    assert packages.missing == "nowhere-to-be-found"
    assert packages.mend == "pip install nowhere-to-be-found"
    assert packages.found == f"jinja2 {metadata.version('jinja2')}"


def test_a_data_folder_below_a_file_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    folder = by_name(doctor.examine(tmp_path / "file" / "data"))["data folder"]
    assert (folder.met, folder.found) == (False, "")
    assert folder.missing == f"permission to write in {tmp_path / 'file'}"

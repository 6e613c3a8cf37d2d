"""Finds out what this machine has of what the product needs, and the one line that mends each gap."""

import ctypes
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import metadata, resources
from pathlib import Path

OLDEST_PYTHON = (3, 11)
DISTRIBUTION = "phase2-audit"

PDF_LIBRARIES = {
    "libgobject-2.0.so.0": "libpango-1.0-0",
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
    "libfontconfig.so.1": "libpangoft2-1.0-0",
}
"""The shared libraries that WeasyPrint opens, each with the Debian package that brings it."""


@dataclass(frozen=True, slots=True)
class Need:
    """One thing the product needs: what for, what was found of it, and what mends it when it is missing."""

    name: str
    purpose: str
    found: str = ""
    missing: str = ""
    mend: str = ""
    optional: bool = False
    debian: tuple[str, ...] = ()

    @property
    def met(self) -> bool:
        """Whether nothing has to be done about it."""
        return not self.missing


def examine(data_folder: Path) -> tuple[Need, ...]:
    """Everything that this machine needs to run the product, met or not, in the order to mend it."""
    return (_python(), *system_needs(), _packages(), _fonts(), _data_folder(data_folder), _browser())


def system_needs() -> tuple[Need, ...]:
    """What only the machine's package manager can bring; known before any Python package is installed."""
    return _git(), _pdf_libraries()


def apt_line(packages: Iterable[str]) -> str:
    """The line that installs Debian packages: with sudo where there is one, else through root's password."""
    install = f"apt-get install -y --no-install-recommends {' '.join(packages)}"
    if os.geteuid() == 0:
        return f"apt-get update && {install}"
    if shutil.which("sudo"):
        return f"sudo apt-get update && sudo {install}"
    return f"su -c 'apt-get update && {install}'"


def _python() -> Need:
    wanted = ".".join(map(str, OLDEST_PYTHON))
    new_enough = sys.version_info >= OLDEST_PYTHON
    return Need(
        name="Python",
        purpose="runs everything",
        found=platform.python_version(),
        missing="" if new_enough else f"version {wanted} or newer",
        mend="" if new_enough else apt_line(["python3"]),
    )


def _git() -> Need:
    purpose = "reads the repositories under audit"
    if not shutil.which("git"):
        return _from_debian("git", purpose, missing="the command git", packages=("git",))
    answer = subprocess.run(["git", "--version"], capture_output=True, text=True, check=False)
    return Need("git", purpose, found=answer.stdout.removeprefix("git version ").strip())


def _pdf_libraries() -> Need:
    purpose = "sets the PDF report"
    missing = [library for library in PDF_LIBRARIES if not _opens(library)]
    if missing:
        packages = tuple(dict.fromkeys(PDF_LIBRARIES[library] for library in missing))
        return _from_debian("Pango", purpose, missing=", ".join(missing), packages=packages)
    pango = ctypes.CDLL("libpango-1.0.so.0")
    pango.pango_version_string.restype = ctypes.c_char_p
    return Need("Pango", purpose, found=pango.pango_version_string().decode())


def _packages() -> Need:
    purpose = "the libraries that the product is built on"
    try:
        declared = metadata.requires(DISTRIBUTION) or []
    except metadata.PackageNotFoundError:
        return Need("packages", purpose, missing=DISTRIBUTION, mend=f"pip install {DISTRIBUTION}")
    names = sorted(_distribution_name(requirement) for requirement in declared if ";" not in requirement)
    missing = [name for name in names if not _installed_version(name)]
    return Need(
        name="packages",
        purpose=purpose,
        found=", ".join(f"{name} {_installed_version(name)}" for name in names if name not in missing),
        missing=", ".join(missing),
        mend=f"pip install {' '.join(missing)}" if missing else "",
    )


def _fonts() -> Need:
    folder = resources.files("reports") / "fonts"
    found = sorted(entry.name for entry in folder.iterdir()) if folder.is_dir() else []
    fonts = [name for name in found if name.endswith((".ttf", ".otf", ".woff2"))]
    return Need(
        name="fonts",
        purpose="make the report look the same everywhere",
        found=f"{len(fonts)} bundled" if fonts else "",
        missing="" if fonts else "the fonts bundled with the reports",
        mend="" if fonts else f"pip install --force-reinstall --no-deps {DISTRIBUTION}",
    )


def _data_folder(folder: Path) -> Need:
    existing = next(place for place in (folder, *folder.absolute().parents) if place.exists())
    writable = existing.is_dir() and os.access(existing, os.W_OK | os.X_OK)
    return Need(
        name="data folder",
        purpose="keeps the assessments",
        found=str(folder) if writable else "",
        missing="" if writable else f"permission to write in {existing}",
        mend="" if writable else "export PHASE2_DATABASE_URL=sqlite:////path/to/a/file/of/yours.db",
    )


def _browser() -> Need:
    purpose = "only for the test that drives the app in a browser"
    path = shutil.which("chromium")
    if path:
        return Need("Chromium", purpose, found=path, optional=True)
    return _from_debian(
        "Chromium", purpose, missing="the command chromium", packages=("chromium",), optional=True
    )


def _from_debian(
    name: str, purpose: str, *, missing: str, packages: tuple[str, ...], optional: bool = False
) -> Need:
    return Need(name, purpose, missing=missing, mend=apt_line(packages), optional=optional, debian=packages)


def _opens(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _distribution_name(requirement: str) -> str:
    stop = next((at for at, sign in enumerate(requirement) if sign in "<>=!~[; ("), len(requirement))
    return requirement[:stop]


def _installed_version(distribution: str) -> str:
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return ""

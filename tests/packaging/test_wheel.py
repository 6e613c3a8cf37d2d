"""The wheel, installed into an empty environment and run from a folder that means harm."""

import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.long

ROOT = Path(__file__).parents[2]
TRAP = "from pathlib import Path\nPath({mark!r}).touch()\nraise SystemExit('the wrong module was imported')\n"
STREAMLIT = """
[server]
address = "0.0.0.0"
baseUrlPath = "elsewhere"
enableStaticServing = true
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the checkout without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    run([sys.executable, "-P", "-m", "hatchling", "build", "--target", "wheel", "--directory", folder], ROOT)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def phase2(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command of a new environment that holds the wheel, and sees the other packages of this one."""
    place = tmp_path_factory.mktemp("an environment") / "env"
    venv.create(place, symlinks=True)
    python = place / "bin" / "python"
    install = ["install", "--quiet", "--no-deps", "--no-index"]
    if importlib.util.find_spec("pip"):
        run([sys.executable, "-P", "-m", "pip", "--python", python, *install, wheel], place)
    else:
        uv = shutil.which("uv")
        assert uv, "neither pip nor uv is there to install the wheel with"
        run([uv, "pip", *install, "--offline", "--python", python, wheel], place)
    (site_packages,) = place.glob("lib/python*/site-packages")
    (site_packages / "others.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return place / "bin" / "phase2"


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A folder as a repository under audit could be: with modules and settings that would be ours."""
    folder = tmp_path / "hostile"
    folder.mkdir()
    trap = TRAP.format(mark=str(tmp_path / "trapped"))
    for package in ("audit", "questionnaires", "reports"):
        (folder / package).mkdir()
        (folder / package / "__init__.py").write_text(trap)
    for module in ("app", "json", "scipy", "sitecustomize", "weasyprint", "yaml"):
        (folder / f"{module}.py").write_text(trap)
    (folder / "questionnaires" / "stages.yaml").write_text("stages: []\n")
    (folder / ".streamlit").mkdir()
    (folder / ".streamlit" / "config.toml").write_text(STREAMLIT)
    return folder


def test_the_wheel_holds_the_code_and_all_data(wheel: Path) -> None:
    tracked = run(["git", "ls-files", "-z", "audit", "questionnaires", "reports", "examples"], ROOT)
    wanted = {
        f"audit/_{name}" if name.startswith("examples/") else name for name in tracked.split("\0") if name
    }
    with zipfile.ZipFile(wheel) as archive:
        shipped = {name for name in archive.namelist() if ".dist-info/" not in name}
        licences = {Path(name).name for name in archive.namelist() if ".dist-info/licenses/" in name}
    assert wanted - shipped == set()
    assert licences == {"LICENSE", "NOTICE"}
    assert {name.split("/")[0] for name in shipped} == {"audit", "questionnaires", "reports"}


def test_the_command_runs_the_installed_code(phase2: Path, hostile: Path) -> None:
    assert "usage: phase2" in run([phase2, "--help"], hostile)
    where = "import audit as a, questionnaires as q, reports as r; print(a.__file__, q.__file__, r.__file__)"
    found = run([phase2.with_name("python"), "-P", "-c", where], hostile)
    assert found.count(f"{phase2.parents[1]}/lib/") == 3
    assert not hostile.with_name("trapped").exists()


def test_a_hostile_folder_changes_nothing(phase2: Path, hostile: Path, tmp_path: Path) -> None:
    output = tmp_path / "output"
    written = []
    for folder, forms in ((tmp_path, "html,json"), (hostile, "pdf,html,json")):
        run([phase2, "demo", "--output", output, "--format", forms], folder)
        written.append([(output / name).read_bytes() for name in ("assessment.json", "report.html")])
    assert (output / "report.pdf").read_bytes().startswith(b"%PDF-")
    assert written[0] == written[1]
    assert not (tmp_path / "trapped").exists()


def run(command: list[str | Path], folder: Path) -> str:
    """Run a command in a folder, as a user without settings of their own would; it has to succeed."""
    own = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "PHASE2_DATABASE_URL")
    environment = {name: value for name, value in os.environ.items() if name not in own}
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, f"{command[0]}: {done.stdout}{done.stderr}"
    return done.stdout

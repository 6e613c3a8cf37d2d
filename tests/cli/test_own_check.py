"""A package of somebody else brings checks of its own, by its entry point and nothing else."""

import json
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "examples" / "own_check"
COMMAND = "from audit.cli import main; main()"


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """A folder with the example package as an installer leaves it there."""
    project = tomllib.loads((PACKAGE / "pyproject.toml").read_text("utf-8"))["project"]
    site = tmp_path / "site"
    shutil.copytree(PACKAGE, site, ignore=shutil.ignore_patterns("pyproject.toml"))
    about = site / f"{project['name'].replace('-', '_')}-{project['version']}.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n"
    )
    points = [
        f"[{group}]\n" + "\n".join(f"{name} = {value}" for name, value in names.items())
        for group, names in project["entry-points"].items()
    ]
    (about / "entry_points.txt").write_text("\n".join(points) + "\n")
    return site


def phase2(site: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-P", "-c", COMMAND, *arguments]
    found = {**os.environ, "PYTHONPATH": str(site)}
    return subprocess.run(command, env=found, capture_output=True, text=True, check=False)


def test_the_check_of_an_installed_package_takes_part(installed: Path, tmp_path: Path) -> None:
    subject = tmp_path / "subject"
    subject.mkdir()
    (subject / "app.py").write_text(
        "from openai import OpenAI\nreply = OpenAI().responses.create(model='gpt-4o', input='x')\n"
    )
    for step in (["init", "-q"], ["add", "--all"]):
        subprocess.run(["git", "-C", subject, *step], check=True)
    who = ["-c", "user.name=x", "-c", "user.email=x@y.example"]
    subprocess.run(["git", "-C", subject, *who, "commit", "-qm", "x"], check=True)

    done = phase2(installed, "inspect", str(subject), "--format", "json")
    assert done.returncode == 0, done.stderr
    (found,) = [c for c in json.loads(done.stdout)["checks"] if c["id"] == "acme-providers-under-contract"]
    assert (found["outcome"], found["confidence"], found["informs"]) == ("not_met", "weak", "PROV-05")
    assert [(e["path"], e["line"], e["note"]) for e in found["evidence"]] == [
        ("app.py", 2, "openai is not under contract")
    ]


def test_its_page_is_printed_like_any_other(installed: Path) -> None:
    done = phase2(installed, "checks", "acme-providers-under-contract")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("## Only providers under contract are called\n")


def test_its_examples_are_sighted_where_they_are_marked(installed: Path, tmp_path: Path) -> None:
    program = (
        "import sys, pathlib, acme_checks\n"
        "sys.path.append(sys.argv[1])\n"
        "from tests.checks.test_examples import test_examples_are_sighted_where_they_are_marked as look\n"
        "for kind in ('good', 'bad'):\n"
        "    place = pathlib.Path(sys.argv[2]) / kind\n"
        "    place.mkdir()\n"
        "    look(acme_checks.ProvidersUnderContract, kind, place)\n"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", program, str(ROOT), str(tmp_path)],
        env={**os.environ, "PYTHONPATH": str(installed)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_without_the_package_there_is_no_such_check(tmp_path: Path) -> None:
    done = phase2(tmp_path, "checks", "acme-providers-under-contract")
    assert done.returncode == 2
    assert "there is no check 'acme-providers-under-contract'" in done.stderr


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("from audit.inspection.check import Check\n\n\nclass Bad(Check): pass\n", "a check must declare"),
        ("from audit.checks.own.license import License\n", None),
    ],
    ids=["a declaration that lacks everything", "only a check of ours, imported"],
)
def test_a_package_that_brings_nothing_sound_is_told(text: str, message: str | None, installed: Path) -> None:
    (installed / "acme_checks.py").write_text(text)
    done = phase2(installed, "checks")
    assert (done.returncode == 0) == (message is None)
    assert message is None or message in done.stderr

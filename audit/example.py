"""The seed case as a user gets it: a repository with its history, and the inputs of its audit beside it."""

import os
import shutil
import subprocess
import tempfile
from importlib.resources import files
from pathlib import Path

import yaml
from pydantic import AwareDatetime, BaseModel, ConfigDict

from audit.model.base import InputError
from audit.model.speech import _

NAME = "coastal_supply"
DELIVERY = "delivery"
ASSESSMENT = "assessment.yaml"
_HISTORY = "history.yaml"
_MARK = "Example of Phase 2 Audit: "


class _Part(BaseModel):
    """A part of the history; its text is kept to the last blank."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class _Author(_Part):
    name: str
    email: str


class _Edit(_Part):
    now: str
    then: str


class _Commit(_Part):
    by: str
    at: AwareDatetime
    message: str
    files: dict[str, tuple[_Edit, ...]]


class _History(_Part):
    about: str
    authors: dict[str, _Author]
    commits: tuple[_Commit, ...]


def build(folder: Path, source: Path | None = None) -> Path:
    """Build the seed case in `folder`, or the one described in `source`; returns its assessment file.

    The same sources give the same commit ids. What an earlier build left in the folder is replaced;
    anything else of these names is refused.
    """
    origin = source or sources()
    history = _History.model_validate(yaml.safe_load((origin / _HISTORY).read_text("utf-8")))
    _refuse_others(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as temporary:
        made, replaced = Path(temporary, "made"), Path(temporary, "replaced")
        (made / DELIVERY).mkdir(parents=True)
        _commit_all(made / DELIVERY, origin / DELIVERY, history)
        shutil.copyfile(origin / ASSESSMENT, made / ASSESSMENT)
        folder.mkdir(exist_ok=True)
        replaced.mkdir()
        for name in (DELIVERY, ASSESSMENT):
            if (folder / name).exists():
                (folder / name).rename(replaced / name)
            (made / name).rename(folder / name)
    return folder / ASSESSMENT


def sources() -> Path:
    """Where the sources of the seed case lie: in the installed package, or at the top of a checkout."""
    package = Path(str(files("audit")))
    installed = package / "_examples" / NAME
    return installed if installed.is_dir() else package.parent / "examples" / NAME


def _refuse_others(folder: Path) -> None:
    """Never replace what is not an earlier build."""
    if folder.exists() and not folder.is_dir():
        raise InputError(_("{folder}: is a file; give a folder for the example", folder=str(folder)))
    description = folder / DELIVERY / ".git" / "description"
    if description.is_file() and description.read_text("utf-8", "replace").startswith(_MARK):
        return
    for name in (DELIVERY, ASSESSMENT):
        if (folder / name).exists():
            raise InputError(
                _(
                    "{folder}: was not made by the example; move it or give another folder",
                    folder=str(folder / name),
                )
            )


def _commit_all(repository: Path, delivered: Path, history: _History) -> None:
    _git(repository, "init", "--quiet", "--template=", "--initial-branch=main", "--object-format=sha1")
    (repository / ".git" / "description").write_text(f"{_MARK}{history.about}\n", "utf-8")
    for commit in history.commits:
        for path, edits in commit.files.items():
            target = repository / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(_as_it_was((delivered / path).read_bytes(), path, edits))
        _git(repository, "add", "--force", "--", *commit.files)
        author, when = history.authors[commit.by], commit.at.isoformat()
        signed = {
            f"GIT_{role}_{field}": value
            for role in ("AUTHOR", "COMMITTER")
            for field, value in (("NAME", author.name), ("EMAIL", author.email), ("DATE", when))
        }
        _git(repository, "commit", "--quiet", "--message", commit.message, **signed)


def _as_it_was(data: bytes, path: str, edits: tuple[_Edit, ...]) -> bytes:
    for edit in edits:
        now = edit.now.encode()
        if data.count(now) != 1:
            raise ValueError(f"{_HISTORY}: {edit.now!r} stands {data.count(now)} times in {path}, not once")
        data = data.replace(now, edit.then.encode())
    return data


def _git(repository: Path, *arguments: str, **signed: str) -> None:
    """Run git so that neither the user's settings nor those of the machine have a say."""
    settings = {
        "commit.gpgSign": "false",
        "core.autocrlf": "false",
        "core.fileMode": "false",
        "core.fsmonitor": "false",
        "core.hooksPath": os.devnull,
        "gc.auto": "0",
        "maintenance.auto": "false",
    }
    options = [part for key, value in settings.items() for part in ("-c", f"{key}={value}")]
    environment = {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(repository),
        "LC_ALL": "C.UTF-8",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_ATTR_NOSYSTEM": "1",
        "GIT_TERMINAL_PROMPT": "0",
        **signed,
    }
    command = ["git", *options, "-C", str(repository), *arguments]
    try:
        subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=True)
    except FileNotFoundError as error:
        raise InputError(_("git was not found: install it (Debian: apt-get install git)")) from error
    except subprocess.CalledProcessError as error:
        told = error.stderr.decode(errors="replace").strip()
        raise InputError(
            _(
                "{repository}: git {arguments} failed: {told}",
                repository=str(repository),
                arguments=arguments[0],
                told=told,
            )
        ) from error

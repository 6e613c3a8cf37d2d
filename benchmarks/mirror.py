"""The repositories that are measured, as git directories in a folder of this machine."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from benchmarks.labels import Repository

_GIT = {**os.environ, "GIT_TERMINAL_PROMPT": "0", "GIT_CONFIG_NOSYSTEM": "1"}


class NotBroughtError(Exception):
    """A repository is not here and could not be brought; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Mirror:
    """A folder with `owner+name.git` (as cloned here) or `owner+name/repo` for each repository."""

    folder: Path

    def bring(self, wanted: Repository) -> Path:
        """The git directory that holds the wanted commit, cloned if it is not there yet."""
        path = self._found(wanted.repo)
        if path is None:
            path = self._cloned(wanted.repo)
        if not _holds(path, wanted.commit):
            _git(
                wanted.repo, "--git-dir", str(path), "fetch", "--quiet", _address(wanted.repo), wanted.commit
            )
        return path

    def newest(self, repo: str) -> Path:
        """The git directory of a repository at whatever commit it is here, cloned if it is not."""
        return self._found(repo) or self._cloned(repo)

    def _found(self, repo: str) -> Path | None:
        name = repo.replace("/", "+")
        layouts = (
            self.folder / f"{name}.git",
            self.folder / name / "repo" / ".git",
            self.folder / name / "repo",
        )
        return next((path for path in layouts if path.is_dir()), None)

    def _cloned(self, repo: str) -> Path:
        target = self.folder / f"{repo.replace('/', '+')}.git"
        begun = target.with_suffix(".part")
        self.folder.mkdir(parents=True, exist_ok=True)
        _git(repo, "clone", "--quiet", "--bare", _address(repo), str(begun))
        begun.rename(target)
        return target


def _address(repo: str) -> str:
    return f"https://github.com/{repo}.git"


def _holds(path: Path, commit: str) -> bool:
    asked = ["git", "--git-dir", str(path), "cat-file", "-e", f"{commit}^{{commit}}"]
    return subprocess.run(asked, env=_GIT, capture_output=True, check=False).returncode == 0


def _git(repo: str, *arguments: str) -> None:
    done = subprocess.run(["git", *arguments], env=_GIT, capture_output=True, text=True, check=False)
    if done.returncode:
        said = (done.stderr.strip().splitlines() or ["git gave no reason"])[-1]
        raise NotBroughtError(
            f"{repo}: not in the mirror at this commit, and {_address(repo)} could not be read ({said}). "
            "Connect to the network and run again, or give the folder that holds it with --mirror."
        )

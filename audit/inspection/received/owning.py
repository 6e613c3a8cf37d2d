"""A git directory of ours: made without templates, and run without any setting, hook or filter of others."""

import os
import subprocess
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from audit.inspection.repository.store import is_object_id
from audit.model.errors import InputError
from audit.model.speech import _

SECONDS = 900
_BRANCH = "refs/heads/received"
_SETTINGS = (
    *("core.autocrlf=false", "core.safecrlf=false", "core.fileMode=false", "core.symlinks=false"),
    *("core.fsmonitor=false", "core.untrackedCache=false", "core.protectNTFS=false"),
    *("core.protectHFS=false", "core.precomposeUnicode=false", "gc.auto=0", "maintenance.auto=false"),
    f"core.hooksPath={os.devnull}",
)


def run(
    directory: Path, *arguments: str, worktree: Path | None = None, more: Mapping[str, str] | None = None
) -> str:
    """What one git command answers in a git directory of ours; raises InputError with its reason."""
    environment = {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(directory),
        "TMPDIR": tempfile.gettempdir(),
        "LC_ALL": "C.UTF-8",
        "GIT_DIR": str(directory),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_ATTR_NOSYSTEM": "1",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_ALLOW_PROTOCOL": "none",
        **({"GIT_WORK_TREE": str(worktree)} if worktree else {}),
        **(more or {}),
    }
    settings = [part for one in _SETTINGS for part in ("-c", one)]
    try:
        done = subprocess.run(
            ["git", "--no-pager", *settings, *arguments],
            env=environment,
            cwd=worktree or directory,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except FileNotFoundError as error:
        raise InputError(_("git was not found: install it (Debian: apt-get install git)")) from error
    except subprocess.TimeoutExpired as error:
        raise InputError(
            _(
                "git {arguments} took longer than {seconds} s and was given up",
                arguments=arguments[0],
                seconds=str(SECONDS),
            )
        ) from error
    if done.returncode:
        lines = done.stderr.decode(errors="replace").strip().splitlines()
        why = next((line for line in lines if line.startswith(("fatal:", "error:"))), "")
        raise InputError(why.partition(":")[2].strip() or f"git {arguments[0]} failed")
    return done.stdout.decode(errors="replace")


def begin(directory: Path, *, long_ids: bool = False) -> None:
    """Make an empty git directory."""
    directory.mkdir(mode=0o700, parents=True)
    kind = ("--object-format=sha256",) if long_ids else ()
    run(directory, "init", "--quiet", "--bare", "--template=", "--initial-branch=received", *kind)


def commit_all(root: Path, name: str, when: int) -> str:
    """Make a folder a repository with one commit that holds every file as it is; the id of the commit.

    The commit is called shallow, because what was before it is not at hand: nothing is read out of a
    history that is not there. `when` in seconds since 1970 dates it, so the same files give the same id.
    """
    directory = root / ".git"
    begin(directory)
    (directory / "info").mkdir(exist_ok=True)
    # Above whatever attributes the files bring along: no text is converted, no filter asked for.
    (directory / "info" / "attributes").write_text("* -text -filter -ident -working-tree-encoding\n")
    run(directory, "add", "--all", "--force", ".", worktree=root)
    tree = run(directory, "write-tree").strip()
    stamp = f"@{when} +0000"
    who = {
        f"GIT_{one}_{field}": value
        for one in ("AUTHOR", "COMMITTER")
        for field, value in (("NAME", "As received"), ("EMAIL", "as@received.invalid"), ("DATE", stamp))
    }
    day = datetime.fromtimestamp(when, UTC).date()
    message = f"{name} as received, its newest file of {day}"
    commit = run(directory, "commit-tree", tree, "-m", message, more=who).strip()
    refer(directory, {_BRANCH: commit})
    (directory / "shallow").write_text(f"{commit}\n")
    return commit


def refer(directory: Path, references: dict[str, str]) -> None:
    """Write references, and a HEAD that names the one that is most likely meant."""
    known = {name: oid for name, oid in references.items() if _sound(name) and is_object_id(oid)}
    lines = [f"{oid} {name}\n" for name, oid in sorted(known.items()) if name != "HEAD"]
    (directory / "packed-refs").write_text("".join(lines))
    head = references.get("HEAD", "")
    branches = [name for name in known if name.startswith("refs/heads/") and head in {"", known[name]}]
    wanted = ("refs/heads/main", "refs/heads/master", _BRANCH, *sorted(branches))
    branch = next((name for name in wanted if name in branches), None)
    if branch is None and not is_object_id(head):
        raise InputError(_("names no branch and no HEAD"))
    (directory / "HEAD").write_text(f"ref: {branch}\n" if branch else f"{head}\n")


def _sound(name: str) -> bool:
    return name == "HEAD" or (
        name.startswith("refs/") and name.isprintable() and " " not in name and ".." not in name
    )

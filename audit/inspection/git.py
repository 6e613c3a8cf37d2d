"""Git's objects of a repository under audit, read without its configuration, hooks or filters ever acting.

Every command runs in a temporary git directory of our own, whose object store points at the target's.
Only `HEAD`, refs, `shallow` and the index are copied over; the target's `config` is never read.
"""

import os
import re
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType

from audit.model.base import InputError

_OBJECT_ID = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_REFERENCE_LIMIT = 20_000


def is_git_directory(path: Path) -> bool:
    """Whether a folder looks like git's own: `HEAD`, `objects`, and refs in either form."""
    return (
        (path / "HEAD").is_file()
        and (path / "objects").is_dir()
        and ((path / "refs").is_dir() or (path / "packed-refs").is_file())
    )


def git_directory(worktree: Path) -> Path | None:
    """The git directory of a worktree: its `.git` folder, or the one that its `.git` file names."""
    marker = worktree / ".git"
    if marker.is_dir():
        return marker if is_git_directory(marker) else None
    if marker.is_file():
        text = marker.read_text(errors="replace").strip()
        if text.startswith("gitdir:"):
            named = (worktree / text.removeprefix("gitdir:").strip()).resolve()
            return named if (named / "HEAD").is_file() else None
    return None


class Git:
    """A read-only view of one object store; use as a context manager."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory.resolve()
        common = self.directory / "commondir"
        self._common = (
            (self.directory / common.read_text(errors="replace").strip()).resolve()
            if common.is_file()
            else self.directory
        )
        self._own = Path(tempfile.mkdtemp(prefix="phase2-git-"))

    def __enter__(self) -> "Git":
        try:
            self._prepare()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Remove the temporary git directory."""
        shutil.rmtree(self._own, ignore_errors=True)

    def _prepare(self) -> None:
        head = (self.directory / "HEAD").read_text(errors="replace").strip()
        references = self._references()
        (self._own / "objects").mkdir()
        (self._own / "refs").mkdir()
        (self._own / "HEAD").write_text(f"{head}\n")
        lines = [f"{oid} {name}\n" for name, oid in sorted(references.items())]
        (self._own / "packed-refs").write_text("".join(lines))
        long_ids = any(len(oid) == 64 for oid in [*references.values(), head])
        extra = "\trepositoryformatversion = 1\n[extensions]\n\tobjectFormat = sha256\n"
        plain = "\trepositoryformatversion = 0\n"
        (self._own / "config").write_text(f"[core]\n\tbare = true\n{extra if long_ids else plain}")
        for name in ("shallow", "index"):
            source = (self._common if name == "shallow" else self.directory) / name
            if source.is_file():
                shutil.copyfile(source, self._own / name)
        for shared in self.directory.glob("sharedindex.*"):
            shutil.copyfile(shared, self._own / shared.name)

    def _references(self) -> dict[str, str]:
        found: dict[str, str] = {}
        packed = self._common / "packed-refs"
        if packed.is_file():
            for line in packed.read_text(errors="replace").splitlines():
                oid, _, name = line.partition(" ")
                if _OBJECT_ID.fullmatch(oid) and name.startswith("refs/"):
                    found[name] = oid
        for folder, _, names in os.walk(self._common / "refs"):
            for name in names:
                path = Path(folder) / name
                if path.is_symlink() or len(found) > _REFERENCE_LIMIT:
                    continue
                oid = path.read_text(errors="replace").strip()
                if _OBJECT_ID.fullmatch(oid):
                    found[path.relative_to(self._common).as_posix()] = oid
        return found

    def _command(self, *arguments: str) -> tuple[list[str], dict[str, str]]:
        environment = {
            "PATH": os.environ.get("PATH", os.defpath),
            "HOME": str(self._own),
            "LC_ALL": "C.UTF-8",
            "GIT_DIR": str(self._own),
            "GIT_OBJECT_DIRECTORY": str(self._common / "objects"),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_ATTR_NOSYSTEM": "1",
            "GIT_NO_REPLACE_OBJECTS": "1",
            "GIT_NO_LAZY_FETCH": "1",
            "GIT_OPTIONAL_LOCKS": "0",
            "GIT_TERMINAL_PROMPT": "0",
            "GIT_ALLOW_PROTOCOL": "none",
        }
        return ["git", "--no-pager", *arguments], environment

    def run(self, *arguments: str) -> bytes | None:
        """The output of one git command, or none if it failed."""
        command, environment = self._command(*arguments)
        try:
            done = subprocess.run(
                command, env=environment, capture_output=True, check=False, stdin=subprocess.DEVNULL
            )
        except FileNotFoundError as error:
            raise InputError("git was not found: install it (Debian: apt-get install git)") from error
        return done.stdout if done.returncode == 0 else None

    def commit(self, revision: str) -> str | None:
        """The full id of the commit that a revision names."""
        if revision.startswith("-"):
            return None
        found = self.run("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        return found.decode().strip() if found else None

    def names(self, revision: str) -> bool:
        """Whether a reference of this name is there, even if the commit that it names is not."""
        return self.run("rev-parse", "--verify", "--quiet", "--end-of-options", revision) is not None

    def tree(self, commit: str) -> list[tuple[int, str, bytes]] | None:
        """Mode, object id and path of every entry below a commit."""
        listed = self.run("ls-tree", "-r", "-z", "--full-tree", commit)
        return None if listed is None else [_entry(row) for row in listed.split(b"\0") if row]

    def index(self) -> list[tuple[int, str, bytes]]:
        """Mode, object id and path of every tracked file of the worktree."""
        listed = self.run("ls-files", "-z", "--stage") or b""
        rows = [row.partition(b"\t") for row in listed.split(b"\0") if row]
        return [(int(meta.split()[0], 8), meta.split()[1].decode(), path) for meta, _, path in rows]

    def sizes(self, oids: Iterable[str]) -> dict[str, int]:
        """The size of every object that is there."""
        return {oid: size for oid, size, _ in self._batch("--batch-check", oids)}

    def blobs(self, oids: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """The contents of the objects that are there, in the order asked for."""
        for oid, _, data in self._batch("--batch", oids):
            yield oid, data

    def _batch(self, mode: str, oids: Iterable[str]) -> Iterator[tuple[str, int, bytes]]:
        command, environment = self._command("cat-file", mode, "--buffer")
        with subprocess.Popen(
            command,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        ) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            request = "".join(f"{oid}\n" for oid in oids).encode()
            writer = threading.Thread(target=_feed, args=(process.stdin, request), daemon=True)
            writer.start()
            for header in process.stdout:
                oid, kind, *rest = header.decode().split()
                if kind == "missing" or not rest:
                    continue
                size = int(rest[0])
                data = b""
                if mode == "--batch":
                    data = process.stdout.read(size)
                    process.stdout.read(1)
                yield oid, size, data
            writer.join()


def _feed(pipe: object, request: bytes) -> None:
    try:
        pipe.write(request)  # type: ignore[attr-defined]
        pipe.close()  # type: ignore[attr-defined]
    except BrokenPipeError:
        pass


def _entry(row: bytes) -> tuple[int, str, bytes]:
    meta, _, path = row.partition(b"\t")
    mode, _, oid = meta.split()
    return int(mode, 8), oid.decode(), path

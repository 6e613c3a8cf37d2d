"""Git's objects of a repository under audit, read without its configuration, hooks or filters ever acting.

Every command runs in a temporary git directory of our own, whose object store points at the target's.
Only `HEAD`, refs, `shallow` and the index are copied over; the target's `config` never acts.
"""

import hashlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType

from audit.inspection.repository import stream
from audit.inspection.repository.remote import remote_address
from audit.inspection.repository.store import (
    common_directory,
    copy_state,
    is_object_id,
    references,
    refuse_redirection,
    small_text,
)
from audit.model.errors import InputError
from audit.model.speech import _, marked

_DAMAGED_LIMIT = 50
_NO_GIT = marked("git was not found: install it (Debian: apt-get install git)")


class MissingObjectsError(Exception):
    """A listing broke off, because an object that it needs is not there."""


class Git:
    """A read-only view of one object store; use as a context manager.

    `failed` says that a command did not give an answer, as when objects are missing.
    """

    def __init__(self, directory: Path) -> None:
        self.directory = directory.resolve()
        self._common = common_directory(self.directory)
        self._own = Path(tempfile.mkdtemp(prefix="phase2-git-"))
        self.failed = False
        self._begun: dict[tuple[str, ...], stream.Begun] = {}

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
        """End what was begun and remove the temporary git directory."""
        for begun in self._begun.values():
            begun.end()
        shutil.rmtree(self._own, ignore_errors=True)

    def _prepare(self) -> None:
        refuse_redirection(self._common)
        head = small_text(self.directory / "HEAD")
        if head is None:
            raise InputError(
                _(
                    "{directory}: is no HEAD that git writes; repair the repository",
                    directory=str(self.directory / "HEAD"),
                )
            )
        found = references(self._common)
        (self._own / "objects").mkdir()
        (self._own / "refs").mkdir()
        (self._own / "HEAD").write_text(f"{head}\n")
        lines = [f"{oid} {name}\n" for name, oid in sorted(found.items())]
        (self._own / "packed-refs").write_text("".join(lines))
        long_ids = any(len(oid) == 64 for oid in [*found.values(), head])
        extra = "\trepositoryformatversion = 1\n[extensions]\n\tobjectFormat = sha256\n"
        plain = "\trepositoryformatversion = 0\n"
        (self._own / "config").write_text(
            f"[core]\n\tbare = true\n\tcommitGraph = false\n{extra if long_ids else plain}"
        )
        copy_state(self.directory, self._common, self._own)

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

    def begin(self, *arguments: str) -> None:
        """Begin one git command whose output `run` will be asked for in the same words."""
        command, environment = self._command(*arguments)
        try:
            self._begun[arguments] = stream.Begun(command, environment, arguments[0])
        except FileNotFoundError as error:
            raise InputError(_(_NO_GIT)) from error

    def run(self, *arguments: str) -> bytes | None:
        """The output of one git command, or none if it failed."""
        begun = self._begun.pop(arguments, None)
        output = begun.answer() if begun else self._answer(*arguments)
        self.failed = self.failed or output is None
        return output

    def _answer(self, *arguments: str) -> bytes | None:
        command, environment = self._command(*arguments)
        try:
            done = subprocess.run(
                command, env=environment, capture_output=True, check=False, stdin=subprocess.DEVNULL,
                timeout=stream.SECONDS,
            )  # fmt: skip
        except FileNotFoundError as error:
            raise InputError(_(_NO_GIT)) from error
        except subprocess.TimeoutExpired as error:
            raise stream.too_long(arguments[0]) from error
        return done.stdout if done.returncode == 0 else None

    def state(self) -> str:
        """A hash of what is copied of the repository beside its index: its references and its limits."""
        whole = hashlib.sha256()
        for copy in (self._own / "HEAD", self._own / "packed-refs", self._own / "shallow"):
            whole.update(b"%s\0" % (copy.read_bytes() if copy.is_file() else b"none"))
        return whole.hexdigest()

    def remote(self) -> str:
        """The address of `origin`, from the text of the configuration; empty where there is none to print."""
        return remote_address(small_text(self._common / "config") or "")

    @property
    def shallow(self) -> bool:
        """Whether older commits were left out of this copy."""
        return (self._own / "shallow").is_file()

    def commit(self, revision: str) -> str | None:
        """The full id of the commit that a revision names."""
        if revision.startswith("-"):
            return None
        found = self.run("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        oid = found.decode().strip() if found else ""
        return oid if is_object_id(oid) else None

    def lacks(self, revision: str) -> bool:
        """Whether a revision names a commit, by itself or by a tag, that is not there."""
        if revision.startswith("-"):
            return False
        found = self.run("rev-parse", "--verify", "--quiet", "--end-of-options", revision)
        oid = (found or b"").decode("ascii", "replace").strip()
        if not is_object_id(oid):
            return False
        kind = self.run("cat-file", "-t", oid)
        return kind is None or kind.strip() == b"tag"

    def tree(self, commit: str, prefix: str = "") -> Iterator[tuple[int, str, bytes]]:
        """Mode, object id and path of every entry below a commit, in a folder if one is given."""
        scope = ["--", prefix] if prefix else []
        for row in self._rows("ls-tree", "-r", "-z", "--full-tree", commit, *scope):
            meta, _, path = row.partition(b"\t")
            mode, _, oid = meta.split()
            yield int(mode, 8), oid.decode(), path

    def index(self) -> Iterator[tuple[int, str, bytes]]:
        """Mode, object id and path of every tracked file of the worktree."""
        for row in self._rows("ls-files", "-z", "--stage"):
            meta, _, path = row.partition(b"\t")
            yield int(meta.split()[0], 8), meta.split()[1].decode(), path

    def _rows(self, *arguments: str) -> Iterator[bytes]:
        """The rows of a listing as git finds them, so that one may stop before it has found them all."""
        with self._stream(*arguments) as output:
            rest = b""
            while piece := output.piece():
                *rows, rest = (rest + piece).split(b"\0")
                yield from rows
            if not output.succeeded():
                raise MissingObjectsError(arguments[0])

    def ever(self, commit: str) -> Iterator[tuple[str, bytes]]:
        """Object id and path of all that a reference or a commit reaches, the newest first."""
        with self._stream("rev-list", "--objects", "--missing=allow-any", "--all", commit) as output:
            while row := output.line():
                oid, _, path = row.rstrip(b"\n").partition(b" ")
                if path:
                    yield oid.decode("ascii", "replace"), path
            if not output.succeeded():
                raise MissingObjectsError("rev-list")

    def sizes(self, oids: Iterable[str], only: str = "") -> dict[str, int]:
        """The size of every object that is there, of one kind if one is named."""
        return {oid: size for oid, size, _ in self._batch("--batch-check", oids, only)}

    def blobs(self, oids: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """The contents of the objects that are there, in the order asked for."""
        for oid, _size, data in self._batch("--batch", oids):
            yield oid, data

    def _batch(self, mode: str, oids: Iterable[str], only: str = "") -> Iterator[tuple[str, int, bytes]]:
        """What git says of objects; it ends at a damaged one, and is then asked again for those after it."""
        waiting = list(oids)
        for _attempt in range(_DAMAGED_LIMIT):
            answered = 0
            request = "".join(f"{oid}\n" for oid in waiting).encode()
            with self._stream("cat-file", mode, "--buffer", request=request) as output:
                while header := output.line():
                    answered += 1
                    oid, kind, *rest = header.decode().split()
                    if kind == "missing" or not rest or (only and kind != only):
                        continue
                    size = int(rest[0])
                    data = output.exactly(size + 1)[:-1] if mode == "--batch" else b""
                    if mode == "--batch" and len(data) < size:
                        break
                    yield oid, size, data
            waiting = waiting[max(answered, 1) :]
            if not waiting:
                return

    def _stream(self, *arguments: str, request: bytes = b"") -> stream.Stream:
        command, environment = self._command(*arguments)
        try:
            return stream.Stream(command, environment, arguments[0], request)
        except FileNotFoundError as error:
            raise InputError(_(_NO_GIT)) from error

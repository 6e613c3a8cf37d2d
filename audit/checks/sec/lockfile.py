"""Whether dependencies are locked."""

from collections.abc import Iterator

from audit.inspection.check import Check, Policy
from audit.inspection.facts import FileTree, Sighting
from audit.model.finding import Confidence


class Lockfile(Check[FileTree]):
    """Dependencies are locked.

    Without a lock file the same commit installs other packages next month, and one of them
    can be the one that was taken over.

    Blind spot: whether the build uses it, and whether it covers every component, is not seen.
    """

    id = "lockfile"
    informs = "SEC-05"
    policy = Policy.ANY
    confidence = Confidence.STRONG
    remediation = "Commit the lock file of the package manager: `uv lock`, `poetry lock`, `npm install`."

    good = {"pyproject.toml": "[project]\nname = 'a'\n", "uv.lock": "version = 1  # <-- supports\n"}
    bad = {"requirements.txt": "openai\n", "app.py": "import openai\n"}

    def detect(self, tree: FileTree, /) -> Iterator[Sighting]:
        for file in tree.of_kind("lockfile"):
            yield file.supports(file.what)

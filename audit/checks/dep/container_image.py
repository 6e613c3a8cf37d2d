"""Whether the application can be built as a container image."""

from collections.abc import Iterator

from audit.inspection.check import Check, Policy
from audit.inspection.facts import FileTree, Sighting
from audit.model.finding import Confidence


class ContainerImage(Check[FileTree]):
    """A container image can be built.

    An image fixes what runs; without one the system runs where its builder's laptop stood.

    Blind spot: whether the image builds, and whether it is the one deployed, is not seen.
    """

    id = "container-image"
    informs = "DEP-01"
    policy = Policy.ANY
    confidence = Confidence.STRONG
    remediation = "Add a Dockerfile that installs from the lock file and starts the application."

    good = {"app.py": "print('hello')\n", "Dockerfile": "FROM python:3.11-slim  # <-- supports\n"}
    bad = {"app.py": "print('hello')\n", ".devcontainer/Dockerfile": "FROM debian\n"}

    def detect(self, tree: FileTree, /) -> Iterator[Sighting]:
        for file in tree.of_kind("container"):
            yield file.supports(file.what)

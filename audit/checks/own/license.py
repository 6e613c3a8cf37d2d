"""Whether a license is in the repository."""

from collections.abc import Iterator

from audit.inspection.check import Check, Policy
from audit.inspection.facts import FileTree, Sighting
from audit.model.finding import Confidence


class License(Check[FileTree]):
    """A license states who may do what.

    Without a license nobody but the author has the right to use, change or run the code.

    Blind spot: rights that a contract grants are not seen.
    """

    id = "license"
    informs = "OWN-02"
    policy = Policy.ANY
    confidence = Confidence.STRONG
    remediation = "Add the license that the parties agreed to."

    good = {"app.py": "x = 1\n", "LICENSE": "Apache License  # <-- supports\n"}
    bad = {"app.py": "x = 1\n", "README.md": "Licensed under MIT\n"}

    def detect(self, tree: FileTree, /) -> Iterator[Sighting]:
        for file in tree.of_kind("license"):
            yield file.supports(file.what)

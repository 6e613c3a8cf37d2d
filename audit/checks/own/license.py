"""Whether a license is in the repository."""

from collections.abc import Iterator

from audit.inspection.check import Check, Policy
from audit.inspection.facts import FileTree, Sighting
from audit.model.finding import Confidence


class License(Check[FileTree]):
    """A license states who may do what.

    Without a license nobody but the author has the right to use, change or run the code.

    Blind spot: rights that a contract grants are not seen; the license of one part does not speak for all.
    """

    id = "license"
    informs = "OWN-02"
    policy = Policy.ANY
    confidence = Confidence.STRONG
    remediation = "Add the license that the parties agreed to."

    good = {"app.py": "x = 1\n", "LICENSE": "Apache License  # <-- supports\n"}
    bad = {"app.py": "x = 1\n", "README.md": "Licensed under MIT\n"}

    def detect(self, tree: FileTree, /) -> Iterator[Sighting]:
        whole = tree.of_kind("license")
        for file in whole:
            yield file.supports(file.what)
        for file in () if whole else tree.of_kind("part_license"):
            yield file.cannot_tell("a license stands here, for one part; the whole has none of its own")

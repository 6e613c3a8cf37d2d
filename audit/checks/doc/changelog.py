"""Whether changes are recorded."""

from collections.abc import Iterator

from audit.inspection.check import Check, Policy
from audit.inspection.facts import FileTree, Sighting
from audit.model.finding import Confidence


class Changelog(Check[FileTree]):
    """Changes are recorded for its users.

    When behaviour changes, the first question is what changed and when.

    Blind spot: releases that only the hosting platform records are not seen.
    """

    id = "changelog"
    informs = "DOC-04"
    policy = Policy.ANY
    confidence = Confidence.STRONG
    remediation = "Keep a CHANGELOG, or cut releases with notes."

    good = {"app.py": "x = 1\n", "CHANGELOG.md": "# Changes  # <-- supports\n\n- Answers name their source\n"}
    bad = {"app.py": "x = 1\n", "README.md": "# App\n"}

    def detect(self, tree: FileTree, /) -> Iterator[Sighting]:
        for file in tree.of_kind("changelog"):
            yield file.supports(file.what)

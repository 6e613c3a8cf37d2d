"""Whether somebody is named as responsible for the code."""

from collections.abc import Iterator

from audit.inspection.check import Check, Policy
from audit.inspection.facts import FileTree, Sighting
from audit.model.finding import Confidence


class NamedOwners(Check[FileTree]):
    """Owners are named in the repository.

    When the builders leave, a name in a file is the difference between a question and a search.

    Blind spot: whether the people named still work on it is shown by the history, not by this check.
    """

    id = "named-owners"
    informs = "OWN-01"
    policy = Policy.ANY
    confidence = Confidence.STRONG
    remediation = "Add a CODEOWNERS or MAINTAINERS file with people who agreed to it."

    good = {"app.py": "x = 1\n", "CODEOWNERS": "* @data-team  # <-- supports\n"}
    bad = {"app.py": "x = 1\n", "README.md": "# App\n"}

    def detect(self, tree: FileTree, /) -> Iterator[Sighting]:
        for file in tree.of_kind("owners"):
            yield file.supports(file.what)

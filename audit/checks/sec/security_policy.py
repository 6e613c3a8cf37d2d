"""Whether there is a security policy."""

from collections.abc import Iterator

from audit.inspection.check import Check, Policy
from audit.inspection.facts import FileTree, Sighting
from audit.model.finding import Confidence


class SecurityPolicy(Check[FileTree]):
    """A security policy says whom to tell.

    Whoever finds a hole must know where to report it, or reports it to everyone.

    Blind spot: a policy on a web page is not seen.
    """

    id = "security-policy"
    informs = "SEC-07"
    policy = Policy.ANY
    confidence = Confidence.STRONG
    remediation = "Add a SECURITY.md with an address and how fast it answers."

    good = {
        "app.py": "x = 1\n",
        "SECURITY.md": "# Security  # <-- supports\n\nWrite to me@example.org.\n",
    }
    bad = {"app.py": "x = 1\n", "README.md": "# App\n"}

    def detect(self, tree: FileTree, /) -> Iterator[Sighting]:
        for file in tree.of_kind("security_policy"):
            yield file.supports(file.what)

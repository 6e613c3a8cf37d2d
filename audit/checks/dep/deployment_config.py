"""Whether the deployment is described as code."""

from collections.abc import Iterator

from audit.inspection.check import Check, Policy
from audit.inspection.facts import FileTree, Sighting
from audit.model.finding import Confidence


class DeploymentConfig(Check[FileTree]):
    """The deployment is described in the repository.

    A deployment that only somebody's hands know cannot be repeated, reviewed or rolled back.

    Blind spot: a deployment described in another repository is not seen.
    """

    id = "deployment-config"
    informs = "DEP-01"
    policy = Policy.ANY
    confidence = Confidence.STRONG
    remediation = "Describe it as code: compose file, chart, Terraform, or a deployment workflow."

    good = {"app.py": "x = 1\n", "docker-compose.yml": "services: {app: {build: .}}  # <-- supports\n"}
    bad = {"app.py": "x = 1\n", "tests/docker-compose.yml": "services: {}\n"}

    def detect(self, tree: FileTree, /) -> Iterator[Sighting]:
        for file in tree.of_kind("deployment"):
            yield file.supports(file.what, weak=not file.certain)

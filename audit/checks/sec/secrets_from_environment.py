"""Whether secrets come from the environment or a secret store."""

from collections.abc import Iterator

from audit.inspection.check import Check, Policy
from audit.inspection.facts import SecretRead, Sighting
from audit.model.finding import Confidence


class SecretsFromEnvironment(Check[SecretRead]):
    """Secrets are read from the environment.

    A key that the environment gives can be replaced without a change of code, and differs
    between test and production.

    Blind spot: a library that reads its own variable leaves no line of code.
    """

    id = "secrets-from-environment"
    informs = "SEC-01"
    policy = Policy.ANY
    confidence = Confidence.STRONG
    remediation = "Read keys with `os.environ` or a secret manager, and give each environment its own."

    good = {"app.py": 'import os\nkey = os.environ["OPENAI_API_KEY"]  # <-- supports\n'}
    bad = {"app.py": 'key = input("key: ")\n'}

    def detect(self, read: SecretRead, /) -> Iterator[Sighting]:
        yield read.supports(f"reads {read.name.rstrip('([')}")

"""Whether secrets stand in the repository."""

from collections.abc import Iterator

from audit.inspection.check import Check, Policy
from audit.inspection.facts import SecretSearch, Sighting
from audit.model.finding import Confidence


class NoCommittedSecrets(Check[SecretSearch]):
    """No working secrets are committed.

    Whoever has a copy of the repository has the key, and history keeps it after it is deleted.

    Blind spot: secrets without a known form or in binary files are not seen; those in older commits
    only with `--history`.
    """

    id = "no-committed-secrets"
    informs = "SEC-01"
    policy = Policy.ALL
    confidence = Confidence.STRONG
    remediation = "Revoke the key first, then remove it, read it from the environment, and look who used it."

    good = {
        "app.py": 'import os\nkey = os.environ["OPENAI_API_KEY"]\n',
        ".env.example": "OPENAI_API_KEY=sk-your-key\n",
    }
    bad = {
        ".env": "GROQ_API_KEY=gsk_"
        + "Zq8vT1mWb4Yc7LdN2xKf"
        + "R5hJp9sGt3uEaQwVi6oXyBnMz0Cr  # <-- contradicts\n"
    }

    def detect(self, search: SecretSearch, /) -> Iterator[Sighting]:
        for leak in search.leaks:
            yield leak.contradicts(f"has the form of a working {leak.kind}", weak=not leak.certain)
        for leak in search.past:
            yield leak.contradicts(f"had the form of a working {leak.kind}; the history keeps it")
        older = "" if search.older is None else f" and {search.older} of older commits"
        if not search.leaks and not search.past and search.complete:
            yield search.supports(f"nothing of a known form among {search.count} text files{older}")
        elif not search.leaks and not search.past:
            yield search.cannot_tell("nothing of a known form was found, but not all text could be read")

"""Whether dependencies are locked."""

from collections.abc import Iterator

from msgspec.structs import replace

from audit.inspection.check import Check, Policy
from audit.inspection.facts import Component, Sighting
from audit.model.finding import Confidence


class Lockfile(Check[Component]):
    """Dependencies are locked.

    Without a lock file the same commit installs other packages next month, and one of them
    can be the one that was taken over. What counts is the component that calls models.

    Blind spot: whether the build uses the lock file is not seen.
    """

    id = "lockfile"
    informs = "SEC-05"
    policy = Policy.ANY
    confidence = Confidence.STRONG
    remediation = "Commit the lock file of the package manager: `uv lock`, `poetry lock`, `npm install`."

    good = {"pyproject.toml": "[project]\nname = 'a'\n", "uv.lock": "version = 1  # <-- supports\n"}
    bad = {
        "backend/app.py": "from openai import OpenAI\nOpenAI().responses.create(model='m')\n",
        "backend/requirements.txt": "openai\n",
        "ui/package.json": "{}\n",
        "ui/package-lock.json": "{}\n",
    }

    def detect(self, component: Component, /) -> Iterator[Sighting]:
        if component.main and component.lock:
            yield replace(component, path=component.lock).supports(
                f"locks the {component.ecosystem} component", weak=not component.certain
            )

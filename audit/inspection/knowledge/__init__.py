"""What libraries, file names, model names and key forms *mean*: YAML beside this file, checked."""

from pathlib import Path

from audit.inspection.knowledge import loading
from audit.inspection.knowledge.calling import (
    Framework,
    Provider,
    Surface,
    foreign_libraries,
    frameworks,
    providers,
)
from audit.inspection.knowledge.commands import commands
from audit.inspection.knowledge.leaks import secret_reads, secrets
from audit.inspection.knowledge.libraries import (
    Library,
    development_tools,
    ecosystems,
    evaluation,
    services,
    surfaces,
    telemetry,
)
from audit.inspection.knowledge.loading import VARIABLE, fingerprint, parse, remembered
from audit.inspection.knowledge.model_forms import constants, model_names, setting_names
from audit.inspection.knowledge.places import FileNames, PathForm, files, paths
from audit.inspection.knowledge.practice import People, acting, integration, operations, parsing, people
from audit.inspection.knowledge.running import running
from audit.inspection.knowledge.signs import Mechanism, Sign, choosing, fallbacks, outputs, signs
from audit.inspection.knowledge.starters import starters
from audit.inspection.knowledge.texts import Prompts, architecture, prompts
from audit.inspection.patterns import Pattern

__all__ = [
    "VARIABLE",
    "FileNames",
    "Framework",
    "Library",
    "Mechanism",
    "PathForm",
    "Pattern",
    "People",
    "Prompts",
    "Provider",
    "Sign",
    "Surface",
    "acting",
    "architecture",
    "choosing",
    "commands",
    "constants",
    "development_tools",
    "ecosystems",
    "evaluation",
    "fallbacks",
    "files",
    "fingerprint",
    "foreign_libraries",
    "frameworks",
    "integration",
    "model_names",
    "operations",
    "outputs",
    "parse",
    "parsing",
    "paths",
    "people",
    "prompts",
    "providers",
    "remembered",
    "running",
    "secret_reads",
    "secrets",
    "services",
    "setting_names",
    "signs",
    "starters",
    "surfaces",
    "telemetry",
    "use",
]


def use(overlay: Path | None) -> None:
    """Add the knowledge of a file to our own from now on, or of none; raises `InputError` if any is wrong."""
    loading.use(overlay)
    for loader in (
        acting, architecture, choosing, commands, constants, development_tools, ecosystems, evaluation,
        fallbacks, files, foreign_libraries, frameworks, integration, model_names, operations,
        outputs, parsing, paths, people, prompts, providers, running, secret_reads, secrets,
        services, setting_names, signs, starters, surfaces, telemetry,
    ):  # fmt: skip
        loader()

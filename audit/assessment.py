"""Use cases: what people do with an assessment, each a sentence in the words of the house."""

from collections.abc import Callable
from pathlib import Path

from audit import rubric as rubrics
from audit.model.assessment import Assessment, RepositoryRef
from audit.model.base import InputError
from audit.model.dossier import Dossier
from audit.model.inspection import Inspection
from audit.model.rubric import Rubric

Progress = Callable[[str, int, int], None]


def inspect_repositories(assessment: Assessment, base: Path, progress: Progress | None = None) -> Assessment:
    """Inspect every repository of the assessment; paths that are not absolute are relative to `base`."""
    places = [(repository, locate(repository, base)) for repository in assessment.repositories]
    inspections = tuple(_inspect(path, repository, progress) for repository, path in places)
    return assessment.model_copy(update={"inspections": inspections})


def locate(repository: RepositoryRef, base: Path) -> Path:
    """The folder that a repository lies in; an error for people if it is not there."""
    path = (base / Path(repository.path).expanduser()).resolve()
    if not path.exists():
        raise InputError(
            f"repository {repository.name or repository.path!r}: there is no folder {path}; "
            "give the path of a git repository or of a folder, absolute or relative to the assessment file"
        )
    return path


def _inspect(path: Path, repository: RepositoryRef, progress: Progress | None) -> Inspection:
    # The engine and its parsers are heavy, and a conclusion from answers alone needs neither.
    from audit.checks import all_checks
    from audit.inspection.engine import inspect

    name = repository.name or path.name
    return inspect(path, all_checks(), revision=repository.revision, name=name, progress=progress)


def conclude(assessment: Assessment, rubric: Rubric | None = None) -> Dossier:
    """Judge the assessment by the rubric, the bundled one if none is given."""
    from audit import judgement  # brings scipy, which reading and answering do not need

    used = rubric or rubrics.load()
    return Dossier(assessment=assessment, conclusion=judgement.conclude(assessment, used), rubric=used)

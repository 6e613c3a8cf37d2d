"""Whether what an evaluation scores may come from a model, or only from functions of the program itself."""

from typing import TYPE_CHECKING

from audit.inspection.expressions import Module, Name
from audit.inspection.following.recognition import imports_model
from audit.inspection.patterns import Pattern

if TYPE_CHECKING:
    from audit.inspection.project import Project

_OUTSIDE = frozenset(
    {"requests", "httpx", "aiohttp", "urllib", "urllib3", "websockets", "websocket", "grpc", "socket",
     "subprocess", "importlib", "playwright", "selenium", "gradio_client", "torch", "tensorflow", "sklearn",
     "transformers"}
)  # fmt: skip
_LIMIT = 60
_DATA_FILE = Pattern(r"([\w.-]+\.(?:jsonl|json|csv|tsv|parquet|ya?ml|xlsx))\b")


def may_reach_a_model(project: "Project", module: Module) -> bool:
    """Whether own code that a file imports calls a model, asks another program, or cannot be followed.

    A file that imports no own code may read replies that a program with a model left in a file.
    """
    own = {part for path in project.paths if path.endswith(".py") for part in path[:-3].split("/")}
    asked, seen, followed = [module], {module.path}, False
    while asked and len(seen) < _LIMIT:
        one = asked.pop()
        if imports_model(one):
            return True
        for alias, name in one.imports:
            home = project.resolver.home(Name((alias,)), one)
            root = name.partition(".")[0]
            if home is None and (not root or root in own or root in _OUTSIDE):
                return True
            if home is not None:
                followed = True
                if home[0].path not in seen:
                    seen.add(home[0].path)
                    asked.append(home[0])
    return bool(asked) or (not followed and not _scores_what_is_kept(project, module))


def _scores_what_is_kept(project: "Project", module: Module) -> bool:
    """Whether all data that an evaluation names is committed, and no code near a model names any of it."""
    named = _named(project, module)
    kept = {path.rpartition("/")[2] for path in project.paths}
    if not named or not named <= kept:
        return False
    near = [one for one in project.modules if one.path != module.path and imports_model(one)][:_LIMIT]
    return not any(named & _named(project, one) for one in near)


def _named(project: "Project", module: Module) -> set[str]:
    """The last parts of the names of files of data that stand in the text of a module."""
    return set(_DATA_FILE.findall(project.text_of(module.path) or ""))

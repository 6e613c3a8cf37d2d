"""Whether what an evaluation scores may come from a model, or only from functions of the program itself."""

from typing import TYPE_CHECKING

from audit.inspection.expressions import Module, Name
from audit.inspection.following.recognition import imports_model

if TYPE_CHECKING:
    from audit.inspection.project import Project

_OUTSIDE = frozenset(
    {"requests", "httpx", "aiohttp", "urllib", "urllib3", "websockets", "websocket", "grpc", "socket",
     "subprocess", "importlib", "playwright", "selenium", "gradio_client", "torch", "tensorflow", "sklearn",
     "transformers"}
)  # fmt: skip
_LIMIT = 60


def may_reach_a_model(project: "Project", module: Module) -> bool:
    """Whether own code that a file imports calls a model, asks another program, or cannot be followed.

    A file that imports no own code may read replies that somebody kept.
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
    return bool(asked) or not followed

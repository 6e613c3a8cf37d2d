"""The files of Go and Java that use a package in which models are called: where callers wait and repeat."""

from collections.abc import Iterable, Iterator

from audit.inspection.expressions import Module
from audit.inspection.following.modules import Modules
from audit.inspection.following.package_names import is_packaged
from audit.inspection.following.recognition import imports_model
from audit.inspection.intake.files import FileFacts


def importers(paths: Modules, read: Iterable[FileFacts], fresh: Iterable[Module]) -> Iterator[str]:
    """The own files that import the package of a module in which a model library is imported."""
    calling = [module for module in fresh if is_packaged(module.path) and imports_model(module)]
    if not calling:
        return
    known = {module.path: module for module in paths.modules}
    files = [f for f in read if f.path in known and is_packaged(f.path) and f.kind.is_own_code]
    imports = [(known[file.path], [name for name, _ in file.imports]) for file in files]
    seen: set[str] = set()
    for module in calling:
        place = module.path if module.path.endswith(".java") else module.path.rpartition("/")[0]
        if place not in seen:
            seen.add(place)
            yield from paths.packages.importers(module, imports)

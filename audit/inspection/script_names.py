"""Module specifiers of JavaScript and TypeScript followed to the file of the repository that they mean."""

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator

from audit.inspection.expressions import Module

PREFIX = "npm:"
_ENDINGS = re.compile(r"\.(?:d\.)?(?:[cm]?[jt]sx?|vue|svelte)$")
_ALIAS = re.compile(r"^(?:@/|~/|#/|\$lib/|@@/|~~/)")
_WORKSPACE = re.compile(r"^@[\w.-]+/([\w.-]+)((?:/[\w./-]+)?)$")
_PACKAGES = ("packages", "libs", "modules")
_ROOTS = ("", "src/", "app/", "lib/", "source/")


def is_script(path: str) -> bool:
    """Whether a path names a file of JavaScript or TypeScript."""
    return _ENDINGS.search(path) is not None


def script_stem(path: str) -> str:
    """A path without its ending and without `/index`: what an import says."""
    stem = _ENDINGS.sub("", path)
    return posixpath.dirname(stem) if posixpath.basename(stem) == "index" else stem


def script_module(
    named: Callable[[str], Iterable[Module]], specifier: str, importer: Module
) -> Module | None:
    """The module that a specifier means, seen from a file; `named` finds modules by the end of their stem."""
    bare = _ENDINGS.sub("", specifier)
    for stem in _stems(bare, posixpath.dirname(importer.path)):
        tidy = stem.removesuffix("/index")
        found = next((m for m in named(posixpath.basename(tidy)) if script_stem(m.path) == tidy), None)
        if found is not None:
            return found
    alias = _ALIAS.match(bare)
    return _by_ending(named, bare[alias.end() :], importer) if alias else None


def _stems(specifier: str, folder: str) -> Iterator[str]:
    """The places at which a specifier may stand, the likeliest first."""
    if specifier.startswith("."):
        yield posixpath.normpath(posixpath.join(folder, specifier))
        return
    alias = _ALIAS.match(specifier)
    workspace = _WORKSPACE.match(specifier)
    rest = specifier[alias.end() :] if alias else specifier
    if not alias and "/" not in rest:
        return
    if workspace and not alias:
        for root in _PACKAGES:
            place = f"{root}/{workspace[1]}{workspace[2]}"
            yield from (place, f"{root}/{workspace[1]}/src{workspace[2]}")
        return
    while True:
        for root in _ROOTS if alias else ("", "src/"):
            yield posixpath.join(folder, root + rest)
        if not folder:
            return
        folder = posixpath.dirname(folder)


def _by_ending(named: Callable[[str], Iterable[Module]], rest: str, importer: Module) -> Module | None:
    tidy = rest.removesuffix("/index")
    fitting = [m for m in named(posixpath.basename(tidy)) if script_stem(m.path).endswith(f"/{tidy}")]
    return max(
        fitting,
        key=lambda m: (len(posixpath.commonprefix([m.path, importer.path])), -len(m.path)),
        default=None,
    )

"""Module specifiers of JavaScript and TypeScript followed to the file of the repository that they mean."""

import posixpath
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from audit.inspection.expressions import Module
from audit.inspection.patterns import Pattern

PREFIX = "npm:"
_PATHS = 100_000
_ENDINGS = Pattern(r"\.(?:d\.)?(?:[cm]?[jt]sx?|vue|svelte)$")
_ALIAS = Pattern(r"^(?:@/|~/|#/|\$lib/|@@/|~~/)")
_WORKSPACE = Pattern(r"^@[\w.-]+/([\w.-]+)((?:/[\w./-]+)?)$")
_PACKAGES = ("packages", "libs", "modules")
_ROOTS = ("", "src/", "app/", "lib/", "source/")


@lru_cache(_PATHS)
def is_script(path: str) -> bool:
    """Whether a path names a file of JavaScript or TypeScript."""
    return _ENDINGS.search(path) is not None


def script_stem(path: str) -> str:
    """A path without its ending and without `/index`: what an import says."""
    stem = _ENDINGS.sub("", path)
    return posixpath.dirname(stem) if posixpath.basename(stem) == "index" else stem


class Scripts:
    """The scripts of a repository by what an import says of them."""

    def __init__(self) -> None:
        self._by_stem: dict[str, Module] = {}
        self._by_end: dict[str, list[tuple[str, Module]]] = defaultdict(list)

    def add(self, module: Module) -> None:
        """Take a script in; of two with one stem the first counts."""
        stem = script_stem(module.path)
        self._by_stem.setdefault(stem, module)
        self._by_end[posixpath.basename(stem)].append((stem, module))

    def module(self, specifier: str, folder: str) -> Module | None:
        """The module that a specifier means in a folder."""
        bare = _ENDINGS.sub("", specifier)
        for stem in _stems(bare, folder):
            found = self._by_stem.get(stem.removesuffix("/index"))
            if found is not None:
                return found
        alias = _ALIAS.match(bare)
        return self._by_ending(bare[alias.end() :].removesuffix("/index"), folder) if alias else None

    def _by_ending(self, rest: str, folder: str) -> Module | None:
        listed = self._by_end.get(posixpath.basename(rest), ())
        return max(
            (module for stem, module in listed if stem.endswith(f"/{rest}")),
            key=lambda m: (len(posixpath.commonprefix([m.path, folder])), -len(m.path)),
            default=None,
        )


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

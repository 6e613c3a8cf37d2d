"""Components: the parts of a repository that are installed by themselves, each with its code and its lock."""

import posixpath
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from audit.inspection import knowledge
from audit.inspection.classify import OWN_CODE
from audit.inspection.facts import Component, FileTree, ModelCall, NamedFile, Requirements
from audit.inspection.patterns import Pattern
from audit.inspection.readers.manifest import DependencyList

if TYPE_CHECKING:
    from audit.inspection.project import Project

_DEVELOPMENT = Pattern(r"dev|test|doc|lint|eval|example|build(?!\.gradle)|ci\b|constraint", re.IGNORECASE)
_PINS = Pattern(
    r"(?:^|/)(?:constraints?/[^/]+|[\w.-]*(?:constraints?|lock(?:ed)?|frozen|freeze|pins?|pinned)[\w.-]*\.txt"
    r"|(?:requirements|python|pip|conda|flake|pex|pants|prod|base)[\w.-]*\.lock(?:\.\w+)?"
    r"|(?:conda-)?env(?:ironment)?s?[\w.-]*\.ya?ml)$"
)
_Key = tuple[str, str]
_RIVAL, _TINY = 8, 10


def components(project: "Project") -> Iterator[Component]:
    """Every component; `main` is the one that calls models most, or the largest where none does."""
    manifests, locks = _named(project, "manifest"), _named(project, "lockfile")
    homes = {key for key, files in manifests.items() if files}
    lines, calls = _sizes(project, homes)
    keys = sorted(homes | {key for key in lines if lines[key]})
    total = _all_lines(project)
    chief = max(
        keys, key=lambda key: (_stands(key, homes, lines, total), calls[key], lines[key]), default=None
    )
    for key in keys:
        main = key == chief
        files = manifests.get(key) or (_orphans(manifests, lines, key) if main else [])
        path, listed = _best(_lists(project, files)) if files or not main else _notebook_list(project)
        unlisted = _unlisted(project, key[1]) if main and not files and not path else ()
        place = path or (files[0].path if files else ".")
        yield Component(
            place, None, key[1], main, _lock(locks, key), len(listed.entries), listed.exact, unlisted,
            not main or _is_clear(key, lines, calls, total, locks),
        )  # fmt: skip


def _stands(key: _Key, homes: set[_Key], lines: Counter[_Key], all_lines: int) -> bool:
    """Whether a component can be the main one: a script beside a large program, listed nowhere, is not."""
    return key in homes or _TINY * lines[key] >= all_lines


def _is_clear(
    chief: _Key,
    lines: Counter[_Key],
    calls: Counter[_Key],
    all_lines: int,
    locks: dict[_Key, list[NamedFile]],
) -> bool:
    """Whether a component stands for the program: it calls the models, or no other is about as large."""
    if calls[chief]:
        return True
    rivals = (key for key in lines if key != chief and _RIVAL * lines[key] >= lines[chief])
    open_beside = any(bool(_lock(locks, key)) is not bool(_lock(locks, chief)) for key in rivals)
    return not open_beside and _TINY * lines[chief] >= all_lines


def _all_lines(project: "Project") -> int:
    return sum(f.lines for f in project.files if f.kind.role in OWN_CODE)


def requirements(project: "Project") -> Iterator[Requirements]:
    """What the main component lists of its dependencies, or what it uses without a list."""
    for component in project.of(Component):
        if component.main and (component.lock or component.listed or component.unlisted):
            yield Requirements(
                component.lock or component.path, None, component.listed, component.exact, component.lock,
                component.unlisted, _pinned_beside(project, component), component.certain,
                _published(project, component),
            )  # fmt: skip


def _published(project: "Project", component: Component) -> bool:
    """Whether a script that builds a library stands beside the list: libraries give ranges on purpose."""
    folder = posixpath.dirname(component.path)
    return component.ecosystem == "Python" and posixpath.join(folder, "setup.py") in project.paths


def _pinned_beside(project: "Project", component: Component) -> bool:
    """Whether a file that no installer is known to read may hold the exact versions all the same."""
    if component.ecosystem != "Python":
        return False
    lists = [
        (f.path, f.dependencies)
        for f in project.files
        if f.dependencies and f.path != component.path and not f.path.endswith(".json")
    ]
    exact = any(2 * listed.exact >= component.listed > 0 for _, listed in lists)
    return exact or any(_PINS.search(path) for path in project.paths)


def _named(project: "Project", kind: str) -> dict[_Key, list[NamedFile]]:
    """Manifests or lock files by folder and ecosystem; a folder `requirements` stands for the one above."""
    found: dict[_Key, list[NamedFile]] = defaultdict(list)
    for tree in project.of(FileTree):
        for file in tree.of_kind(kind):
            folder = posixpath.dirname(file.path)
            if folder.rpartition("/")[2].lower() == "requirements":
                folder = posixpath.dirname(folder)
            if kind == "lockfile" or not _DEVELOPMENT.search(posixpath.basename(file.path)):
                found[folder, file.ecosystem].append(file)
    return found


def _sizes(project: "Project", homes: set[_Key]) -> tuple[Counter[_Key], Counter[_Key]]:
    """Lines of own code and model calls of every component; code outside of all counts for the root."""
    ecosystem = {language: e.id for e in knowledge.ecosystems() for language in e.languages}
    lines: Counter[_Key] = Counter()
    calls: Counter[_Key] = Counter()
    kinds = {file.path: file.kind.language for file in project.files}
    for file in project.files:
        if file.kind.role in OWN_CODE and file.kind.language in ecosystem:
            key = _home(file.path, ecosystem[file.kind.language], homes)
            lines[key] += file.lines or project.notebook_lines.get(file.path, 0)
    for call in project.of(ModelCall):
        if kinds.get(call.path) in ecosystem:
            calls[_home(call.path, ecosystem[kinds[call.path]], homes)] += 1
    return lines, calls


def _home(path: str, ecosystem: str, homes: set[_Key]) -> _Key:
    return next(
        ((up, ecosystem) for up in _upwards(posixpath.dirname(path)) if (up, ecosystem) in homes),
        ("", ecosystem),
    )


def _upwards(folder: str) -> Iterator[str]:
    while folder:
        yield folder
        folder = posixpath.dirname(folder)
    yield ""


def _orphans(manifests: dict[_Key, list[NamedFile]], lines: Counter[_Key], key: _Key) -> list[NamedFile]:
    """Manifests of the same ecosystem in folders without code, such as `docker/requirements.txt`."""
    return [
        file
        for other in sorted(manifests)
        if other[1] == key[1] and not lines[other]
        for file in manifests[other]
    ]


def _lock(locks: dict[_Key, list[NamedFile]], key: _Key) -> str:
    """The lock file of a component: its own, or that of a workspace around it."""
    folder, ecosystem = key
    return next((file.path for up in _upwards(folder) for file in locks.get((up, ecosystem), ())), "")


def _lists(project: "Project", files: list[NamedFile]) -> list[tuple[str, DependencyList]]:
    known = {file.path: file.dependencies for file in project.files if file.dependencies is not None}
    return [(file.path, _whole(file.path, known)) for file in files if file.path in known]


def _whole(path: str, known: dict[str, DependencyList], depth: int = 5) -> DependencyList:
    """A list with all that it includes; what a constraint makes exact is exact."""
    own = known[path]
    entries = dict(own.entries)
    for included in own.includes if depth else ():
        other = posixpath.normpath(posixpath.join(posixpath.dirname(path), included))
        for name, exact in (
            _whole(other, known, depth - 1).entries if other in known and other != path else ()
        ):
            constrained = "constraint" in posixpath.basename(other)
            if name in entries or not constrained:
                entries[name] = entries.get(name, False) or exact
    return DependencyList(tuple(entries.items()), own.includes)


def _best(lists: list[tuple[str, DependencyList]]) -> tuple[str, DependencyList]:
    """The most exact of the lists that are about as long as the longest: what an installation may use."""
    lists = [pair for pair in lists if not _for_development(pair[1])] or lists
    longest = max((len(listed.entries) for _, listed in lists), default=0)
    whole = [(path, listed) for path, listed in lists if 2 * len(listed.entries) >= longest > 0]
    return max(whole, key=lambda pair: pair[1].exact / len(pair[1].entries), default=("", DependencyList()))


def _for_development(listed: DependencyList) -> bool:
    """Whether most of what a list names are tools of development."""
    tools = sum(name in knowledge.development_tools() for name, _ in listed.entries)
    return 2 * tools > len(listed.entries)


def _notebook_list(project: "Project") -> tuple[str, DependencyList]:
    """What the cells of notebooks install, where nothing else lists anything."""
    found = [
        (f.path, f.dependencies)
        for f in project.files
        if f.kind.language == "Jupyter Notebook" and f.dependencies
    ]
    return found[0] if found else ("", DependencyList())


def _unlisted(project: "Project", ecosystem: str) -> tuple[str, ...]:
    """The packages from elsewhere that own Python code imports, where no list names any."""
    if ecosystem != "Python":
        return ()
    own = {
        part for path in project.paths if path.endswith(".py") for part in path.removesuffix(".py").split("/")
    }
    roots = {
        name.partition(".")[0]
        for m in project.own.modules
        for _, name in m.imports
        if not name.startswith(".")
    }
    return tuple(sorted(root for root in roots - own if root and root not in sys.stdlib_module_names))

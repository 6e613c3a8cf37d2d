"""Prompts kept outside the code: files of prompts with the code that reads them, and prompt registries."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from msgspec.structs import replace

from audit.inspection import knowledge
from audit.inspection.classify import UNREAD, classify, folder_role
from audit.inspection.facts import PromptSource
from audit.inspection.following.signposts import seen
from audit.inspection.intake.files import FileFacts
from audit.inspection.joined.prompt_reads import instructions_read
from audit.inspection.patterns import Pattern
from audit.inspection.readers.mentions import Mention

if TYPE_CHECKING:
    from audit.inspection.project import Project

_HOLE = Pattern(r"\$?\{[^{}]{0,80}\}|\*+|%[sdv]|\$\w+")
_UP = Pattern(r"^(?:\w+://|(?:classpath|file|resource)\*?:|~/|@/|(?:\.{1,2}/)+|/)+")
_LISTED, _SEVERAL, _CROWD = 60, 3, 2
_DOCUMENT = Pattern(r"(?i)(?:^|/)(?:readme|changelog|contributing|license|agents|claude)[^/]*$")
_SETTINGS = (".yaml", ".yml", ".toml")


@dataclass
class _Read:
    """What own code names: files by their name, patterns of names, folders, keys of settings.

    The name of a file in one of the folders `within` is put together while the program runs.
    """

    names: dict[str, list[tuple[str, Mention]]] = field(default_factory=lambda: defaultdict(list))
    forms: list[tuple[str, str, Mention]] = field(default_factory=list)
    folders: dict[str, tuple[str, Mention]] = field(default_factory=dict)
    within: dict[str, tuple[str, Mention]] = field(default_factory=dict)
    keys: set[str] = field(default_factory=set)


def prompt_sources(project: "Project") -> Iterator[PromptSource]:
    """Every file of prompts and every read from a registry, where a generative model is called."""
    if not project.generative:
        return
    read = _named(project.files)
    given = dict(instructions_read(project))
    facts = {file.path: file for file in project.files}
    listed = 0
    several = _shelves(project.files)
    crowds = Counter(_crowd(path) for path in project.paths)
    for path in project.paths:
        file = facts.get(path)
        found = _source(path, file, read, given.get(path.rpartition("/")[2], ""))
        if found is not None and not found.reader and crowds[_crowd(path)] >= _CROWD:
            found = replace(found, what="one of several files of prompts", sure=False)
        if found is None and path.rpartition("/")[0] in several and _own(path):
            folder = read.folders.get(path.split("/")[-2])
            reader = f"{folder[0]}:{folder[1].line}" if folder else ""
            found = PromptSource(path, 1, "settings that speak to a model", reader, bool(reader))
        if found is not None and listed < _LISTED:
            listed += 1
            yield found
    for text, sign in seen(project, "registries"):
        yield PromptSource(text.path, sign.line, f"a prompt of {sign.sign}", text.path)


def _crowd(path: str) -> tuple[str, str]:
    """The folder and the kind of a file: what stands among many of its kind is hardly ever read by name."""
    folder, _, name = path.rpartition("/")
    return folder, name.rpartition(".")[2]


def _shelves(files: Sequence[FileFacts]) -> set[str]:
    """The folders in which several files of settings speak to a model: shelves of roles."""
    spoken = Counter(f.path.rpartition("/")[0] for f in files if f.speaks and f.path.endswith(_SETTINGS))
    return {folder for folder, number in spoken.items() if folder and number >= _SEVERAL}


def _source(path: str, file: FileFacts | None, read: _Read, call: str) -> PromptSource | None:
    line = 1 if file is not None else None
    if call and _own(path):
        return PromptSource(path, line, "the instructions of a model", call)
    if _says_prompt(path):
        reader = _reader(path, read)
        return PromptSource(path, line, "a file of prompts", reader)
    if file is None or not _own(path):
        return None
    if file.speaks and not path.endswith(_SETTINGS) and not _DOCUMENT.search(path):
        reader = _reader(path, read, by_folder=False) or _within(path, read)
        return PromptSource(path, line, "a text that speaks to a model", reader) if reader else None
    keys = set(file.prompt_keys)
    if keys.intersection(read.keys) or keys.intersection(knowledge.prompts().framework_keys):
        reader = _reader(path, read, by_folder=False)
        return PromptSource(path, line, "settings that hold prompts", reader) if reader else None
    return None


def _own(path: str) -> bool:
    """Whether a file belongs to the system: no test, example or document, nothing for a coding assistant."""
    hidden = any(part.startswith(".") for part in path.split("/"))
    return not hidden and folder_role(path) is None and classify(path).role not in UNREAD


def _says_prompt(path: str) -> bool:
    known = knowledge.prompts()
    name = path.lower().rpartition("/")[2]
    suffix = f".{name.rpartition('.')[2]}" if "." in name else ""
    if suffix in known.always:
        return _own(path)
    if suffix not in known.texts or not known.name.search(path) or known.not_prompts.search(path):
        return False
    return _own(path)


def _named(files: Sequence[FileFacts]) -> _Read:
    read = _Read()
    for file in files:
        for mention in file.mentions:
            _sort(read, file.path, mention)
    return read


def _sort(read: _Read, path: str, mention: Mention) -> None:
    text = _UP.sub("", mention.text)
    if mention.text.startswith(".") and "/" not in mention.text:
        read.keys.add(mention.text[1:])
        return
    read.keys.add(text)
    if text.endswith("/") and mention.reads:
        read.within.setdefault(text.strip("/").rpartition("/")[2], (path, mention))
    form = _HOLE.sub("*", text).strip("/")
    last = form.rpartition("/")[2]
    if "*" in form:
        read.forms.append((form, path, mention))
    elif "." in last and not last.startswith("."):
        read.names[last].append((path, mention))
    if mention.reads or "/" in form:
        for part in form.split("/")[: None if "." not in last and "*" not in last else -1]:
            if "*" not in part:
                folder = part.rpartition(".")[2]
                if folder not in read.folders or (mention.near and not read.folders[folder][1].near):
                    read.folders[folder] = path, mention


def _reader(path: str, read: _Read, *, by_folder: bool = True) -> str:
    """Where own code names a file, or a folder from which it reads; empty if nothing does."""
    *folders, name = path.split("/")
    speaks = knowledge.prompts().name
    for where, mention in read.names.get(name, ()):
        parts = _UP.sub("", mention.text).split("/")
        if len(parts) == 1 or parts[-2:] == path.split("/")[-2:] or "*" in parts[-2]:
            return f"{where}:{mention.line}"
    for form, where, mention in read.forms:
        if _fits(path, form, mention):
            return f"{where}:{mention.line}"
    for folder in reversed(folders) if by_folder else ():
        for where, mention in (read.folders[folder],) if folder in read.folders else ():
            if speaks.search(folder) or (mention.near and speaks.search(name)):
                return f"{where}:{mention.line}"
    return ""


def _within(path: str, read: _Read) -> str:
    """Where own code reads from the folder of a file by a name put together; empty if nothing does."""
    where, mention = read.within.get(path.rpartition("/")[0].rpartition("/")[2], ("", None))
    return f"{where}:{mention.line}" if mention is not None else ""


def _fits(path: str, form: str, mention: Mention) -> bool:
    """Whether a pattern of names means this file; one without words must stand on a line about prompts."""
    parts, own = form.split("/"), path.split("/")
    if len(parts) > len(own) or not fnmatchcase(own[-1], parts[-1]):
        return False
    told = [part for part in parts if part.strip("*.")]
    if len(parts) > 1 and len(told) > 1:
        return all(fnmatchcase(a, b) for a, b in zip(own[-len(parts) :], parts, strict=True))
    return mention.near and "." in parts[-1]

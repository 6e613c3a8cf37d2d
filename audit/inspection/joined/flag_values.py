"""What switches are set to: in the code, and in the files of settings that a repository brings along."""

import re
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from audit.inspection.joined.flags import OFF_WORDS
from audit.inspection.joined.set_values import values_set
from audit.inspection.patterns import Pattern

if TYPE_CHECKING:
    from audit.inspection.project import Project

_HOMES = 8
_SETTINGS_FILE = Pattern(
    r"^\.env(?:\.[\w.-]+)?$|\.env$|compose[\w.-]*\.ya?ml$|^Dockerfile|\.dockerfile$|values[\w.-]*\.ya?ml$"
    r"|\.tf(?:vars)?$|\.bicep$|^(?:app|render|fly|vercel|netlify)\.(?:ya?ml|toml|json)$"
    r"|deployment[\w.-]*\.ya?ml$|configmap[\w.-]*\.ya?ml$",
    re.IGNORECASE,
)
_SETS = Pattern(
    r"^(?:makefile|justfile|taskfile[\w.-]*|procfile|\.envrc|vagrantfile)$"
    r"|\.(?:sh|bash|zsh|ps1|bat|cmd|service|ya?ml|toml|ini|cfg|conf|properties|json|hcl|nomad|env)$",
    re.IGNORECASE,
)
_NO_SETTINGS = Pattern(
    r"(?:^|[/.-])lock\b|-lock\.|(?:^|/)(?:tests?|fixtures?|node_modules|docs?)/", re.IGNORECASE
)
_SETTINGS_FILES, _SETTING_FILES = 60, 240
_FLAGS = Pattern(
    r"[A-Z][A-Z0-9_]{2,}|(?:self\.|this\.|\w*(?:settings|config|cfg|flags|features|env|options|Config)\.)\w+"
)
_PLAIN = frozenset({"True", "False", "true", "false", "0", "1"})
_BEFORE = (
    r"export|default|const|let|var|final|static|private|public|protected|readonly|val|boolean|bool|Boolean"
    r"|pub|internal|lateinit"
)


class FlagValues:
    """The switches of one repository; texts are read again when a switch is first asked for."""

    def __init__(self, project: "Project") -> None:
        self._project = project
        self._texts: dict[str, str | None] = {}
        self._values: dict[tuple[str, str], str] = {}
        self._settled: dict[str, frozenset[str]] = {}

    def value(self, path: str, name: str) -> str:
        """The text of the only value that a flag is given; empty where it has several, or none."""
        if not _FLAGS.fullmatch(name):
            return ""
        if (path, name) not in self._values:
            self._values[path, name] = self._find_value(path, name)
        return self._values[path, name]

    def _find_value(self, path: str, name: str) -> str:
        last = name.rpartition(".")[2]
        bound = [
            (module, binding)
            for module in self._project.own.modules
            for binding in module.bindings
            if binding.name.rstrip(":").rpartition(".")[2] == last
        ]
        if "." not in name and (here := _values_in(self.text(path) or "", last)):
            changed = any(m.path != path and "." in b.name for m, b in bound)
            return here[0] if len(here) == 1 and not changed else ""
        homes = {module.path: module for module, _ in bound}
        found = [
            value for home in sorted(homes)[:_HOMES] for value in _values_in(self.text(home) or "", last)
        ]
        if len(found) != 1 or any(module.stars for module in homes.values()):
            return ""
        field = any(binding.scope for _, binding in bound) and found[0] in _PLAIN
        return f'config("{last}", {found[0]})' if field else found[0]  # what a class has is a default

    def settled(self, name: str) -> frozenset[str]:
        """What files of the repository set a setting of the environment to, for the system in use.

        A no counts only in what is made to set an environment: elsewhere the word may mean another thing.
        """
        if name not in self._settled:
            self._settled[name] = frozenset(
                value
                for path, text in self._settings
                for value in values_set(path, text, name)
                if value not in OFF_WORDS or (name.isupper() and _SETTINGS_FILE.search(_name(path)))
            )
        return self._settled[name]

    @cached_property
    def _settings(self) -> list[tuple[str, str]]:
        """The texts of the files that may set anything; those that are made for it come first."""
        named = [
            path
            for path in self._project.paths
            if _SETTINGS_FILE.search(_name(path)) and not _NO_SETTINGS.search(path)
        ]
        others = [
            path
            for path in self._project.paths
            if _SETS.search(_name(path)) and not _NO_SETTINGS.search(path)
        ]
        asked = dict.fromkeys([*named[:_SETTINGS_FILES], *others[:_SETTING_FILES]])
        return [(path, text) for path in asked if (text := self.text(path)) is not None]

    def text(self, path: str) -> str | None:
        """The text of a file, read once more."""
        if path not in self._texts:
            self._texts[path] = self._project.text_of(path)
        return self._texts[path]


def _name(path: str) -> str:
    return PurePosixPath(path).name


def _values_in(text: str, name: str) -> list[str]:
    """What a text gives a name, as it is written; two of them where it is changed in any other way."""
    if name not in text:
        return []
    word = re.escape(name)
    declared = re.compile(
        rf"^[ \t]*+(?:(?:{_BEFORE})[ \t]++)*+(?:self\.|this\.)?{word}[ \t]*+(?::[ \t]*+[^=\n]{{1,40}}?)?"
        r"(?:bool[ \t]*+)?[ \t]*+:?=(?!=)[ \t]*+([^\n#;]+)",
        re.MULTILINE,
    )
    written = re.findall(
        rf"(?<![\w\"']){word}\s*+(?::[^=\n,(){{}}]{{1,40}})?:?(?:\|\||&&|\?\?|[|&^+])?=(?![=>])", text
    )
    found = [value.strip().rstrip(",") for value in declared.findall(text)]
    named = re.compile(
        rf"(?:\bimport\b[^\n]{{0,200}}|\bas[ \t]+|\bfor[ \t]+|^[ \t]*[\w.]+[ \t]*,[ \t]*)(?<![\w.]){word}\b"
        rf"|^[ \t]*{word}[ \t]*,[^\n=]*=(?!=)|[\"']{word}[\"'][ \t]*\][ \t]*=(?!=)",
        re.MULTILINE,
    )
    alone = len(found) == len(written) == 1 and not named.search(text)
    return found if alone else [*found, *written]

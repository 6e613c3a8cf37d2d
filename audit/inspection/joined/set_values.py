"""A file of settings → the values that it gives a name for the system in use; what it only tells is none."""

import json
import re
from collections.abc import Iterator
from typing import Any

from audit.inspection.patterns import Pattern

_LINE = 2_000
_DEEP = 40
_TRIED = Pattern(
    r"[/._-](?:dev|devel|development|developers?|devcontainer|local(?:host|dev)?|examples?|samples?|tests?"
    r"|testing|e2e|demos?|stag(?:e|ing)|qa|uat|preview|sandbox|playground|override|vscode|idea|launchsettings"
    r"|fixtures?|mocks?|dist|ci|bench(?:marks?)?|evals?|evaluations?|pytest|tox)(?=[/._-]|$)|[._-]templates?(?=[._-]|$)|/templates?[._-](?!ya?ml$|json$)",
    re.IGNORECASE,
)
_PIPELINE = Pattern(
    r"(?:^|/)\.(?:github|circleci|gitlab|buildkite)/|gitlab-ci|azure-pipelines|bitbucket-pipelines|jenkins"
    r"|\.travis|cloudbuild",
    re.IGNORECASE,
)
_DEPLOYS = Pattern(r"deploy|kubectl|terraform|helm\b|docker\s+(?:run|compose)", re.IGNORECASE)
_SHELL = Pattern(
    r"\.(?:sh|bash|zsh|ps1|bat|cmd|mk|dockerfile)$|(?:^|/)(?:(?:gnu)?makefile|justfile|procfile|\.envrc"
    r"|dockerfile[\w.-]*)$",
    re.IGNORECASE,
)
_TARGET = Pattern(r"^(?P<target>[A-Za-z][\w.-]*)\s*:(?!=)")
_COMMENT = ("#", "//", ";", "--", "*", "/*", "<!--", "rem ", "REM ", "::")
_TAIL = Pattern(r"\s(?:#|//).*$")
_SECTION = Pattern(r"^\[{1,2}(?P<name>[^\[\]]{1,200})\]{1,2}$")
_ENTRY = Pattern(
    r"^(?P<list>(?:-\s+)*)(?:export\s+|Environment=)?[\"']?(?P<key>[A-Za-z_][\w.$-]*)[\"']?\s*(?::=|[:=])"
    r"\s*(?P<value>.*)$"
)
_SCALAR = Pattern(r"[\"']?(?:\$\{\w+:?[-=])?(?P<value>[\w.-]{1,40})\}?[\"']?[\s,;}\]]*")
_ELSEWHERE = Pattern(r"(?:var|local|module|data|each|params?)\.")
_TELLS = Pattern(
    r"[_x$]*(?:comments?|notes?|desc\w*|doc\w*|examples?|samples?|help|about|todo|readme|usage|title|message"
    r"|summary|body|changelog|history|disabled|unused|legacy|placeholder|hint|label|text"
    r"|(?:env_)?(?:dev|devel|development|local|tests?|testing|staging|preview|qa)|testenv|tox|pytest(?:_env)?)",
    re.IGNORECASE,
)
_PARTS = Pattern(r"[-.:]")
_LISTS = Pattern(
    r"\w*(?:envs?|environment|variables|vars|args|settings|config)|command|entrypoint|set|run|scripts?",
    re.IGNORECASE,
)
_RUNS = Pattern(r"run|scripts?|\w*command|cmd|args|entrypoint|start|exec|before_script|inline", re.IGNORECASE)
_FILES = Pattern(r"[\w-]*\.[\w.-]+|data", re.IGNORECASE)
_SAYS_NOTHING = frozenset({"enabled", "enable", "active", "on", "value", "flag", "default", "name", "use"})
_NAMED = ("name", "key")
_PRINTS = Pattern(r"^[@(\s-]*(?:echo|printf|cat|print|say|log|info|warn|Write-(?:Host|Output))\b")
_WRITES = Pattern(r">>?\s*[\"']?\S*(?:env|ENV|conf|settings)")
_SAID = Pattern(r"\"[^\"\n]*\s[^\"\n]*\"|'[^'\n]*\s[^'\n]*'")
_ITEM = Pattern(r"[\"']([^\"'\n]{1,400})[\"']")
_HEREDOC = Pattern(r"<<-?\s*[\"']?(\w{1,40})")


def is_tried(path: str) -> bool:
    """Whether a file of settings is for development, for tests, or an example of one."""
    return _TRIED.search(f"/{path}") is not None


def values_set(path: str, text: str, name: str) -> frozenset[str]:
    """The values, in lower case, that a file gives a name of a setting; none where it only speaks of it."""
    low = name.lower()
    if low in _SAYS_NOTHING or low not in text.lower() or is_tried(path):
        return frozenset()
    if _PIPELINE.search(path) and not _DEPLOYS.search(text):
        return frozenset()
    found = _of_json(text, low) if path.lower().endswith(".json") else None
    if found is None:
        found = list((_of_commands if _SHELL.search(path) else _of_lines)(text, low))
    return frozenset(value.lower() for value in found)


def _tells(key: str) -> bool:
    """Whether what stands below a key is told to a reader, or holds elsewhere than in use."""
    return any(_TELLS.fullmatch(part) for part in _PARTS.split(key))


def _of_json(text: str, name: str) -> list[str] | None:
    """What a JSON file sets; none if it cannot be read as one, as with comments in it."""
    try:
        return list(_of_value(json.loads(text), name, ()))
    except (ValueError, RecursionError):
        return None


def _of_value(value: Any, name: str, above: tuple[str, ...]) -> Iterator[str]:
    last = above[-1] if above else ""
    if len(above) > _DEEP or _tells(last):
        return
    if isinstance(value, dict):
        lower = {str(key).lower(): one for key, one in value.items()}
        named = any(str(lower.get(key, "")).lower() == name for key in _NAMED)
        if named or last.lower() == name:
            yield from _scalar(lower.get("value"))
        for key, one in value.items():
            if str(key).lower() == name:
                yield from _scalar(one)
            yield from _of_value(one, name, (*above, str(key)))
    elif isinstance(value, list):
        for one in value:
            if isinstance(one, str) and _LISTS.fullmatch(last):
                yield from _of_commands(one, name)
            else:
                yield from _of_value(one, name, above)
    elif isinstance(value, str) and any(map(_RUNS.fullmatch, above)):
        yield from _of_commands(value, name)


def _scalar(value: object) -> Iterator[str]:
    """The text of a value, if it is one word."""
    if isinstance(value, bool | int | str):
        found = _SCALAR.fullmatch(str(value).strip())
        if found is not None and not _ELSEWHERE.match(found["value"]):
            yield found["value"]


def _of_lines(text: str, name: str) -> Iterator[str]:
    """What lines of keys and values set, by what stands above each: YAML, TOML, INI, Terraform, Bicep."""
    above: list[tuple[int, str]] = []
    section: list[str] = []
    named = ""
    for row in text.split("\n"):
        if len(row) > _LINE or not (line := _TAIL.sub("", row.strip())) or line.startswith(_COMMENT):
            continue
        if (header := _SECTION.fullmatch(line)) is not None:
            section, above = header["name"].split("."), []
            continue
        indent = len(row) - len(row.lstrip(" \t-"))
        while above and above[-1][0] >= indent:
            above.pop()
        keys = [*section, *(key for _, key in above)]
        entry = _ENTRY.match(line)
        key = entry["key"].rpartition(".")[2] if entry is not None else ""
        asked = name in line.lower() or name in (named, keys[-1].lower() if keys else "")
        if asked and not any(map(_tells, [*keys, key])):
            yield from _of_line(line, entry, keys, name, named)
        if key.lower() in _NAMED and entry is not None:
            named = entry["value"].strip("\"', ").lower()
        elif line.startswith("- "):
            named = ""
        if entry is not None:
            told = entry["value"].startswith(("|", ">")) and not _may_set(entry["key"])
            above.append((indent, "text" if told else key))


def _of_line(line: str, entry: re.Match[str] | None, keys: list[str], name: str, named: str) -> Iterator[str]:
    if entry is None:
        yield from _in_braces(line, name)
        yield from _of_commands(line, name)
        return
    key, value = entry["key"].rpartition(".")[2].lower(), entry["value"]
    item = entry["list"] and ":" not in line.partition("=")[0]
    if (key == name and not (item and keys and not _LISTS.fullmatch(keys[-1]))) or (
        key == "value" and name in (named, keys[-1].lower() if keys else "")
    ):
        yield from _scalar(value)
    yield from _in_braces(value, name)
    if value.startswith("[") and _LISTS.fullmatch(key):
        for one in _ITEM.findall(value):
            yield from _of_commands(one, name)
    if _RUNS.fullmatch(key):
        yield from _of_commands(value, name)
    elif any(map(_RUNS.fullmatch, keys)):
        yield from _of_commands(line, name)


def _may_set(key: str) -> bool:
    """Whether a long text below a key may be a file of settings, or a list of commands."""
    return any(form.fullmatch(key) for form in (_RUNS, _LISTS, _FILES))


def _in_braces(value: str, name: str) -> Iterator[str]:
    """`{GUARD: "true"}` and `{name = "GUARD", value = "true"}`, where the value is nothing else."""
    if not value.startswith(("{", "- {", "[")):
        return
    word = re.escape(name)
    for form in (
        rf"[{{,]\s*[\"']?{word}[\"']?\s*[:=]\s*[\"']?(\w{{1,40}})[\"']?\s*(?=[,}}])",
        rf"\bname[\"']?\s*[:=]\s*[\"']?{word}[\"']?\s*,\s*[\"']?value[\"']?\s*[:=]\s*[\"']?(\w{{1,40}})",
    ):
        yield from re.findall(form, value, re.IGNORECASE)


def _of_commands(text: str, name: str) -> Iterator[str]:
    """What commands set: an assignment at the beginning of one, or an option for the environment."""
    set_to = _assigned(name)
    ends, target, before = "", "", ""
    for row in text.split("\n"):
        line = row.strip()
        if ends:
            ends = "" if line == ends else ends
            continue
        if not row.startswith((" ", "\t")) and (found := _TARGET.match(row)) is not None:
            target = found["target"]
        if not line or len(row) > _LINE or line.startswith(_COMMENT) or _tells(target):
            continue
        heredoc = _HEREDOC.search(line)
        if heredoc is not None and not _WRITES.search(line):
            ends = heredoc.group(1)
        if _PRINTS.match(line) and not _WRITES.search(line):
            continue
        continued, before = before, line if line.endswith("\\") else ""
        if name in line.lower():
            whole = _SAID.sub('""', _TAIL.sub("", f"{continued.rstrip(chr(92))} {line}".lstrip()))
            yield from (found[1] for found in set_to.finditer(whole))


def _assigned(name: str) -> re.Pattern[str]:
    word = re.escape(name)
    begins = (
        r"(?:(?:^(?:-\s+)?|[;&|@]\s*|\b(?:then|do|exec)\s+)"
        r"(?:(?:export|env|cross-env|setx?|ENV|declare|typeset)\s+(?:-\w+\s+){0,2}|(?:echo|printf)\s+|\$env:)?"
        r"|(?:^|\s)(?:-e|--env|--(?:set|update)-env-vars|--env-vars?|--set|--settings|--environment-variables"
        r"|config:set|secrets\s+set|set\s+env|env\s+set|ENV)[\s=][^;&|]{0,400}?(?<![\w$]))"
    )
    earlier = r"(?:[A-Za-z_]\w{0,60}=[^\s=]{0,120}\s+){0,8}"
    value = r"(?:\$\{\w+:?[-=])?([\w.-]{1,40})\}?"
    return re.compile(
        rf"{begins}{earlier}[\"']?{word}(?:\s?[:?]?=\s?|\s+(?=\w+$))[\"']?{value}[\"']?(?=$|[\s,;&|)>])",
        re.IGNORECASE,
    )

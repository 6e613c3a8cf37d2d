"""Settings of any kind → the models, and versions of models, that they name by default."""

import re
from collections.abc import Iterator
from itertools import islice, takewhile

from audit.inspection.classify import FileClass, Role, folder_role
from audit.inspection.following.naming import names_model
from audit.inspection.intake.sending import Value
from audit.inspection.patterns import Pattern

_ASIDE = frozenset({Role.TEST, Role.EXAMPLE, Role.EVALUATION, Role.VENDORED, Role.GENERATED, Role.DOCS})
_TELLING = ("odel", "ODEL", "llm", "LLM")
_FOUND, _LINE, _BELOW = 40, 300, 4
_INFRASTRUCTURE = Pattern(r"\.(?:bicep|bicepparam|tf|tfvars|parameters\.json)$", re.IGNORECASE)
_SETTINGS = Pattern(
    r"(?:^|/)(?:\.env[^/]*|[^/]*\.env(?:\.[^/]*)?|Dockerfile[^/]*|[^/]*\.(?:ya?ml|toml|ini|cfg|conf|properties))$",
    re.IGNORECASE,
)
_VALUE = r"[\"']?(?:\$\{\w{1,60}(?::?-|=|:))?[\"']?(?P<value>[A-Za-z0-9][\w./:@\-]{0,80})"
_SETTING = Pattern(
    r"[ \t]*(?:- |ENV |ARG |export )?[\"']?(?P<name>[\w.\-]{3,80})[\"']?[ \t]*[=:][ \t]*" + _VALUE
)
_PARAMETER = Pattern(
    r"[ \t]*(?:param[ \t]+)?[\"']?(?P<name>\w{3,80})[\"']?[ \t]*(?:string[ \t]*)?[=:][ \t]*" + _VALUE
)
_BLOCK = Pattern(r"[ \t]*(?:variable[ \t]+)?\"(?P<name>\w{3,80})\"[ \t]*:?[ \t]*\{")
_GIVEN = Pattern(r"[ \t]*\"?(?:default|value)\"?[ \t]*[=:][ \t]*" + _VALUE)
_NAMED = Pattern(r"[ \t]*name[ \t]*[:=][ \t]*(?:var\.)?(?P<name>[A-Za-z]\w{2,80})[ \t]*$")
_DATED = Pattern(r"[ \t]*version[ \t]*[:=][ \t]*" + _VALUE)
_TRIED = Pattern(
    r"(?:^|/)[^/]*(?:fixture|test|mock|sample|example|benchmark|eval)[^/]*/"
    r"|(?:^|/)(?:fixture|test|mock|sample|example|demo)[^/]*$",
    re.IGNORECASE,
)
_SERVED = Pattern(r"azure|aoai|deployment|engine", re.IGNORECASE)
_OTHER = Pattern(r"embed|rerank|whisper|tts|dall-e|image|moderation", re.IGNORECASE)
_SUFFIX = Pattern(r"_?(?:name|id)$")
_VERSION = Pattern(r"_?version$")


class Declared(Value, frozen=True):
    """A model that settings name, or the version of one; `of` is what the two are called alike.

    What the infrastructure declares is deployed; other settings may be replaced where a program runs.
    """

    of: str
    value: str
    line: int
    is_version: bool = False
    deployed: bool = False


def find_declared(path: str, kind: FileClass, text: str) -> tuple[Declared, ...]:
    """The models that a file of the system's settings names."""
    if kind.role is not Role.CONFIG or folder_role(path) in _ASIDE or not any(w in text for w in _TELLING):
        return ()
    tool = any(part.startswith(".") and not part.startswith(".env") for part in path.split("/"))
    if tool or _TRIED.search(path):
        return ()
    lines = [line[:_LINE] for line in text.split("\n")]
    if _INFRASTRUCTURE.search(path):
        return tuple(islice(_infrastructure(_of_replies(lines)), _FOUND))
    return tuple(islice(_settings(lines), _FOUND)) if _SETTINGS.search(path) else ()


def _settings(lines: list[str]) -> Iterator[Declared]:
    for number, line in enumerate(lines, start=1):
        found = _SETTING.match(line) if "=" in line or ":" in line else None
        if found and not _SERVED.search(found["name"]) and names_model(found["name"]):
            yield Declared(found["name"], found["value"], number)


def _of_replies(lines: list[str]) -> list[str]:
    """The lines without models of vectors or pictures, and without the versions of these below them."""
    kept, passed = list(lines), -1
    for index, line in enumerate(lines):
        found = _PARAMETER.match(line)
        if found is not None and _OTHER.search(found["value"]):
            passed = index + _BELOW
        elif found is None or index > passed or not _VERSION.search(found["name"].lower()):
            continue
        kept[index] = ""
    return kept


def _infrastructure(lines: list[str]) -> Iterator[Declared]:
    for index, line in enumerate(lines):
        if "=" not in line and ":" not in line and "{" not in line:
            continue
        block, named = _BLOCK.match(line), _NAMED.match(line)
        below = list(enumerate(lines[index + 1 : index + 1 + _BELOW], start=index + 2))
        if block:
            inside = takewhile(lambda one: not one[1].lstrip().startswith("}"), below)
            given = ((at, found["value"]) for at, one in inside if (found := _GIVEN.match(one)))
            for at, value in islice(given, 1):
                yield from _parameter(block["name"], value, at)
        elif named:
            dated = ((at, found["value"]) for at, one in below[:1] if (found := _DATED.match(one)))
            for at, value in dated:
                if not _VERSION.search(value.lower()):  # else the parameter of that name says it
                    yield Declared(_stem(named["name"]), value, at, True, True)
        elif (found := _PARAMETER.match(line)) is not None:
            yield from _parameter(found["name"], found["value"], index + 1)


def _parameter(name: str, value: str, line: int) -> Iterator[Declared]:
    low = name.lower()
    if low.endswith("version") and _VERSION.sub("", low):
        if _VERSION.search(value.lower()):
            return  # handed on: what it is given says it
        yield Declared(_stem(_VERSION.sub("", low)), value, line, True, True)
    elif names_model(name):
        yield Declared(_stem(low), value, line, False, True)


def _stem(name: str) -> str:
    return _SUFFIX.sub("", name.lower())

"""Settings files of a framework → the settings that it gives the models it makes, each with its line."""

from collections.abc import Iterator

from audit.inspection import knowledge
from audit.inspection.intake.sending import Value
from audit.inspection.patterns import Pattern

_TELLING = ("spring", "langchain4j")
_FOUND, _DEPTH = 60, 12
_LINE = 500
_PROPERTY = Pattern(r"[ \t]*([\w.\-]{3,120})[ \t]*[=:][ \t]*(.*)")
_ENTRY = Pattern(r"( *)[\"']?([\w.\-]{1,120})[\"']?[ \t]*:(?:[ \t]+(.*)|$)")
_NOTE = Pattern(r"(?:^|[ \t])#")
_FROM_OUTSIDE = Pattern(r"\$\{[\w.\-]{1,80}(?::(?P<default>[^{}]{0,120}))?\}")
_LOOSE = str.maketrans("", "", "-_")


class Started(Value, frozen=True):
    """A setting of a file: whose calls it holds for, what it decides, and the value.

    The value is empty if only the environment gives it; `replaceable` if the environment may give another.
    """

    provider: str
    decides: str
    value: str
    line: int
    replaceable: bool = False


def find_started(path: str, text: str) -> tuple[Started, ...]:
    """The settings of models in a file of properties or YAML."""
    if not any(word in text for word in _TELLING):
        return ()
    entries = _properties(text) if path.endswith(".properties") else _yaml(text)
    found: list[Started] = []
    for name, value, line in entries:
        found += _meant(name, value, line)
        if len(found) >= _FOUND:
            break
    return tuple(found)


def _meant(name: str, value: str, line: int) -> Iterator[Started]:
    bare = name.lower().translate(_LOOSE)
    if not bare.startswith(("spring.ai.", "langchain4j.", "quarkus.langchain4j.")):
        return
    for starter in knowledge.starters():
        if not starter.name.fullmatch(bare):
            continue
        outside = _FROM_OUTSIDE.fullmatch(value)
        told = (outside["default"] or "").strip() if outside else value
        if not told and not outside:
            return
        if starter.counts_first and told.isdecimal():
            told = str(max(int(told[:9]) - 1, 0))
        yield Started(starter.provider, starter.decides, told[:80], line, outside is not None)
        return


def _properties(text: str) -> Iterator[tuple[str, str, int]]:
    for number, line in enumerate(text.split("\n"), start=1):
        found = _PROPERTY.match(line[:_LINE])
        if found:
            yield found[1], found[2].strip(), number


def _yaml(text: str) -> Iterator[tuple[str, str, int]]:
    """Every plain value with the names above it, by indentation: enough for settings that people write."""
    above: list[tuple[int, str]] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if line.startswith("---"):
            above = []
            continue
        found = _ENTRY.match(line[:_LINE]) if ":" in line else None
        if found is None:
            continue
        depth = len(found[1])
        while above and above[-1][0] >= depth:
            above.pop()
        value = _plain(found[3] or "")
        if value:
            yield ".".join((*(name for _, name in above), found[2])), value, number
        elif len(above) < _DEPTH:
            above.append((depth, found[2]))


def _plain(value: str) -> str:
    """A value without its comment and quotes; nothing if it is no plain one."""
    value = value.strip()
    if value[:1] in ("'", '"'):
        return value[1:].partition(value[0])[0].strip()
    return (
        "" if value[:1] in ("{", "[", "&", "*", "|", ">", "#") else _NOTE.split(value, maxsplit=1)[0].strip()
    )

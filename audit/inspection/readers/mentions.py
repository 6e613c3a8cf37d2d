"""Program text → the files and folders of prompts that it names; texts → whether they speak to a model."""

import re
from collections.abc import Iterator
from itertools import islice

from audit.inspection import knowledge
from audit.inspection.classify import FileClass, Role
from audit.inspection.intake.sending import Value
from audit.inspection.patterns import Pattern
from audit.inspection.readers.text import PROMPT_KEYS, PROMPT_WORDS, Text

_ENDING = Pattern(
    r"\.(?:j2|jinja2?|prompty|prompt|dotprompt|hbs|handlebars|mustache|liquid|tmpl|gotmpl|tpl|stg?|ftl|mdx?"
    r"|txt|text|toml|ya?ml|json|baml|poml|xml|skprompt|erb|ejs|twig)(?=[\"'`\\])"
)
_FOLDER_OF = Pattern(r"/[\"'`]\s{0,9}\+")
_WORD = Pattern(r"[Pp]rompt|PROMPT|[Pp]ersona|[Ii]nstructions?\b|system_message|_template\b")
_FOLDER = Pattern(r"[Pp]rompts?_?(?:[Dd]ir(?:ectory)?|[Ff]older)s?\b")
_QUOTED = Pattern(r"""["'`]([\w./\\{}$*@~%-]{1,120})["'`]""")
_EMBED = Pattern(r"^//go:embed[ \t]+([^\n]{1,300})", re.MULTILINE)
_ATTRIBUTE = Pattern(r"\.(\w{0,60}(?:prompts?|_template|system_message|backstory|instructions)\w{0,60})")
_KEY = Pattern(
    r"""^[ \t]*["']?([\w-]{0,60}(?:prompt|backstory|_template|system_message|instructions)[\w-]{0,60})["']?"""
    r"""[ \t]*[:=][ \t]*(?:[|>][-+]?[ \t]*$|"{3}|'{3}|\S[^\n]{80})""",
    re.MULTILINE,
)
_BACK, _WIDTH, _LIMIT, _HEAD = 160, 300, 400, 1_500


class Mention(Value, frozen=True):
    """Text in code that may name a file or folder; `near` on a line about prompts, `reads` one that reads."""

    text: str
    line: int
    near: bool
    reads: bool


def find_mentions(sheet: Text) -> tuple[Mention, ...]:
    """The names of text files and of folders of prompts in own code, the first few hundred of them."""
    if not sheet.kind.is_own_code:
        return ()
    text = sheet.text
    found: dict[tuple[str, bool, bool], Mention] = {}
    for name, at in islice(_named(sheet), 10 * _LIMIT):
        near, reads = _around(text, name, at)
        if (name, near, reads) not in found and len(found) < _LIMIT:
            line = sheet.line(at)
            found[name, near, reads] = Mention(name.replace("\\", "/"), line, near, reads)
    return tuple(found.values())


def _named(sheet: Text) -> Iterator[tuple[str, int]]:
    text = sheet.text
    for ending in _ENDING.finditer(text):
        low = _start(text, ending.start(), _BACK)
        start = max(text.rfind(quote, low, ending.start()) for quote in "\"'`")
        if start >= low:
            yield text[start + 1 : ending.end()].rpartition(" ")[2], ending.start()
    for put in _FOLDER_OF.finditer(text):
        low = _start(text, put.start(), _BACK)
        start = max(text.rfind(quote, low, put.start()) for quote in "\"'`")
        if start >= low:
            yield text[start + 1 : put.start() + 1], put.start()
    if "//go:embed" in text:
        for embed in _EMBED.finditer(text):
            for name in embed.group(1).split():
                yield name.strip('"`'), embed.start()
    if sheet.holds(PROMPT_WORDS):
        yield from _spoken(sheet)


def _spoken(sheet: Text) -> Iterator[tuple[str, int]]:
    """What stands in quotes, or as an attribute, and speaks of prompts."""
    text = sheet.text
    done = -1
    starts = sorted(start for word in PROMPT_WORDS for start in sheet.places.get(word, ()))
    for start in starts:
        word = _WORD.match(text, max(0, start - 1)) or _WORD.match(text, start)
        if word is None or word.start() < done:
            continue
        low = _start(text, word.start(), _WIDTH)
        end = text.find("\n", word.end(), word.end() + _WIDTH)
        done = word.end() + _WIDTH if end < 0 else end
        for quoted in _QUOTED.finditer(text, low, done):
            if _WORD.search(quoted.group(1)) or _FOLDER.search(text, low, done):
                yield quoted.group(1), quoted.start()
        for attribute in _ATTRIBUTE.finditer(text, word.start() - 61 if word.start() > 61 else 0, done):
            yield f".{attribute.group(1)}", attribute.start()


def _start(text: str, at: int, width: int) -> int:
    """Where the line of a place begins, or as far before the place as is looked."""
    low = max(0, at - width)
    return max(low, text.rfind("\n", low, at) + 1)


def _around(text: str, name: str, at: int) -> tuple[bool, bool]:
    """Whether the line of a name, or the one before, is about prompts, and whether it reads something."""
    low = _start(text, at, _WIDTH)
    before = text[_start(text, max(0, low - 1), _WIDTH) : low]
    end = text.find("\n", at, at + _WIDTH)
    line = text[low : end if end >= 0 else at + _WIDTH]
    reads = knowledge.prompts().reading.search(line.replace(name, "")) is not None
    return _WORD.search(before + line) is not None, reads


def speaks(path: str, kind: FileClass, text: str) -> bool:
    """Whether the beginning of a text file addresses a model."""
    known = knowledge.prompts()
    name = path.rpartition("/")[2].lower()
    suffix = f".{name.rpartition('.')[2]}" if "." in name else ""
    if kind.role not in (Role.DOCS, Role.CONFIG):
        return False
    if suffix in (".yaml", ".yml", ".toml"):
        return "ou are" in text and known.opening.search(text[: 10 * _HEAD]) is not None
    return suffix in known.openings and known.opening.search(text[:_HEAD]) is not None


def prompt_keys(sheet: Text) -> tuple[str, ...]:
    """The keys of a file of settings whose values are whole prompts."""
    if sheet.kind.role is not Role.CONFIG or not sheet.path.lower().endswith((".yaml", ".yml", ".toml")):
        return ()
    if not sheet.holds(PROMPT_KEYS):
        return ()
    return tuple({match.group(1): None for match in _KEY.finditer(sheet.text)})[:50]

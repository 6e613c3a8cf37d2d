"""Text of a file whose name promises something → whether anything stands in it that keeps the promise."""

import re

from audit.inspection import knowledge
from audit.inspection.classify import named_files
from audit.inspection.patterns import Pattern

_PROMISING = frozenset(
    {"changelog", "license", "owners", "container", "security_policy", "deployment", "operations"}
)
_COMPOSED = Pattern(r"(?:^|/)(?:docker-)?compose[^/]*\.ya?ml$")
_BUILT = Pattern(r"^[ \t]{2,20}(?:build|extends|dockerfile)[ \t]*:", re.MULTILINE)
_IMAGE = Pattern(r"^[ \t]{2,20}image[ \t]*:[ \t]*[\"']?([^\s\"'#]{1,300})", re.MULTILINE)
_RUNNING = Pattern(r"\b(?:image|build|extends|dockerfile|include|provider)\b|<<")
_INCLUDED = Pattern(r"^include[ \t]*:", re.MULTILINE)
_LONG = 20_000
_COMMENT = Pattern(r"<!--.{0,2000}?-->|<a\s[^>\n]{0,200}>\s{0,9}</a>", re.DOTALL)
_HEADING = Pattern(r"\s*(?:#|={3,}|-{3,}|~{3,}|\*{3,}|\[[^\]\n]+\]:\s*\S)")
_TITLE = Pattern(
    r"[*_]{1,3}[^*_\n]+[*_]{1,3}:?|(?:change\s?log|changes|history|release notes|unreleased)", re.IGNORECASE
)
_PLACEHOLDER = Pattern(
    r"\[[^\]\n]*\](?!\()|<[^>\n]*>|\b(?:n/?a|none|tbd|tba|todo|x\.y\.z|yyyy-mm-dd)\b", re.IGNORECASE
)
_PREFACE = Pattern(
    r"all notable changes to|the format is (?:loosely )?based on|adheres to \[?semantic versioning"
    r"|keep ?a ?changelog",
    re.IGNORECASE,
)
_TEMPLATE = Pattern(r"use this section to tell people|\[INSERT [A-Z ]+\]", re.IGNORECASE)
_NUMBERED = Pattern(r"#+\s*\[?v?\d+\.\d+")
_OWNER = Pattern(r"@|\w{2,}")


def is_hollow(path: str, text: str) -> bool:
    """Whether a file of a promising name holds only headings, comments, placeholders, or others' services."""
    kinds = {named.kind for named in named_files(path)} & _PROMISING
    if not kinds or len(text) > _LONG or path.startswith(".github/workflows/"):
        return False
    if "deployment" in kinds:
        return _COMPOSED.search(path) is not None and (_serves_others(text) or not _RUNNING.search(text))
    if kinds & {"license", "container"}:
        return not _lines(text, "#" if "container" in kinds else "")
    if "owners" in kinds:
        plain = path.rpartition(".")[2].lower() not in ("md", "rst")
        return not any(_OWNER.search(line) for line in _lines(text, "#" if plain else ""))
    body = _COMMENT.sub("", text)
    if "security_policy" in kinds:
        return _TEMPLATE.search(body) is not None or not _lines(body, "#")
    return not any(_says(line) for line in body.splitlines())


def _serves_others(text: str) -> bool:
    """Whether a compose file starts only well-known services: what a program needs, not the program."""
    if _BUILT.search(text) or _INCLUDED.search(text):
        return False
    images = [_base(image) for image in _IMAGE.findall(text)]
    return bool(images) and all(image in knowledge.services() for image in images)


def _base(image: str) -> str:
    """The last name of an image, without registry, owner, tag and digest."""
    return image.partition("@")[0].rpartition("/")[2].partition(":")[0].lower()


def _lines(text: str, comment: str) -> list[str]:
    """The lines with a letter that are no comments."""
    return [
        line
        for line in text.splitlines()
        if any(map(str.isalpha, line)) and not (comment and line.lstrip().startswith(comment))
    ]


def _says(line: str) -> bool:
    """Whether a line of a change log tells of a change, or of a release by its number."""
    bare = line.strip()
    if _NUMBERED.match(bare):
        return True
    if not bare or _HEADING.match(bare) or _PREFACE.search(bare) or _TITLE.fullmatch(bare):
        return False
    return any(map(str.isalnum, _PLACEHOLDER.sub("", bare)))

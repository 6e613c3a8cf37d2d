"""Program text of any language → the first address of a model provider at which replies are asked for."""

import re

from audit.inspection import knowledge
from audit.inspection.readers.text import Text

_LINE = 2_000
_COMMENT = ("#", "//", "*", "/*", "--", "<!--", "%")
_REPLIES = (
    r"(?::\d+)?(?:/openai|/api|/inference)?(?:/v\d\w*)?/?"
    r"(?:chat(?:/completions)?|completions|responses|messages|generate|models/[^\"'`\s]{1,80})?[\"'`]"
)


def find_address(sheet: Text) -> tuple[str, int] | None:
    """The provider and the line of the first address in quotes that is a base or asks for a reply."""
    if not sheet.holds(host for host, _ in _hosts()):
        return None
    for number, line in enumerate(sheet.text.splitlines(), start=1):
        if len(line) > _LINE or line.lstrip().startswith(_COMMENT):
            continue
        for host, provider in _hosts():
            if host in line and _form(host).search(line):
                return provider, number
    return None


@knowledge.remembered
def _hosts() -> tuple[tuple[str, str], ...]:
    return tuple((host, provider.id) for provider in knowledge.providers() for host in provider.hosts)


@knowledge.remembered
def _form(host: str) -> re.Pattern[str]:
    return re.compile(rf"[\"'`]https?://(?:[\w-]{{1,60}}\.)?{re.escape(host)}{_REPLIES}")

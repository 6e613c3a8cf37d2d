"""Program text of languages that are not parsed → what it imports, by line."""

import re

from audit.inspection.readers.lines import Lines

_FORMS = {
    "script": re.compile(
        r"""^[ \t]*(?:import\s+(?!type\b)(?:[^'"\n;]*?(?:\n[^'"\n;]*?){0,40}?\bfrom\s+)?"""
        r"""|export\s+[^'"\n]*\bfrom\s+"""
        r"""|(?:const|let|var)\s[^=\n]+=\s*(?:await\s+)?(?:require|import)\(\s*|\}\s*from\s+|require\(\s*)['"]([^'"\n]+)['"]""",
        re.MULTILINE,
    ),
    "Go": re.compile(
        r"""^[ \t]*(?:import[ \t]+)?(?:[\w.]++[ \t]+)?"([\w.\-]+\.[a-z]+/[^"\s]+)"[ \t]*$""", re.MULTILINE
    ),
    "jvm": re.compile(r"^[ \t]*import\s+(?:static\s+)?([\w.]+)", re.MULTILINE),
    "Rust": re.compile(r"^[ \t]*(?:pub\s+)?use\s+([\w:]+)", re.MULTILINE),
    "C#": re.compile(r"^[ \t]*using\s+([\w.]+)\s*;", re.MULTILINE),
    "Ruby": re.compile(r"""^[ \t]*require\s+['"]([^'"]+)['"]""", re.MULTILINE),
    "PHP": re.compile(r"^[ \t]*use\s+\\?([A-Z][\w\\]+)", re.MULTILINE),
    "Swift": re.compile(r"^[ \t]*import[ \t]+(\w+)", re.MULTILINE),
    "Dart": re.compile(r"""^[ \t]*import\s+['"]package:(\w+)/""", re.MULTILINE),
    "Elixir": re.compile(r"^[ \t]*(?:alias|import|use)[ \t]+([A-Z][\w.]+)", re.MULTILINE),
}
_FAMILY = {
    "TypeScript": "script", "JavaScript": "script", "Vue": "script", "Svelte": "script",
    "Java": "jvm", "Kotlin": "jvm", "Scala": "jvm",
}  # fmt: skip


def find_imports(language: str, text: str) -> tuple[tuple[str, int], ...]:
    """The modules that a file imports, and where."""
    form = _FORMS.get(_FAMILY.get(language, language))
    if form is None:
        return ()
    lines = Lines(text)
    return tuple((m.group(1), lines.at(m.start(1))) for m in form.finditer(text))

"""Program text of languages that are not parsed → what it imports, by line."""

import re

_FORMS = {
    "script": re.compile(
        r"""^[ \t]*(?:import\s+(?!type\b)(?:[^'"\n;]*?(?:\n[^'"\n;]*?){0,40}?\bfrom\s+)?"""
        r"""|export\s+[^'"\n]*\bfrom\s+"""
        r"""|(?:const|let|var)\s[^=\n]+=\s*(?:await\s+)?(?:require|import)\(\s*|\}\s*from\s+|require\(\s*)['"]([^'"\n]+)['"]""",
        re.MULTILINE,
    ),
    "Go": re.compile(r"""^\s*(?:import\s+)?(?:[\w.]+\s+)?"([\w.\-]+\.[a-z]+/[^"\s]+)"\s*$""", re.MULTILINE),
    "jvm": re.compile(r"^\s*import\s+(?:static\s+)?([\w.]+)", re.MULTILINE),
    "Rust": re.compile(r"^\s*(?:pub\s+)?use\s+([\w:]+)", re.MULTILINE),
    "C#": re.compile(r"^\s*using\s+([\w.]+)\s*;", re.MULTILINE),
    "PHP": re.compile(r"^\s*use\s+\\?([A-Z][\w\\]+)", re.MULTILINE),
    "Swift": re.compile(r"^[ \t]*import[ \t]+(\w+)", re.MULTILINE),
    "Elixir": re.compile(r"^[ \t]*(?:alias|import|use)[ \t]+([A-Z][\w.]+)", re.MULTILINE),
    "Ruby": re.compile(r"""^\s*require\s+['"]([^'"]+)['"]""", re.MULTILINE),
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
    return tuple((m.group(1), text.count("\n", 0, m.start(1)) + 1) for m in form.finditer(text))

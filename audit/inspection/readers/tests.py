"""Program text of tests → how many cases it holds and where the first one stands."""

import re

_PYTHON = re.compile(
    r"^[ \t]*(?:async[ \t]+)?def[ \t]+test\w*[ \t]*\(|^class[ \t]+\w+\([^)\n]*TestCase[^)\n]*\)", re.MULTILINE
)
_SCRIPT = re.compile(r"^[ \t]*(?:it|test|Deno\.test)(?:\.\w+)*[ \t]*(?:\(|`)", re.MULTILINE)
_CASES = {
    "Python": _PYTHON,
    "TypeScript": _SCRIPT, "JavaScript": _SCRIPT, "Vue": _SCRIPT, "Svelte": _SCRIPT,
    "Go": re.compile(r"^func (?:Test|Fuzz|Example)\w*\(", re.MULTILINE),
    "Java": re.compile(r"^[ \t]*@(?:Parameterized)?Test\b", re.MULTILINE),
    "Kotlin": re.compile(r"^[ \t]*@(?:Parameterized)?Test\b|^[ \t]+(?:fun `)", re.MULTILINE),
    "Rust": re.compile(r"^[ \t]*#\[(?:tokio::)?test", re.MULTILINE),
    "C#": re.compile(r"^[ \t]*\[(?:Fact|Theory|Test|TestMethod|TestCase)\b", re.MULTILINE),
    "Ruby": re.compile(r"^[ \t]*(?:it|specify)\s+['\"]|^[ \t]*def test_", re.MULTILINE),
    "PHP": re.compile(r"function\s+test\w+\s*\(|^[ \t]*(?:it|test)\(", re.MULTILINE),
    "Swift": re.compile(r"func\s+test\w+\s*\(|^[ \t]*@Test", re.MULTILINE),
    "Elixir": re.compile(r"^[ \t]*test\s+\"", re.MULTILINE),
    "Dart": re.compile(r"^[ \t]*(?:test|testWidgets)\(", re.MULTILINE),
    "Scala": re.compile(r"^[ \t]*test\(\"|\bin\s*\{", re.MULTILINE),
    "Julia": re.compile(r"@testset"), "R": re.compile(r"test_that\("),
    "Shell": re.compile(r"^@test ", re.MULTILINE),
    "C++": re.compile(r"^[ \t]*TEST(?:_F|_P)?\(", re.MULTILINE),
}  # fmt: skip


def count_cases(language: str, text: str) -> tuple[int, int | None]:
    """How many test cases there are, and the line of the first."""
    form = _CASES.get(language)
    if form is None:
        return 0, None
    found = list(form.finditer(text))
    if not found:
        return 0, None
    start = found[0].start() + len(found[0].group()) - len(found[0].group().lstrip())
    return len(found), text.count("\n", 0, start) + 1


_ASSERTS = re.compile(
    r"assert|\braises\b|\bfail\w*\(|expect|approx|check|verif|should|snapshot|benchmark|validat|compar|\braise\b"
    r"|\bwarns\b|sys\.exit|\bexit\(|doctest|hypothesis|@given|\bensure|\bmatch\w*\(",
    re.IGNORECASE,
)


def asserts(language: str, text: str) -> bool:
    """Whether a file of tests can fail by more than an error; told for Python only."""
    return language != "Python" or "assert" in text or _ASSERTS.search(text) is not None

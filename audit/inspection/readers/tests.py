"""Program text of tests → how many cases it holds and where the first one stands."""

import re
from itertools import chain, islice

from audit.inspection.patterns import Pattern

_PYTHON = Pattern(
    r"^[ \t]*(?:async[ \t]+)?def[ \t]+test\w*[ \t]*\(|^class[ \t]+\w+\([^)\n]*TestCase[^)\n]*\)", re.MULTILINE
)
_SCRIPT = Pattern(
    r"^[ \t]*(?:it|test|Deno\.test)"
    r"(?!\.(?:before|after|skip|todo|describe|use|setTimeout|step|extend|configure)\w*\b)"
    r"(?:\.\w+)*[ \t]*(?:\(|`)",
    re.MULTILINE,
)
_ASIDE = Pattern(
    r"^[ \t]*@(?:(?:pytest(?:_asyncio)?\.)?fixture|(?:pytest\.)?mark\.skip|(?:unittest\.)?skip)\b",
    re.MULTILINE,
)
_SKIPPED = Pattern(
    r"^pytestmark\s*=\s*\[?\s*(?:pytest\.)?mark\.skip\b|^pytest\.skip\(|^raise\s+(?:unittest\.)?SkipTest",
    re.MULTILINE,
)
_DEFINED = Pattern(r"^[ \t]*(?:async[ \t]+)?(?:def|class)[ \t]", re.MULTILINE)
_CASES = {
    "Python": _PYTHON,
    "TypeScript": _SCRIPT, "JavaScript": _SCRIPT, "Vue": _SCRIPT, "Svelte": _SCRIPT,
    "Go": Pattern(r"^func (?:Test|Fuzz|Example)\w*\(", re.MULTILINE),
    "Java": Pattern(r"^[ \t]*@(?:Parameterized)?Test\b", re.MULTILINE),
    "Kotlin": Pattern(r"^[ \t]*@(?:Parameterized)?Test\b|^[ \t]+(?:fun `)", re.MULTILINE),
    "Rust": Pattern(r"^[ \t]*#\[(?:tokio::)?test", re.MULTILINE),
    "C#": Pattern(r"^[ \t]*\[(?:Fact|Theory|Test|TestMethod|TestCase)\b", re.MULTILINE),
    "Ruby": Pattern(r"^[ \t]*(?:it|specify)\s+['\"]|^[ \t]*def test_", re.MULTILINE),
    "PHP": Pattern(r"function\s+test\w+\s*\(|^[ \t]*(?:it|test)\(", re.MULTILINE),
    "Swift": Pattern(r"func\s+test\w+\s*\(|^[ \t]*@Test", re.MULTILINE),
    "Elixir": Pattern(r"^[ \t]*test\s+\"", re.MULTILINE),
    "Dart": Pattern(r"^[ \t]*(?:test|testWidgets)\(", re.MULTILINE),
    "Scala": Pattern(r"^[ \t]*test\(\"|\bin\s*\{", re.MULTILINE),
    "Julia": Pattern(r"@testset"), "R": Pattern(r"test_that\("),
    "Shell": Pattern(r"^@test ", re.MULTILINE),
    "C++": Pattern(r"^[ \t]*TEST(?:_F|_P)?\(", re.MULTILINE),
}  # fmt: skip


def count_cases(language: str, text: str) -> tuple[int, int | None]:
    """How many test cases there are that a runner runs, and the line of the first."""
    form = _CASES.get(language)
    if form is None:
        return 0, None
    aside = _aside(text) if language == "Python" else frozenset()
    found = [match for match in form.finditer(text) if match.start() not in aside]
    if not found or (language == "Python" and _SKIPPED.search(text)):
        return 0, None
    start = found[0].start() + len(found[0].group()) - len(found[0].group().lstrip())
    return len(found), text.count("\n", 0, start) + 1


def _aside(text: str) -> frozenset[int]:
    """Where something begins that has the name of a case and is none: a fixture, or a case always skipped."""
    after = (_DEFINED.search(text, match.end()) for match in _ASIDE.finditer(text))
    return frozenset(match.start() for match in after if match is not None)


_TOLD = frozenset({"Python", "TypeScript", "JavaScript", "Go", "Java", "Kotlin", "C#"})
_PROSE = Pattern(
    r"[ \t]*(?:#|//|\*|(?:async[ \t]+)?def\b|class\b|func\b|import\b|from\b|(?:it|test|describe)(?:\.\w+)*\()"
    r"|[^\n]{0,200}\bvoid\b"
)
_ASSERTS = Pattern(
    r"assert\w*+(?:\.\w++)*+[ \t]*+\(?+[ \t]*+"
    r"(?!(?:true|1|not false|1[ \t]*==[ \t]*1|true,[ \t]*true|1,[ \t]*1)[ \t]*(?:$|[),;#]))"
    r"|\bexpect\w*+[ \t]*+\(?+(?!(?:true|1)\)\.\w{1,20}\((?:true|1)?\))"
    r"|\braises\b|\bfail\w*\(|approx|check|verif|should|snapshot|benchmark|validat|compar|\braise\b"
    r"|\bwarns\b|sys\.exit|\bexit\(|doctest|hypothesis|@given|\bensure|\bmatch\w*\(|\b(?:not)?ok\(|\bequal"
    r"|\bthrow|\bis\(|unwrap|panic|\bt\.(?:error|fatal)|output:|\bdiff\b|\bconfirm|\brequire\b|\btest(?:_|[a-z])\w*\(",
    re.IGNORECASE | re.MULTILINE,
)
_EXAMPLE = Pattern(r"^[ \t]*// (?:Unordered output|Output):", re.MULTILINE)
_USUAL = Pattern(r"assert|expect\(|t\.(?:Fatal|Error)")
_USUALLY, _TRIED, _LINE = 10, 2_000, 400


def asserts(language: str, text: str) -> bool:
    """Whether a file of tests can fail by more than an error; what is always true asserts nothing."""
    if language not in _TOLD or (language == "Go" and _EXAMPLE.search(text)):
        return True
    usual = (match for at in _USUAL.finditer(text) if (match := _ASSERTS.match(text, at.start())))
    tried = chain(islice(usual, _USUALLY), islice(_ASSERTS.finditer(text), _TRIED))
    return any(not _says(text, match.start()) for match in tried)


def _says(text: str, at: int) -> bool:
    """Whether a word only says what a case is for: in a comment, a name or a description."""
    start = max(at - _LINE, text.rfind("\n", 0, at) + 1)
    before = text[start:at]
    return _PROSE.match(text, start, at) is not None and "=>" not in before and "{" not in before

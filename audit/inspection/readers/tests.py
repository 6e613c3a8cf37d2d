"""Program text of tests → how many cases it holds and where the first one stands."""

import re
from itertools import chain, islice

from audit.inspection.patterns import Pattern

# each begins with a break, which is found many times as fast as the beginning of a line
_PYTHON = Pattern(
    r"\n[ \t]*+(?:async[ \t]+)?def[ \t]+test\w*[ \t]*\(|\nclass[ \t]+\w+\([^)\n]*TestCase[^)\n]*\)"
)
_SCRIPT = Pattern(
    r"\n[ \t]*+(?:it|test|Deno\.test)"
    r"(?!\.(?:before|after|skip|todo|describe|use|setTimeout|step|extend|configure)\w*\b)"
    r"(?:\.\w+)*[ \t]*(?:\(|`)"
)
_ASIDE = Pattern(
    r"\n[ \t]*+@(?:(?:pytest(?:_asyncio)?\.)?fixture|(?:pytest\.)?mark\.skip|(?:unittest\.)?skip)\b"
)
_SKIPPED = Pattern(
    r"\npytestmark\s*=\s*\[?\s*(?:pytest\.)?mark\.skip\b|\npytest\.skip\(|\nraise\s+(?:unittest\.)?SkipTest"
)
_DEFINED = Pattern(r"\n[ \t]*+(?:async[ \t]+)?(?:def|class)[ \t]")
_CASES = {
    "Python": _PYTHON,
    "TypeScript": _SCRIPT, "JavaScript": _SCRIPT, "Vue": _SCRIPT, "Svelte": _SCRIPT,
    "Go": Pattern(r"\nfunc (?:Test|Fuzz|Example)\w*\("),
    "Java": Pattern(r"\n[ \t]*+@(?:Parameterized)?Test\b"),
    "Kotlin": Pattern(r"\n[ \t]*+@(?:Parameterized)?Test\b|\n[ \t]+(?:fun `)"),
    "Rust": Pattern(r"\n[ \t]*+#\[(?:tokio::)?test"),
    "C#": Pattern(r"\n[ \t]*+\[(?:Fact|Theory|Test|TestMethod|TestCase)\b"),
    "Ruby": Pattern(r"\n[ \t]*+(?:it|specify)\s+['\"]|\n[ \t]*+def test_"),
    "PHP": Pattern(r"function\s+test\w+\s*\(|\n[ \t]*+(?:it|test)\("),
    "Swift": Pattern(r"func\s+test\w+\s*\(|\n[ \t]*+@Test"),
    "Elixir": Pattern(r"\n[ \t]*+test\s+\""),
    "Dart": Pattern(r"\n[ \t]*+(?:test|testWidgets)\("),
    "Scala": Pattern(r"\n[ \t]*+test\(\"|\bin\s*\{"),
    "Julia": Pattern(r"@testset"), "R": Pattern(r"test_that\("),
    "Shell": Pattern(r"\n@test "),
    "C++": Pattern(r"\n[ \t]*+TEST(?:_F|_P)?\("),
}  # fmt: skip


def count_cases(language: str, text: str) -> tuple[int, int | None]:
    """How many test cases there are that a runner runs, and the line of the first."""
    form = _CASES.get(language)
    if form is None:
        return 0, None
    begun = f"\n{text}"
    aside = _aside(begun) if language == "Python" else frozenset()
    found = [match for match in form.finditer(begun) if match.start() not in aside]
    if not found or (language == "Python" and _SKIPPED.search(begun)):
        return 0, None
    start = found[0].start() + len(found[0].group()) - len(found[0].group().lstrip())
    return len(found), begun.count("\n", 0, start)


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
    if language not in _TOLD or (language == "Go" and "utput:" in text and _EXAMPLE.search(text)):
        return True
    usual = (match for at in _USUAL.finditer(text) if (match := _ASSERTS.match(text, at.start())))
    tried = chain(islice(usual, _USUALLY), islice(_ASSERTS.finditer(text), _TRIED))
    return any(not _says(text, match.start()) and not _starts(text, match.group()) for match in tried)


def _starts(text: str, call: str) -> bool:
    """Whether a call only starts a function of this file, whose own lines tell what it asserts."""
    return call.lower().startswith("test") and f"def {call.rstrip('( ')}(" in text


def _says(text: str, at: int) -> bool:
    """Whether a word only says what a case is for: in a comment, a name or a description."""
    start = max(at - _LINE, text.rfind("\n", 0, at) + 1)
    before = text[start:at]
    return _PROSE.match(text, start, at) is not None and "=>" not in before and "{" not in before

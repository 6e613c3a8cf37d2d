"""One file → its facts: a pure function of path, class and bytes, so that it can run in any process."""

from itertools import accumulate

from msgspec.structs import replace

from audit.inspection.classify import FileClass, Role
from audit.inspection.expressions import Module
from audit.inspection.facts import Leak
from audit.inspection.intake.sending import Value
from audit.inspection.patterns import Pattern
from audit.inspection.readers.addresses import find_address
from audit.inspection.readers.commands import CommandAt, find_commands
from audit.inspection.readers.dead import alive
from audit.inspection.readers.declared import Declared, find_declared
from audit.inspection.readers.documents import operating_headings, reporting_headings
from audit.inspection.readers.go import read_go
from audit.inspection.readers.imports import find_imports, idle_imports
from audit.inspection.readers.java import read_java
from audit.inspection.readers.javascript import read_script
from audit.inspection.readers.limits import TokenLimit, find_limit
from audit.inspection.readers.manifest import DependencyList, read_manifest
from audit.inspection.readers.mentions import Mention, find_mentions, prompt_keys, speaks
from audit.inspection.readers.notebook import read_notebook
from audit.inspection.readers.passages import Passage, find_passages
from audit.inspection.readers.python import read_python
from audit.inspection.readers.scripts import written_tables
from audit.inspection.readers.secret_reads import find_reads
from audit.inspection.readers.secrets import find_leaks
from audit.inspection.readers.signs import SignSeen, find_signs
from audit.inspection.readers.starters import Started, find_started
from audit.inspection.readers.substance import is_hollow
from audit.inspection.readers.telemetry import telemetry_library
from audit.inspection.readers.tests import asserts, count_cases
from audit.inspection.readers.text import Text
from audit.inspection.readers.workflow import Run, find_runs, find_targets

SIZE_LIMIT = 2_000_000
NESTING_LIMIT = 400
LINE_LIMIT = 20_000
SCRIPTS = ("TypeScript", "JavaScript", "Vue", "Svelte")
TYPED = ("Go", "Java")
PARSED = ("Python", "Jupyter Notebook", *SCRIPTS, *TYPED)
_SETTINGS = (".yaml", ".yml", ".toml", ".ini", ".cfg", ".env", ".properties", ".prompty")
_DENSE = 400
_SPRING = Pattern(r"(?:^|/)(?:application|bootstrap)(?:-[\w-]+)?\.(?:properties|ya?ml)$")
_MOST_ARROWS = 200
_ARROWS = Pattern(rf"(?:=>[\s\w,()]{{0,60}}+){{{_MOST_ARROWS}}}")
_STEPS = {**dict.fromkeys(b"([{", 1), **dict.fromkeys(b")]}", -1)}
_NO_BRACKETS = bytes(set(range(256)) - set(_STEPS))
_LFS = b"version https://git-lfs.github.com/spec/"


class FileFacts(Value, frozen=True):
    """What the text of one file says without any other file."""

    path: str
    kind: FileClass
    lines: int = 0
    imports: tuple[tuple[str, int], ...] = ()
    cases: int = 0
    first_case: int | None = None
    runs: tuple[Run, ...] = ()
    headings: tuple[tuple[str, int], ...] = ()
    leaks: tuple[Leak, ...] = ()
    secret_reads: tuple[tuple[str, int], ...] = ()
    dependencies: DependencyList | None = None
    limit: TokenLimit | None = None
    reporting: tuple[tuple[str, int], ...] = ()
    test_targets: tuple[str, ...] = ()
    written: tuple[str, ...] = ()
    signs: tuple[SignSeen, ...] = ()
    mentions: tuple[Mention, ...] = ()
    speaks: bool = False
    prompt_keys: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()
    commands: tuple[CommandAt, ...] = ()
    hollow: bool = False
    asserts: bool = False
    address: tuple[str, int] | None = None
    started: tuple[Started, ...] = ()
    declared: tuple[Declared, ...] = ()
    idle: tuple[str, ...] = ()


def refusal(kind: FileClass, data: bytes) -> str | None:
    """Why the bytes of a file cannot be read as what its name says; none if they can."""
    if data.startswith(_LFS):
        return "a Git LFS pointer: its content is not in the repository"
    if kind.role is Role.DATA:
        return None
    if len(data) > SIZE_LIMIT:
        return f"larger than {SIZE_LIMIT // 1_000_000} MB: not read"
    if b"\0" in data[:8000] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "binary content"
    return None


def decode(data: bytes) -> str:
    """The text of a file in the encoding that its first bytes announce; broken characters are replaced."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace").replace("\r\n", "\n")
    return data.decode("utf-8-sig", "replace").replace("\r\n", "\n")


def read_text(path: str, kind: FileClass, data: bytes) -> FileFacts:
    """The facts of a text file that need no syntax tree."""
    whole = Text(path, kind, decode(data))
    text = alive(kind.language, whole.text)
    sheet = whole if text == whole.text else Text(path, kind, text)
    imports = find_imports(kind.language, text) if kind.is_code else ()
    cases, first = count_cases(kind.language, text) if kind.role is Role.TEST else (0, None)
    if kind.language == "Rust" and kind.role is Role.SOURCE:
        cases, first = count_cases(kind.language, text)
    return FileFacts(
        path,
        kind,
        _full_lines(text) if kind.is_code else 0,
        imports,
        cases,
        first,
        find_runs(path, text) if kind.role is Role.WORKFLOW else (),
        operating_headings(path, text) if kind.role is Role.DOCS else (),
        tuple(find_leaks(whole)),
        find_reads(sheet) if kind.is_own_code or _SPRING.search(path) else (),
        read_manifest(path, text),
        find_limit(text) if kind.role is Role.SOURCE or path.endswith(_SETTINGS) else None,
        reporting_headings(text) if kind.role is Role.DOCS else (),
        find_targets(path, text),
        written_tables(path, kind, text),
        find_signs(sheet),
        find_mentions(sheet),
        speaks(path, kind, text),
        prompt_keys(sheet),
        find_passages(path, kind, text),
        find_commands(sheet),
        is_hollow(path, text),
        bool(cases or kind.role is Role.TEST) and asserts(kind.language, text),
        find_address(sheet) if kind.role is Role.SOURCE and kind.is_own_code else None,
        find_started(path, text) if _SPRING.search(path) else (),
        find_declared(path, kind, text),
        idle_imports(kind.language, text, imports, telemetry_library) if kind.role is Role.SOURCE else (),
    )


def _full_lines(text: str) -> int:
    lines = text.splitlines()
    return len(lines) - lines.count("") - sum(map(str.isspace, lines))


def too_nested(data: bytes) -> bool:
    """Whether brackets stand so deep in each other that no person wrote them."""
    steps = map(_STEPS.__getitem__, data.translate(None, _NO_BRACKETS))
    return max(accumulate(steps), default=0) > NESTING_LIMIT


def parse_file(path: str, kind: FileClass, data: bytes) -> Module | str:
    """The module of a file of a language that is parsed, or why there is none."""
    if too_nested(data) and not path.endswith(".ipynb"):
        return f"brackets nested deeper than {NESTING_LIMIT}: not parsed"
    text = alive(kind.language, decode(data)) if kind.language in (*SCRIPTS, *TYPED) else decode(data)
    if kind.language in SCRIPTS:
        if text.count("=>") >= _MOST_ARROWS and _ARROWS.search(text):
            return "functions nested deeper than 200: not parsed"
        return _too_long(text) or read_script(text, path, kind.role)
    if kind.language in TYPED:
        return _too_long(text) or (read_go if kind.language == "Go" else read_java)(text, path, kind.role)
    if kind.language != "Jupyter Notebook":
        return _too_long(text) or read_python(text, path, kind.role)
    script = read_notebook(text)
    if script is None:
        return "no readable notebook: its JSON is broken"
    if "python" not in script.language:
        return f"a notebook in {script.language}: not parsed"
    if too_nested(script.text.encode()):
        return f"brackets nested deeper than {NESTING_LIMIT}: not parsed"
    return _too_long(script.text) or replace(read_python(script.text, path, kind.role), lines=script.lines)


def _too_long(text: str) -> str | None:
    """Why a text is not parsed if a line is longer than people write: its columns take the square of it."""
    longest = max(map(len, text.split("\n")))
    return f"has a line of {longest:,} characters; searched by words only" if longest > LINE_LIMIT else None


def is_dense(kind: FileClass, data: bytes) -> bool:
    """Whether a script is written for machines, not by people: lines without number, all of them long."""
    return kind.language in SCRIPTS and len(data) > 20_000 and len(data) > _DENSE * (data.count(b"\n") + 1)


def code_lines(kind: FileClass, data: bytes) -> int:
    """The lines of code in a notebook."""
    script = read_notebook(decode(data)) if kind.language == "Jupyter Notebook" else None
    return _full_lines(script.text) if script else 0

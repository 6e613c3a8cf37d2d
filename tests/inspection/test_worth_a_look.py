"""What is looked at no closer than it has to be: the quick questions give the answers of the slow ones."""

import gc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.checks import all_checks
from audit.inspection.classify import Role, classify
from audit.inspection.engine import inspect
from audit.inspection.expressions import Literal, spelled
from audit.inspection.intake.files import read_text
from audit.inspection.intake.words import Worth, worth_parsing
from audit.inspection.readers.dead import alive
from audit.inspection.readers.kept_calls import all_kept
from audit.inspection.readers.python import read_python


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("eval(code)", True),
        ("frame.eval(code)", True),
        ("_ = (exec(code))", True),
        ("retrieval(query)", False),
        ("await thread_pool_exec(work)", False),
        ("ast.literal_eval(text)", False),
        ("thread_pool_exec(work)\nexec(code)", True),
        ("import cloudpickle", True),
        ("run(command, shell=True)", True),
        ("", False),
    ],
)
def test_all_calls_are_kept_where_something_is_run(text: str, kept: bool) -> None:
    assert all_kept(text) is kept


@pytest.mark.parametrize(
    ("last", "kept"), [("eval(x)", ["colour", "eval"]), ("retrieval(x)", ["retrieval"]), ("mix(x)", [])]
)
def test_a_call_that_only_ends_like_one_that_runs_keeps_no_other(last: str, kept: list[str]) -> None:
    calls = read_python(f"colour(paint)\n{last}\n", "a.py", Role.SOURCE).calls
    assert [spelled(site.call.function) for site in calls] == kept


@pytest.mark.parametrize("before", [0, 1_990, 1_996, 2_000, 50_000])
def test_a_word_counts_wherever_it_stands(before: int) -> None:
    kind = classify("a.py")
    assert worth_parsing(kind, b"#" * before + b"\nimport openai\n") is Worth.YES
    assert worth_parsing(kind, b"#" * before + b"\nimport math\n") is Worth.NO


@given(st.lists(st.sampled_from(["a", " ", "\t", "\n", "\r", "\x0b", "\x1c", "\x85", "\u2028", "\u3000"])))
def test_lines_with_something_on_them_are_counted(pieces: list[str]) -> None:
    text = "".join(pieces)
    facts = read_text("a.py", classify("a.py"), text.encode())
    assert facts.lines == len([line for line in text.replace("\r\n", "\n").splitlines() if line.strip()])


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("if (false) { a() }", "if (false) {     }"),
        ("if (0) { a() } // false", "if (0) {     } // false"),
        ("while !true { a() }", "while !true {     }"),
        ("x = false && guard(y)", "x =                  "),
        ("if (n > 0) { a() } // false", "if (n > 0) { a() } // false"),
        ("done = false\nif (ok) { a() }", "done = false\nif (ok) { a() }"),
        ("if (!true && x) { a() }", "if                     "),
    ],
)
def test_what_never_runs_is_blanked_out(text: str, left: str) -> None:
    assert alive("Java", text) == left


@pytest.mark.parametrize(
    ("written", "value"), [("0", 0), ("7", 7), ("1200", 1200), ("1_000", 1000), ("0x10", 16), ("1e3", 1000.0)]
)
def test_numbers_of_python(written: str, value: float) -> None:
    (binding,) = read_python(f"import openai\nlimit = {written}\n", "a.py", Role.SOURCE).bindings
    assert binding.value == Literal(value)
    assert isinstance(binding.value, Literal)
    assert type(binding.value.value) is type(value)


@pytest.mark.parametrize(
    ("text", "line", "names"),
    [
        ("import a\n", None, ["a"]),
        ("import a\nimport b\nimport c\nx = = 1\nimport d\n", 4, ["a", "b", "c", "d"]),
        ("Here is the code:\nimport a\nimport b\n", 2, ["a", "b"]),
    ],
)
def test_the_first_line_that_cannot_be_parsed_is_told(text: str, line: int | None, names: list[str]) -> None:
    module = read_python(text, "a.py", Role.SOURCE)
    assert (module.broken_at, [name for name, _ in module.import_lines]) == (line, names)


def test_an_inspection_leaves_the_collector_as_it_was(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("plain")
    (folder / "a.py").write_text("import openai\n")
    before = (gc.isenabled(), gc.get_freeze_count())
    inspect(folder, all_checks())
    assert (gc.isenabled(), gc.get_freeze_count()) == before

"""JavaScript and TypeScript become the same form as Python: imports, bindings, functions, loops, places."""

import pytest

from audit.inspection.classify import Role, classify
from audit.inspection.expressions import (
    Call,
    Choice,
    Expression,
    Joined,
    Literal,
    Mapping,
    Member,
    Module,
    Name,
    Sequence,
)
from audit.inspection.following.resolve import Placed, Resolver
from audit.inspection.intake.files import is_dense, parse_file
from audit.inspection.readers.javascript import read_script
from tests.patience import patience


def read(text: str, path: str = "app.ts") -> Module:
    return read_script(text, path, Role.SOURCE)


IMPORTS = {
    "import A from 'x'": {"A": "npm:x.default"},
    "import * as a from './x.js'": {"a": "npm:./x.js"},
    "import { A, B as C } from '@/x'": {"A": "npm:@/x.A", "C": "npm:@/x.B"},
    "import A, { type B } from 'x'": {"A": "npm:x.default", "B": "npm:x.B"},
    "const A = require('x')": {"A": "npm:x"},
    "const { A, b: C } = require('x').d": {"A": "npm:x.d.A", "C": "npm:x.d.b"},
    "const A = (await import('x')).default": {"A": "npm:x.default"},
    "export { A as B } from 'x'": {"B": "npm:x.A"},
    "export * as all from 'x'": {"all": "npm:x"},
    "import 'x'": {},
}


@pytest.mark.parametrize("text", IMPORTS)
def test_imports(text: str) -> None:
    assert dict(read(text).imports) == IMPORTS[text]


VALUES: dict[str, Expression] = {
    "30_000": Literal(30_000),
    "0x10": Literal(16),
    "1.5": Literal(1.5),
    "-1": Literal(-1),
    "60 * 1000": Literal(60_000),
    "'a\\n'": Literal("a\n"),
    "`a`": Literal("a"),
    "`a-${b}`": Joined((Literal("a-"), Name(("b",)))),
    "a.b!.c?.d": Name(("a", "b", "c", "d")),
    "a['b']": Name(("a", "b")),
    "this.#x": Name(("self", "x")),
    "f().x": Member(Call(Name(("f",))), "x"),
    "a ?? 'b'": Choice((Name(("a",)), Literal("b"))),
    "a && b": Name(("b",)),
    "a ? 1 : null": Choice((Literal(1), Literal(None))),
    "await (x as any satisfies Y)": Name(("x",)),
    "[1, ...y]": Sequence((Literal(1), Name(("y",)))),
    "{ a: 1, b, 'c-d': 2, ...e, [f]: 3 }": Mapping(
        (("a", Literal(1)), ("b", Name(("b",))), ("c-d", Literal(2))), (Name(("e",)),)
    ),
    "undefined": Name(("undefined",)),
    "import.meta.env.X": Name(("import", "meta", "env", "X")),
    "new A({ b: 1, ...c }, d)": Call(
        Name(("A",)),
        (Mapping((("b", Literal(1)),), (Name(("c",)),)), Name(("d",))),
        (("b", Literal(1)),),
        (Name(("c",)),),
    ),
    "f(...args)": Call(Name(("f",)), splats=(Name(("args",)),)),
}


@pytest.mark.parametrize("text", VALUES)
def test_values(text: str) -> None:
    (bound,) = read(f"const it = {text}").bindings
    assert (bound.scope, bound.name, bound.value) == ("", "it", VALUES[text])


def test_scopes_and_parameters() -> None:
    module = read(
        "class A extends B.C { run = async ({ a = 1, b: c }: P, d?: D) => d;\n"
        "m() { return [1].map((x) => { const y = x; return y }) } }\n"
        "export default function () {}\nexport const f = (x: string = 'd') => x\n"
    )
    assert [f.name for f in module.functions] == ["A.run", "A.m", "A.m.<2:21>", "default", "f"]
    assert [p.name for p in module.functions[0].parameters] == ["a", "c", "d"]
    assert module.functions[0].parameters[0].default == Literal(1)
    assert [(b.scope, b.name) for b in module.bindings] == [("A.m.<2:21>", "y")]
    assert module.classes[0].bases == (Name(("B", "C")),)
    assert module.functions[-1].returns == (Name(("x",)),)


def test_an_assignment_belongs_to_the_scope_that_declares() -> None:
    module = read("let a = null\nfunction f() { a = 1; let b; b = 2; this.c = 3 }")
    assert [(b.scope, b.name) for b in module.bindings] == [("", "a"), ("", "a"), ("f", "b"), ("f", "self.c")]


def test_a_syntax_error_costs_no_file() -> None:
    module = read("import A from 'x'\nconst = ;\nfunction f() { return new A() }")
    assert module.broken_at == 2
    assert dict(module.imports) == {"A": "npm:x.default"}


def test_script_blocks_keep_their_lines() -> None:
    module = read(
        "<p>a</p>\n<script>\nimport A from 'x'\n</script>\n<script setup>const b = 1</script>", "a.vue"
    )
    assert module.import_lines == (("npm:x", 3),)
    assert [(b.name, b.line) for b in module.bindings] == [("b", 5)]


PLACES = {
    ("./b", "src/a.ts"): "src/b.ts",
    ("./b.js", "src/a.ts"): "src/b.ts",
    ("../lib", "src/a.ts"): "lib/index.tsx",
    ("../lib/index", "src/a.ts"): "lib/index.tsx",
    ("@/b", "src/deep/c.ts"): "src/b.ts",
    ("~/b", "app/x.ts"): "src/b.ts",
    ("src/b", "app/x.ts"): "src/b.ts",
    ("@repo/llm", "app/x.ts"): "packages/llm/src/index.ts",
    ("@repo/llm/client", "app/x.ts"): "packages/llm/src/client.ts",
    ("openai", "src/a.ts"): None,
    ("@langchain/openai", "src/a.ts"): None,
    ("next/server", "src/a.ts"): None,
    ("./missing", "src/a.ts"): None,
}


@pytest.mark.parametrize(("specifier", "importer"), PLACES)
def test_places_of_imports(specifier: str, importer: str) -> None:
    paths = (
        {p for p in PLACES.values() if p} | {p for _, p in PLACES} | {"openai.ts", "openai.py", "src/b.py"}
    )
    modules = {path: Module(path, Role.SOURCE) for path in sorted(paths)}
    found = Resolver(modules.values()).local_module(f"npm:{specifier}", modules[importer])
    assert (found.path if found else None) == PLACES[specifier, importer]


def test_python_finds_no_script() -> None:
    script, module = Module("openai.ts", Role.SOURCE), Module("app.py", Role.SOURCE)
    assert Resolver([script, module]).local_module("openai", module) is None


def test_a_name_is_followed_through_files() -> None:
    models = read("export const MODELS = { chat: process.env.MODEL ?? 'm' }", "lib/models.ts")
    index = read("export * from './models'", "lib/index.ts")
    app = read("import { MODELS } from '@/lib'\nconst { chat } = MODELS", "app.ts")
    resolver = Resolver([models, index, app])
    assert resolver.text(Placed(Name(("chat",)), app, "")) == "m"


DENSE = {"a" * 30_000: True, "a;\n" * 10_000: False, "a" * 3_000: False}


@pytest.mark.parametrize("text", DENSE)
def test_what_machines_write_is_not_read(text: str) -> None:
    assert is_dense(classify("a.js"), text.encode()) is DENSE[text]


HOSTILE = {
    "a long chain": "while (true) {\n" + ("a" + ".a" * 400 + "\n") * 100 + "f() }",
    "many pluses": "while (true) {" + ("++" * 500 + "a;\n") * 100 + "}",
    "many loops in each other": "while (true) {" * 60 + "if (a.b < c) { break }\n" * 500 + "}" * 60,
    "many openings of script": "<script>\n" * 50_000,
    "many conditions": "while (true) {" + "if (a) {\n" * 200 + "break" + "\n}" * 200 + "}",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_take_little_time(name: str) -> None:
    path = "a.vue" if "<script" in HOSTILE[name] else "a.ts"
    with patience():
        assert isinstance(parse_file(path, classify(path), HOSTILE[name].encode()), Module)

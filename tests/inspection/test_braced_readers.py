"""Go and Java: whatever the text is, it is read, at a cost that grows with its size only."""

from collections.abc import Callable

import pytest

from audit.inspection.classify import Role
from audit.inspection.expressions import Module
from audit.inspection.readers.go import read_go
from audit.inspection.readers.java import read_java
from tests.patience import patience

READERS: dict[str, Callable[[str, str, Role], Module]] = {"a.go": read_go, "A.java": read_java}
WHOLE = {
    "a.go": (
        'package a\nimport (\n"context"\n"github.com/openai/openai-go/v2/option"\n)\n'
        "func (s *Service) ask(ctx context.Context) {\nopts := []option.RequestOption{}\n"
        "opts = append(opts, option.WithRequestTimeout(time.Minute))\nclient := openai.NewClient(opts...)\n"
        "for {\nr, err := client.Chat.Completions.New(ctx, openai.ChatCompletionNewParams{Model: `m`})\n"
        "select {\ncase <-ctx.Done():\nreturn\ndefault:\n}\n"
        "if len(r.Choices[0].Message.ToolCalls) == 0 {\nreturn\n}\n}\n%s\n}\n"
    ),
    "A.java": (
        "package a;\nimport dev.langchain4j.model.openai.OpenAiChatModel;\nclass A {\n"
        '@Value("${limit:30}") int limit;\nvoid ask(String text) {\nvar b = OpenAiChatModel.builder();\n'
        "if (fast) { b.timeout(Duration.ofSeconds(limit)); }\nint n = 0;\nwhile (true) {\n"
        "try { var r = b.build().chat(text); n++; if (n > 5) { break; } } catch (Exception e) { log(e); }\n"
        "}\n%s\n}\n}\n"
    ),
}
GARBAGE = {
    "a.go": (
        "",
        "\0",
        "}}}}((([[",
        "func (",
        "for for for {",
        "x := := &&&*{",
        'import (\n"',
        "\ufeffpackage",
    ),
    "A.java": ("", "\0", "}}}((([", "class {", "import ;", "class A { void f( { for (;;", '@Value("${")'),
}
COSTLY = {
    "a.go": (
        "x := T{}\n" + "".join(f"x.a{number} = x\n" for number in range(10_000)),
        "a" + ".b()\n" * 10_000,
        "for {\n" + "if x > y { break }\n" * 10_000 + "}",
    ),
    "A.java": (
        "a" + ".b()\n" * 10_000 + ";",
        "var b = X.builder();\n" + "".join(f"b.x{number}(b);\n" for number in range(10_000)),
    ),
}


@pytest.mark.parametrize("path", READERS)
def test_a_text_that_ends_anywhere_is_read(path: str) -> None:
    for size in range(0, len(WHOLE[path]), 13):
        assert READERS[path](WHOLE[path][:size], path, Role.SOURCE).path == path


@pytest.mark.parametrize(("path", "text"), [(path, text) for path in READERS for text in GARBAGE[path]])
def test_garbage_is_read(path: str, text: str) -> None:
    assert READERS[path](text, path, Role.SOURCE).calls == ()


@pytest.mark.parametrize(
    ("path", "number"), [(path, n) for path in READERS for n in range(len(COSTLY[path]))]
)
def test_a_hostile_file_costs_no_more_than_its_size(path: str, number: int) -> None:
    with patience():
        READERS[path](WHOLE[path] % COSTLY[path][number], path, Role.SOURCE)

"""Java: what calls of models, their settings and agent loops must and must not be taken for."""

from pathlib import Path

import pytest

from tests.checks.cases import MET, NA, NOT_MET, OPEN, STRONG, WEAK, finding, of_calls, rows, told

IMPORTS = """
import java.time.Duration;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiChatModelName;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.ChatModel;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
"""
PARAMS = "ChatCompletionCreateParams.builder().model(ChatModel.GPT_4O).maxCompletionTokens(9).build()"


def program(fields: str, body: str = "") -> str:
    return f"package a;\n{IMPORTS}\nclass A {{\n{fields}\nvoid ask(String text) {{\n{body}\n}}\n}}\n"


def model(told: str) -> str:
    return program(f"private final Object model = OpenAiChatModel.builder(){told}.build();")


def client(told: str, body: str = f"client.chat().completions().create({PARAMS});") -> str:
    return program(f"private final OpenAIClient client = OpenAIOkHttpClient.builder(){told}.build();", body)


TIMEOUTS = {
    "default of the library": (model('.modelName("gpt-4o")'), NOT_MET, WEAK),
    "told to the builder": (model(".timeout(Duration.ofSeconds(30))"), MET, STRONG),
    "a constant": (
        program("static final Duration LIMIT = Duration.ofMinutes(1);\n"
                "Object m = OpenAiChatModel.builder().timeout(LIMIT).build();"), MET, STRONG,
    ),
    "a limit of nothing": (model(".timeout(Duration.ZERO)"), NOT_MET, STRONG),
    "a statement of its own": (
        program("", "var b = OpenAiChatModel.builder();\nb.timeout(Duration.ofSeconds(9));\nvar m = b.build();"),
        MET, STRONG,
    ),
    "only sometimes": (
        program("", "var b = OpenAiChatModel.builder();\nif (text != null) { b.timeout(Duration.ofSeconds(9)); }\n"
                    "var m = b.build();"), OPEN, WEAK,
    ),
    "an injected value with a default": (
        program('@Value("${llm.timeout:30}") private int limit;\n'
                "Object m() { return OpenAiChatModel.builder().timeout(Duration.ofSeconds(limit)).build(); }"),
        MET, STRONG,
    ),
    "a client of the provider": (client(".apiKey(key)"), NOT_MET, WEAK),
    "a client with a limit": (client(".timeout(Duration.ofSeconds(30))"), MET, STRONG),
    "a client that is injected": (
        program("private final OpenAIClient client;\nA(OpenAIClient client) { this.client = client; }",
                f"client.chat().completions().create({PARAMS});"), OPEN, WEAK,
    ),
    "a field that nobody sets": (
        program("private final OpenAIClient client;", f"client.chat().completions().create({PARAMS});"), OPEN, WEAK,
    ),
    "a client from the environment": (
        program("private final OpenAIClient client = OpenAIOkHttpClient.fromEnv();",
                f"client.chat().completions().create({PARAMS});"), NOT_MET, WEAK,
    ),
    "a limit of a future": (
        client("", f"CompletableFuture.supplyAsync(() -> client.chat().completions().create({PARAMS}))"
                   ".orTimeout(9, TimeUnit.SECONDS);"), OPEN, WEAK,
    ),
    "an own class of that name": (
        "package a;\nclass OpenAiChatModel { static Object m = OpenAiChatModel.builder().build(); }", NA, WEAK,
    ),
    "in a comment": ("package a;\n// import dev.langchain4j.model.openai.OpenAiChatModel;\nclass A { }", NA, WEAK),
    "all classes of the package": (
        "import dev.langchain4j.model.openai.*;\nclass A { Object m = OpenAiChatModel.builder().build(); }", NOT_MET, WEAK,
    ),
    "an import without a call": (program(""), OPEN, WEAK),
}  # fmt: skip


RETRIES = {
    "the library's own": (model(""), NOT_MET),
    "told to the builder": (model(".maxRetries(3)"), MET),
    "switched off": (model(".maxRetries(0)"), NOT_MET),
    "a stream has none": (program("Object m = OpenAiStreamingChatModel.builder().build();"), NOT_MET),
    "an annotation": (
        client("", "").replace("void ask", "@Retryable(maxAttempts = 3) void ask").replace(
            "ask(String text) {", f"ask(String text) {{ client.chat().completions().create({PARAMS});"), MET,
    ),
    "a repeater around it": (
        client("", f"retryTemplate.execute(c -> client.chat().completions().create({PARAMS}));"), MET,
    ),
    "a loop": (
        client("", "for (int i = 0; i < 3; i++) { try { client.chat().completions().create("
               f"{PARAMS}); break; }} catch (Exception e) {{ log(e); }} }}"), MET,
    ),
}  # fmt: skip


MODELS = {
    "a text": (model('.modelName("gpt-4o")'), NOT_MET, STRONG),
    "a dated text": (model('.modelName("gpt-4o-2024-08-06")'), MET, STRONG),
    "a constant of the library": (model(".modelName(OpenAiChatModelName.GPT_4_O_MINI)"), NOT_MET, STRONG),
    "its text": (model(".modelName(OpenAiChatModelName.GPT_4_O_MINI.toString())"), NOT_MET, STRONG),
    "an own constant": (
        program(
            'static final String M = "gpt-4o";\nObject m = OpenAiChatModel.builder().modelName(M).build();'
        ),
        NOT_MET,
        STRONG,
    ),
    "the environment": (model('.modelName(System.getenv("MODEL"))'), OPEN, WEAK),
    "none": (model(""), NOT_MET, WEAK),
    "a constant in the parameters": (client(""), NOT_MET, STRONG),
}


def test_the_cap_in_the_parameters(tmp_path: Path) -> None:
    assert finding(tmp_path, "output-token-cap", {"src/a/A.java": client("")}).outcome is MET


def test_a_constant_of_another_class(tmp_path: Path) -> None:
    other = 'package b;\npublic class Names { public static final String M = "gpt-4o"; }\n'
    text = program("Object m = OpenAiChatModel.builder().modelName(Names.M).build();").replace(
        "import java.time", "import b.Names;\nimport java.time", 1
    )
    found = finding(tmp_path, "pinned-model-version", {"src/a/A.java": text, "src/b/Names.java": other})
    assert (found.outcome, [e.path for e in found.evidence]) == (NOT_MET, ["src/b/Names.java"])


def loop(head: str, inside: str, before: str = "") -> str:
    return client(
        "", f"{before}\n{head} {{\nvar r = client.chat().completions().create({PARAMS});\n{inside}\n}}"
    )


DONE = "if (r.message().toolCalls().isEmpty()) { break; }"
LOOPS = {
    "only the reply": (loop("while (true)", DONE), NOT_MET),
    "counted": (loop("for (int step = 0; step < MAX; step++)", DONE), MET),
    "counted inside": (loop("while (true)", f"n++; if (n > 5) {{ break; }}\n{DONE}", "int n = 0;"), MET),
    "an interruption": (loop("while (!Thread.interrupted())", DONE), OPEN),
    "over data": (loop("for (String s : texts)", "use(r);"), NA),
    "a conversation": (loop("while (true)", "String line = scanner.nextLine(); use(line);"), NA),
}


TABLES = of_calls(TIMEOUTS, RETRIES, MODELS, LOOPS)


@pytest.mark.parametrize(("check", "name"), rows(TABLES))
def test_programs(tmp_path: Path, check: str, name: str) -> None:
    files, *expected = TABLES[check][name]
    found = finding(tmp_path, check, {"src/a/A.java": files})
    assert told(found, (*expected,)) == (*expected,), found.reason


def test_a_package_called_example_is_no_example(tmp_path: Path) -> None:
    found = finding(tmp_path, "model-call-timeout", {"src/main/java/com/example/A.java": model("")})
    assert found.outcome is NOT_MET


def test_spring_ai_is_known_by_its_import_but_not_resolved(tmp_path: Path) -> None:
    text = "import org.springframework.ai.chat.client.ChatClient;\nclass A { ChatClient c; }\n"
    assert finding(tmp_path, "model-call-timeout", {"src/main/java/A.java": text}).outcome is OPEN

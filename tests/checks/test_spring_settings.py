"""Settings that Spring and Quarkus give the models they make: in force where nothing in the code says more."""

from pathlib import Path

import pytest

from audit.inspection.engine import inspect
from audit.model.finding import Outcome
from tests.checks.cases import CHECKS, MET, NOT_MET, OPEN, finding

_AT = "src/main/resources/application"
_SPRING = {
    "src/main/java/App.java": "import org.springframework.ai.chat.client.ChatClient;\nclass App { ChatClient c; }\n"
}
_L4J = {
    "src/main/java/App.java": "import dev.langchain4j.service.spring.AiService;\n@AiService interface App {}\n"
}
_TIME, _AGAIN, _CAP, _PIN = (
    "model-call-timeout",
    "model-call-retry",
    "output-token-cap",
    "pinned-model-version",
)
_OPENAI, _STARTER = "spring.ai.openai", "langchain4j.open-ai.chat-model"
CASES: dict[str, tuple[str, dict[str, str], str, str, Outcome]] = {
    "an exact model": (_PIN, _SPRING, ".properties", f"{_OPENAI}.chat.options.model=gpt-4o-2024-08-06", MET),
    "an alias": (_PIN, _SPRING, ".properties", f"{_OPENAI}.chat.options.model = gpt-4o", NOT_MET),
    "the shorter name": (_PIN, _SPRING, ".properties", f"{_OPENAI}.chat.model=gpt-4o", NOT_MET),
    "a default of the environment": (
        _PIN, _SPRING, ".properties", f"{_OPENAI}.chat.options.model=${{MODEL:gpt-4o-2024-08-06}}", MET,
    ),
    "from the environment only": (_PIN, _SPRING, ".properties", f"{_OPENAI}.chat.options.model=${{MODEL}}", OPEN),
    "a model of vectors": (_PIN, _SPRING, ".properties", f"{_OPENAI}.embedding.options.model=gpt-4o", OPEN),
    "commented out": (_PIN, _SPRING, ".properties", f"# {_OPENAI}.chat.options.model=gpt-4o", OPEN),
    "two models": (
        _PIN, _SPRING, ".properties",
        f"{_OPENAI}.chat.options.model=gpt-4o\nspring.ai.anthropic.chat.options.model=claude-3-5-sonnet-20241022",
        OPEN,
    ),
    "the other framework": (_PIN, _L4J, ".properties", f"{_OPENAI}.chat.options.model=gpt-4o", OPEN),
    "headings of YAML": (
        _PIN, _SPRING, ".yml",
        "spring:\n  ai:\n    openai:\n      chat:\n        options:\n          model: 'gpt-4o-2024-08-06' # dated\n",
        MET,
    ),
    "another branch of YAML": (
        _AGAIN, _SPRING, ".yml",
        "spring:\n  ai:\n    retry:\n      on-client-errors: false\n  other:\n    retry:\n      max-attempts: 5\n", OPEN,
    ),
    "attempts": (_AGAIN, _SPRING, ".yaml", "spring.ai.retry:\n  max-attempts: 5\n", MET),
    "attempts, spelled otherwise": (_AGAIN, _SPRING, ".properties", "spring.ai.retry.maxAttempts=5", MET),
    "only the first attempt": (_AGAIN, _SPRING, ".properties", "spring.ai.retry.max-attempts=1", NOT_MET),
    "attempts at pulling a model": (_AGAIN, _SPRING, ".properties", "spring.ai.ollama.init.max-retries=2", OPEN),
    "no settings": (_AGAIN, _SPRING, ".properties", "server.port=8080", OPEN),
    "a cap": (_CAP, _SPRING, ".properties", f"{_OPENAI}.chat.options.max-tokens=500", MET),
    "a cap of Ollama": (_CAP, _SPRING, ".properties", "spring.ai.ollama.chat.options.num-predict=200", MET),
    "a time limit of the client": (_TIME, _SPRING, ".properties", "spring.ai.anthropic.timeout=30s", MET),
    "a time limit of the start": (_TIME, _SPRING, ".properties", "spring.ai.ollama.init.timeout=60s", OPEN),
    "LangChain4j, an alias": (_PIN, _L4J, ".properties", f"{_STARTER}.model-name=gpt-4o-mini", NOT_MET),
    "LangChain4j, streaming": (
        _PIN, _L4J, ".properties", "langchain4j.open-ai.streaming-chat-model.model-name=gpt-4o-2024-08-06", MET,
    ),
    "LangChain4j, a time limit": (_TIME, _L4J, ".properties", f"{_STARTER}.timeout=PT60S", MET),
    "LangChain4j, retries": (_AGAIN, _L4J, ".properties", f"{_STARTER}.max-retries=2", MET),
    "LangChain4j, no retries": (_AGAIN, _L4J, ".properties", f"{_STARTER}.max-retries=0", NOT_MET),
    "LangChain4j, a cap": (_CAP, _L4J, ".properties", f"{_STARTER}.max-tokens=300", MET),
    "LangChain4j, a store": (_TIME, _L4J, ".properties", "langchain4j.redis.timeout=60", OPEN),
    "Quarkus": (_TIME, _L4J, ".properties", "quarkus.langchain4j.openai.timeout=60s", MET),
    "where it is chosen": (
        "configurable-model", _SPRING, ".properties", f"{_OPENAI}.chat.options.model=gpt-4o", MET,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_settings_of_a_framework(case: str, tmp_path: Path) -> None:
    check, code, kind, text, outcome = CASES[case]
    assert finding(tmp_path, check, {**code, f"{_AT}{kind}": f"{text}\n"}).outcome is outcome


def test_settings_of_a_profile_and_of_tests_stand_back(tmp_path: Path) -> None:
    model = "spring.ai.openai.chat.options.model="
    files = {
        **_SPRING,
        f"{_AT}.properties": f"{model}gpt-4o-2024-08-06\n",
        "src/test/resources/application.properties": f"{model}gpt-4o\n",
        "other/src/main/resources/application.properties": f"{model}gpt-4o\n",
    }
    assert finding(tmp_path, _PIN, files).outcome is MET


@pytest.mark.parametrize(("others", "outcome"), [(("web",), NOT_MET), (("web", "batch"), OPEN)])
def test_settings_of_the_one_program_hold_for_its_modules(
    others: tuple[str, ...], outcome: Outcome, tmp_path: Path
) -> None:
    code = {f"core/{name}": text for name, text in _SPRING.items()}
    text = "spring.ai.openai.chat.options.model=gpt-4o\n"
    files = {f"{other}/src/main/resources/application.properties": text for other in others}
    assert finding(tmp_path, _PIN, {**code, **files}).outcome is outcome


def test_the_place_and_the_origin_are_told(tmp_path: Path) -> None:
    files = {**_SPRING, f"{_AT}.properties": "a=b\nspring.ai.retry.max-attempts=5\n"}
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    (call,) = inspect(tmp_path, [CHECKS[_AGAIN]]).calls
    assert (call.retries.words, call.retries.path, call.retries.line) == (
        "4 (file of settings)",
        f"{_AT}.properties",
        2,
    )


def test_a_file_without_end_is_read_in_time(tmp_path: Path) -> None:
    deep = "spring:\n" + "".join(f"{' ' * n}a:\n" for n in range(1, 400)) + f"{' ' * 400}b: c\n" * 4000
    assert finding(tmp_path, _PIN, {**_SPRING, f"{_AT}.yml": deep}).outcome is OPEN

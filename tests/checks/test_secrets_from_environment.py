"""Keys that are read at run time: by their name, by a constant, as a placeholder, or not needed at all."""

from pathlib import Path

import pytest

from audit.model.finding import Outcome
from tests.checks.cases import MET, finding

GO = 'package a\nimport (\n"os"\nopenai "github.com/sashabaranov/go-openai"\n)\n'
NOTEBOOK = '{{"cells": [{{"cell_type": "code", "source": [\n    "{}"\n]}}]}}\n'
CASES: dict[str, tuple[dict[str, str], bool]] = {
    "Go, by name": ({"a.go": f'{GO}var c = openai.NewClient(os.Getenv("OPENAI_API_KEY"))\n'}, True),
    "Go, by a constant": ({"a.go": f"{GO}var c = openai.NewClient(os.Getenv(apiKeyVariable))\n"}, True),
    "Go, by a field": ({"a.go": f"{GO}var c = openai.NewClient(os.Getenv(cfg.APIKeyEnv))\n"}, True),
    "Go, any variable": ({"a.go": f"{GO}func get(key string) string {{\nreturn os.Getenv(key)\n}}\n"}, False),
    "Go, a limit of tokens": ({"a.go": f'{GO}var n = os.Getenv("MAX_TOKENS_LIMIT")\n'}, False),
    "Go, an identity": ({"a.go": "package a\nvar c, _ = azidentity.NewDefaultAzureCredential(nil)\n"}, True),
    "Rust, by name": ({"src/main.rs": 'let key = std::env::var("OPENAI_API_KEY")?;\n'}, True),
    "Rust, through dotenvy": ({"src/main.rs": 'let key = dotenvy::var("OPENAI_API_KEY")?;\n'}, True),
    "Rust, by a constant": ({"src/main.rs": "let key = env::var(OPENAI_API_KEY_NAME)?;\n"}, True),
    "Rust, something else": ({"src/main.rs": 'let home = env::var("HOME")?;\n'}, False),
    "Python, by a constant": ({"a.py": "import os\nkey = os.environ[API_KEY_NAME]\n"}, True),
    "Java, an identity": ({"A.java": "class A { Object c = new DefaultAzureCredentialBuilder().build(); }\n"}, True),
    "Java, injected": ({"A.java": 'class A { @Value("${openai.api-key}") String key; }\n'}, True),
    "Java, injected with a default": ({"A.java": 'class A { @Value("${openai.api-key:demo}") String key; }\n'}, True),
    "Java, another setting": ({"A.java": 'class A { @Value("${openai.model}") String model; }\n'}, False),
    "Spring, properties": (
        {"src/main/resources/application.properties": "spring.ai.openai.api-key=${OPENAI_API_KEY}\n"}, True,
    ),
    "Spring, a profile": (
        {"src/main/resources/application-prod.yml": "spring:\n  ai:\n    openai:\n      api-key: ${OPENAI_API_KEY:none}\n"},
        True,
    ),
    "Spring, the key itself": ({"src/main/resources/application.properties": "spring.ai.openai.api-key=demo\n"}, False),
    "Spring, a limit": (
        {"src/main/resources/application.properties": "spring.ai.openai.chat.options.max-tokens=${MAX_TOKENS}\n"}, False,
    ),
    "settings of something else": ({"deploy/values.yml": "api-key: ${OPENAI_API_KEY}\n"}, False),
    "a comment": ({"a.py": "import os\n# key = os.environ['OPENAI_API_KEY']\n"}, False),
    "after code in a comment": ({"a.ts": "const a = 1; // process.env.OPENAI_API_KEY\n"}, False),
    "an address before it": ({"a.ts": "const a = call('https://a.example', process.env.OPENAI_API_KEY);\n"}, True),
    "what every page shows": ({"a.ts": "const key = process.env.NEXT_PUBLIC_DOMAIN_KEY;\n"}, False),
    "settings of pydantic": ({"a.py": "from pydantic_settings import BaseSettings\nclass A(BaseSettings): ...\n"}, True),
    "settings of another library": ({"a.py": "from scrapy.settings import BaseSettings\nBaseSettings()\n"}, False),
    "a test in Rust": (
        {"src/a.rs": 'fn f() {}\n#[cfg(test)]\nmod tests {\n let k = std::env::var("API_KEY");\n}\n'}, False,
    ),
    "a file of tests in Rust": ({"src/a_test.rs": 'fn f() { let k = std::env::var("API_KEY"); }\n'}, False),
    "a comment in a notebook": ({"a.ipynb": NOTEBOOK.format("# c = DefaultAzureCredential()")}, False),
    "a cell of a notebook": ({"a.ipynb": NOTEBOOK.format("c = DefaultAzureCredential()")}, True),
    "another function that ends alike": ({"src/a.rs": 'let e = temp_env("MY_SECRET_KEY", "x");\n'}, False),
    "an address put together": (
        {"a.js": "const PASSWORD = 'x';\nconst at = `pg://u?password=${PASSWORD}`;\n"}, False,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_reads_of_secrets(tmp_path: Path, case: str) -> None:
    files, read = CASES[case]
    found = finding(tmp_path, "secrets-from-environment", files)
    assert (found.outcome is MET) is read, found.reason


@pytest.mark.parametrize("text", ["api-key: ${" * 30_000, "os.Getenv(" * 40_000, '@Value("${' * 40_000])
def test_hostile_text_is_read_in_time(tmp_path: Path, text: str) -> None:
    found = finding(tmp_path, "secrets-from-environment", {"application.yml": text, "a.go": text})
    assert found.outcome is not Outcome.MET

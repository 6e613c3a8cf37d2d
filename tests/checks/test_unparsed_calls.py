"""Calls of models in languages that are not parsed, and requests that were not understood: open, not absent."""

from pathlib import Path

import pytest

from audit.model.finding import Outcome
from tests.checks.cases import NA, OPEN, finding

CASES: dict[str, tuple[str, str, Outcome]] = {
    "Rust": ("src/main.rs", "use async_openai::Client;\nfn main() {}\n", OPEN),
    "Rust, a name that begins alike": ("src/main.rs", "use rigid::Body;\nfn main() {}\n", NA),
    "C#": ("App.cs", "using Microsoft.SemanticKernel;\nclass App {}\n", OPEN),
    "C#, another library": ("App.cs", "using OpenApi.Models;\nclass App {}\n", NA),
    "PHP": ("app.php", "<?php\nuse OpenAI\\Client;\n", OPEN),
    "Ruby": ("app.rb", "require 'openai'\n", OPEN),
    "Elixir": ("app.ex", "alias LangChain.ChatModels.ChatOpenAI\n", OPEN),
    "Swift": ("App.swift", "import OpenAI\n", OPEN),
    "Kotlin": ("App.kt", "import dev.langchain4j.model.chat.ChatModel\n", OPEN),
    "an address in Rust": ("src/main.rs", 'const BASE: &str = "https://api.anthropic.com/v1";\n', OPEN),
    "an address in a setting": (
        "api.ts", "export const at = import.meta.env.AT || 'https://api.openai.com/v1/chat/completions';\n", OPEN,
    ),
    "an address in a comment": ("src/main.rs", '// "https://api.anthropic.com/v1"\nfn main() {}\n', NA),
    "a page of the provider": ("a.ts", "export const at = 'https://api.openai.com/docs/intro';\n", NA),
    "the list of models": ("a.ts", "export const at = 'https://api.openai.com/v1/models';\n", NA),
    "of a test": ("tests/a.ts", "export const at = 'https://api.openai.com/v1';\n", NA),
}  # fmt: skip


@pytest.mark.parametrize("check", ["model-call-timeout", "pinned-model-version"])
@pytest.mark.parametrize("case", CASES)
def test_a_call_that_is_not_understood_is_open(case: str, check: str, tmp_path: Path) -> None:
    name, text, outcome = CASES[case]
    assert finding(tmp_path, check, {name: text}).outcome is outcome

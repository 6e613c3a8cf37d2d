"""Calls of models in languages that are not parsed, and requests that were not understood: open, not absent."""

from pathlib import Path

import pytest

from audit.model.finding import Outcome
from tests.checks.cases import MET, NA, NOT_MET, OPEN, WEAK, finding

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
    "an address of OpenRouter": ("src/main.rs", 'const BASE: &str = "https://openrouter.ai/api/v1";\n', OPEN),
    "the site of OpenRouter": ("src/main.rs", 'const SITE: &str = "https://openrouter.ai";\n', NA),
    "an address of DeepSeek": ("src/main.rs", 'const BASE: &str = "https://api.deepseek.com";\n', OPEN),
    "an address of xAI": ("src/main.rs", 'const BASE: &str = "https://api.x.ai/v1/chat/completions";\n', OPEN),
    "an address of Fireworks": (
        "src/main.rs", 'const AT: &str = "https://api.fireworks.ai/inference/v1/chat/completions";\n', OPEN,
    ),
    "an address that only ends alike": ("src/main.rs", 'const BASE: &str = "https://api.x.ai.example/v1";\n', NA),
    "an address in a setting": (
        "api.ts", "export const at = import.meta.env.AT || 'https://api.openai.com/v1/chat/completions';\n", OPEN,
    ),
    "an address in a comment": ("src/main.rs", '// "https://api.anthropic.com/v1"\nfn main() {}\n', NA),
    "a page of the provider": ("a.ts", "export const at = 'https://api.openai.com/docs/intro';\n", NA),
    "the list of models": ("a.ts", "export const at = 'https://api.openai.com/v1/models';\n", NA),
    "of a test": ("tests/a.ts", "export const at = 'https://api.openai.com/v1';\n", NA),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_call_that_is_not_understood_is_open(case: str, tmp_path: Path) -> None:
    name, text, outcome = CASES[case]
    assert finding(tmp_path, "pinned-model-version", {name: text}).outcome is outcome


_RUST = "use async_openai::Client;\nfn main() { %s }\n"
_SHARP = "using OpenAI;\nclass App { %s }\n"
_TIME, _AGAIN, _CAP = "model-call-timeout", "model-call-retry", "output-token-cap"
SPOKEN: dict[str, tuple[str, str, str, Outcome]] = {
    "Rust, never of time": (_TIME, "src/main.rs", _RUST % "", NOT_MET),
    "Rust, of time elsewhere": (_TIME, "src/main.rs", _RUST % "wait(TIMEOUT)", OPEN),
    "C#, never of time": (_TIME, "App.cs", _SHARP % "void F(CancellationToken token) {}", NOT_MET),
    "C#, a time limit of the client": (
        _TIME, "App.cs", _SHARP % "var o = new OpenAIClientOptions { NetworkTimeout = span };", MET,
    ),
    "C#, a clock": (_TIME, "App.cs", _SHARP % "cts.CancelAfter(span);", OPEN),
    "Ruby, a time limit": (_TIME, "a.rb", "require 'openai'\nOpenAI::Client.new(request_timeout: 60)\n", MET),
    "a time limit in Ruby without a model": (_TIME, "a.rb", "Client.new(request_timeout: 60)\n", NA),
    "an address leaves it open": (_TIME, "a.rs", 'const AT: &str = "https://api.anthropic.com/v1";\n', OPEN),
    "Rust, never of attempts": (_AGAIN, "src/main.rs", _RUST % "", NOT_MET),
    "Rust, a backoff": (_AGAIN, "src/main.rs", _RUST % "Client::new().with_backoff(b);", MET),
    "Rust, a retry of something": (_AGAIN, "src/main.rs", _RUST % "retry_download();", OPEN),
    "C#, a button to retry": (_AGAIN, "App.cs", _SHARP % "Task OnRetryClickedAsync() {}", NOT_MET),
    "C#, resilience": (_AGAIN, "App.cs", _SHARP % "b.AddStandardResilienceHandler();", MET),
    "Swift, no limit": (_CAP, "App.swift", "import OpenAI\n", NOT_MET),
    "C#, a limit": (_CAP, "App.cs", _SHARP % "var s = new Settings { MaxTokens = 1024 };", MET),
    "C#, a limit in a comment": (_CAP, "App.cs", "using OpenAI;\n// int maxTokens = 1_000\nclass A {}\n", OPEN),
}  # fmt: skip


@pytest.mark.parametrize("case", SPOKEN)
def test_words_settle_what_calls_that_are_not_read_leave_open(case: str, tmp_path: Path) -> None:
    check, name, text, outcome = SPOKEN[case]
    found = finding(tmp_path, check, {name: text})
    assert (found.outcome, found.confidence) == (outcome, WEAK)

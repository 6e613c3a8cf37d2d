"""Calls through the frameworks of Python: what their constructors settle, and what only looks like one of them."""

from pathlib import Path

import pytest

from audit.model.finding import Outcome
from tests.checks.cases import MET, NA, NOT_MET, OPEN, finding

TIME, AGAIN, CAP, PIN = "model-call-timeout", "model-call-retry", "output-token-cap", "pinned-model-version"
PYDANTIC = "from pydantic_ai import Agent\nagent = Agent(%s)\n"
HAYSTACK = (
    "from haystack.components.generators.chat import OpenAIChatGenerator\nllm = OpenAIChatGenerator(%s)\n"
)
CREW = "from crewai import LLM\nllm = LLM(%s)\n"
DSPY = "import dspy\nlm = dspy.LM(%s)\n"
ADK = "from google.adk.agents import LlmAgent\nagent = LlmAgent(name='a', %s)\n"
KERNEL = (
    "from semantic_kernel.connectors.ai.open_ai import OpenAIChatCompletion\nc = OpenAIChatCompletion(%s)\n"
)
CASES: dict[str, tuple[str, str, Outcome]] = {
    "Pydantic AI, nothing set": (TIME, PYDANTIC % "'openai:gpt-4o'", NOT_MET),
    "Pydantic AI, a time limit": (TIME, PYDANTIC % "'openai:gpt-4o', model_settings={'timeout': 30}", MET),
    "Pydantic AI, retries of tools": (AGAIN, PYDANTIC % "'openai:gpt-4o', retries=3", NOT_MET),
    "Pydantic AI, an alias": (PIN, PYDANTIC % "'openai:gpt-4o'", NOT_MET),
    "Pydantic AI, a snapshot": (PIN, PYDANTIC % "'openai:gpt-4o-2024-08-06'", MET),
    "Pydantic AI, a model made elsewhere": (PIN, PYDANTIC % "make_model()", OPEN),
    "another agent": (TIME, "from game import Agent\nagent = Agent('openai:gpt-4o')\n", NA),
    "Haystack, nothing set": (TIME, HAYSTACK % "model='gpt-4o'", NOT_MET),
    "Haystack, a time limit": (TIME, HAYSTACK % "timeout=20.0", MET),
    "Haystack, attempts": (AGAIN, HAYSTACK % "max_retries=4", MET),
    "Haystack, a cap": (CAP, HAYSTACK % "generation_kwargs={'max_completion_tokens': 500}", MET),
    "Haystack, another setting": (CAP, HAYSTACK % "generation_kwargs={'temperature': 0}", NOT_MET),
    "CrewAI, a cap": (CAP, CREW % "model='gpt-4o', max_tokens=900", MET),
    "CrewAI, a time limit": (TIME, CREW % "model='gpt-4o', timeout=60", MET),
    "DSPy, attempts": (AGAIN, DSPY % "'openai/gpt-4o', num_retries=5", MET),
    "DSPy, attempts of the library": (AGAIN, DSPY % "'openai/gpt-4o'", NOT_MET),
    "Google's kit, an alias": (PIN, ADK % "model='gemini-flash-latest'", NOT_MET),
    "Google's kit, a cap": (
        CAP, "from google.genai import types\n" + ADK
        % "model='m', generate_content_config=types.GenerateContentConfig(max_output_tokens=9)", MET,
    ),
    "Semantic Kernel, a client with a time limit": (
        TIME, "from openai import AsyncOpenAI\n" + KERNEL % "ai_model_id='m', async_client=AsyncOpenAI(timeout=9)", MET,
    ),
    "a constructor hidden by **": (TIME, "def f(**kw):\n    from dspy import LM\n    return LM('m', **kw)\n", OPEN),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_what_a_framework_is_told_counts(case: str, tmp_path: Path) -> None:
    check, text, outcome = CASES[case]
    found = finding(tmp_path, check, {"app.py": text})
    assert found.outcome is outcome, found.reason

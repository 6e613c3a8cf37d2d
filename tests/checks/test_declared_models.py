"""Models that only settings name: `.env` templates, compose files, configuration, the infrastructure."""

from pathlib import Path

import pytest

from audit.model.finding import Confidence, Outcome
from tests.checks.cases import MET, NOT_MET, OPEN, finding

_RUST = {"src/main.rs": "use async_openai::Client;\nfn main() {}\n"}
_NAMED = {
    "app.py": "from openai import OpenAI\nOpenAI(timeout=9).responses.create(model='gpt-4o-2024-08-06')\n"
}
_PARAMETER = "param chatModelName string = 'gpt-4o'\n"
_TF = 'variable "chat_model_name" {\n  type = string\n  default = "gpt-4o"\n}\n'
CASES: dict[str, tuple[dict[str, str], dict[str, str], Outcome]] = {
    "a template of the environment": (_RUST, {".env.example": "LLM_MODEL=gpt-4o\n"}, NOT_MET),
    "dated": (_RUST, {".env.example": 'OPENAI_MODEL="gpt-4o-2024-08-06"\n'}, MET),
    "commented out": (_RUST, {".env.example": "# OPENAI_MODEL=gpt-4o\n"}, OPEN),
    "a model of vectors": (_RUST, {".env.example": "EMBEDDING_MODEL=gpt-4o\n"}, OPEN),
    "a name of one's own": (_RUST, {".env.example": "OPENAI_MODEL=my-model\n"}, OPEN),
    "a deployment": (_RUST, {".env.example": "AZURE_OPENAI_CHAT_DEPLOYMENT=gpt-4o\n"}, OPEN),
    "two of two kinds": (_RUST, {".env": "MODEL=gpt-4o\nSMALL_MODEL=gpt-4o-mini-2024-07-18\n"}, OPEN),
    "a list to choose from": (
        _RUST,
        {"models.yaml": "".join(f"{n}:\n  model: gpt-{n}\n" for n in ("4o", "4", "4-turbo", "4o-mini"))},
        OPEN,
    ),
    "a list of a compose file": (
        _RUST, {"docker-compose.yml": "services:\n  a:\n    environment:\n      - LLM_MODEL=${LLM_MODEL:-gpt-4o}\n"}, NOT_MET,
    ),
    "a mapping of a compose file": (
        _RUST, {"compose.yaml": "services:\n  a:\n    environment:\n      LLM_MODEL: gpt-4o-2024-08-06\n"}, MET,
    ),
    "without a default": (_RUST, {"compose.yaml": "services:\n  a:\n    environment:\n      MODEL: ${MODEL}\n"}, OPEN),
    "a file of configuration": (_RUST, {"config.toml": '[llm]\nmodel = "gpt-4o"\n'}, NOT_MET),
    "of a tool": (_RUST, {".aider.conf.yml": "model: gpt-4o\n"}, OPEN),
    "of tests": (_RUST, {"tests/config.toml": 'model = "gpt-4o"\n'}, OPEN),
    "of things to try it with": (_RUST, {"cli/test-fixtures/config.toml": 'model = "gpt-4o"\n'}, OPEN),
    "of an example": (_RUST, {"cli/example.yaml": "model: gpt-4o\n"}, OPEN),
    "a template of settings": (_RUST, {"config.example.yaml": "model: gpt-4o\n"}, NOT_MET),
    "what the code names stands": (_NAMED, {".env.example": "OPENAI_MODEL=gpt-4o\n"}, MET),
    "Bicep with a version": (
        _RUST, {"infra/main.bicep": _PARAMETER + "param chatModelVersion string = '2024-08-06'\n"}, MET,
    ),
    "Bicep with a version where it is deployed": (
        _RUST, {"infra/main.bicep": _PARAMETER + "  model: {\n    name: chatModelName\n    version: '0613'\n  }\n"}, MET,
    ),
    "Bicep with the version of another": (
        _RUST, {"infra/main.bicep": _PARAMETER + "param searchVersion string = '2024-08-06'\n"}, OPEN,
    ),
    "an object of Bicep beside one for vectors": (
        _RUST,
        {"infra/ai.bicep": "var d = [\n  {\n    modelName: 'gpt-35-turbo'\n    modelVersion: '0301'\n  }\n"
         "  {\n    modelName: 'text-embedding-ada-002'\n    modelVersion: '2'\n  }\n]\nmodule m 'a.bicep' = {\n"
         "  params: {\n    modelName: d.modelName\n    modelVersion: d.modelVersion\n  }\n}\n"}, MET,
    ),
    "Bicep without a version": (_RUST, {"infra/main.bicep": _PARAMETER}, OPEN),
    "Bicep with the latest version": (
        _RUST, {"infra/main.bicep": _PARAMETER + "param chatModelVersion string = 'latest'\n"}, OPEN,
    ),
    "parameters beside Bicep": (
        _RUST,
        {
            "infra/main.parameters.json": '{"parameters": {\n'
            '"location": {\n  "value": "${LOCATION}"\n},\n'
            '"chatModelName": {\n  "value": "${CHAT_MODEL=gpt-4o}"\n},\n'
            '"chatModelVersion": {\n  "value": "2024-08-06"\n}}}\n'
        },
        MET,
    ),
    "Terraform with a version": (
        _RUST, {"main.tf": _TF + 'variable "chat_model_version" {\n  default = "2024-08-06"\n}\n'}, MET,
    ),
    "Terraform without a version": (_RUST, {"main.tf": _TF}, OPEN),
    "Terraform, a dated name": (
        _RUST, {"main.tf": 'variable "model_id" {\n  default = "anthropic.claude-3-5-sonnet-20240620-v1:0"\n}\n'}, MET,
    ),
    "the infrastructure before a template": (
        _RUST,
        {"main.bicep": _PARAMETER + "param chatModelVersion string = '2024-08-06'\n", ".env.sample": "MODEL=gpt-4o\n"},
        MET,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_models_of_settings(case: str, tmp_path: Path) -> None:
    code, settings, outcome = CASES[case]
    found = finding(tmp_path, "pinned-model-version", {**code, **settings})
    assert found.outcome is outcome
    assert found.outcome is not Outcome.NOT_MET or found.confidence is Confidence.WEAK


_TS = "import OpenAI from 'openai';\nnew OpenAI({{ timeout: 9 }}).responses.create({{ model: {} }});\n"
DEFAULTS = {
    "nothing given": ("given.model ?? 'gpt-4o'", NOT_MET),
    "nothing given, dated": ("given.model ?? 'gpt-4o-2024-08-06'", MET),
    "of a configuration": ("config.model || 'gpt-4o'", NOT_MET),
    "of the environment": ("process.env.MODEL || 'gpt-4o'", NOT_MET),
}


@pytest.mark.parametrize("case", DEFAULTS)
def test_defaults_of_scripts(case: str, tmp_path: Path) -> None:
    value, outcome = DEFAULTS[case]
    assert finding(tmp_path, "pinned-model-version", {"a.ts": _TS.format(value)}).outcome is outcome

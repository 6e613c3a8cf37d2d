"""The bill of materials: valid by the published schema, and nothing in it that was not sighted."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from audit import delivery
from tests.outputs import schemas
from tests.outputs.repositories import commit, git, plain_repository, repository, write

FILES = {
    "agent.py": (
        "import pandas as pd\nfrom openai import OpenAI\nimport langfuse\n"
        "ITEMS = pd.read_csv('data/items.csv')\n"
        "OpenAI().responses.create(model='gpt-4o-2024-08-06', input='x')\n"
        "OpenAI().responses.create(model='gpt-4o', input='x')\n"
    ),
    "tests/test_agent.py": "from anthropic import Anthropic\nAnthropic().messages.create(model='claude-x')\n",
    "web/page.ts": 'import { ChatOpenAI } from "@langchain/openai";\n',
    "data/items.csv": "item,stock\n" + "a,1\n" * 30,
    "prompts/system.md": "You order stock.\n",
    "docs/prompts.txt": "no prompt of the system\n",
}


def bill(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(delivery.inspection_text(delivery.inspect(path), "mlbom"))
    schemas.cyclonedx().validate(found)
    references = [part["bom-ref"] for part in (*found["components"], *found["services"])]
    assert len(set(references)) == len(references)
    for node in found["dependencies"]:
        assert set(node["dependsOn"]) <= set(references)
    return found


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return bill(repository(tmp_path_factory.mktemp("mlbom") / "shop", FILES))


def named(found: dict[str, Any], kind: str) -> dict[str, dict[str, Any]]:
    return {part["name"]: part for part in found["components"] if part["type"] == kind}


def properties(node: dict[str, Any]) -> dict[str, str]:
    return {one["name"]: one["value"] for one in node["properties"]}


def test_models_tell_their_pin_and_where_they_are_called(found: dict[str, Any]) -> None:
    models = named(found, "machine-learning-model")
    assert set(models) == {"gpt-4o", "gpt-4o-2024-08-06"}
    assert properties(models["gpt-4o"]["modelCard"]) == {
        "phase2:pin": "floating",
        "phase2:providers": "openai",
    }
    assert properties(models["gpt-4o-2024-08-06"]["modelCard"])["phase2:pin"] == "exact"
    assert models["gpt-4o"]["evidence"]["occurrences"] == [
        {"location": "agent.py", "line": 6, "symbol": "OpenAI.responses.create"}
    ]


def test_providers_are_services_outside(found: dict[str, Any]) -> None:
    (service,) = (s for s in found["services"] if s["name"] == "OpenAI")
    assert service["x-trust-boundary"] is True
    places = [p["value"] for p in service["properties"] if p["name"] == "phase2:sighted"]
    assert "agent.py:5 OpenAI.responses.create" in places
    assert {"ref": "model:gpt-4o", "dependsOn": ["provider:openai"]} in found["dependencies"]


def test_libraries_are_those_that_own_code_imports(found: dict[str, Any]) -> None:
    libraries = named(found, "library")
    assert {"openai", "langfuse", "@langchain/openai"} <= set(libraries)
    assert "anthropic" not in libraries
    assert libraries["@langchain/openai"]["purl"] == "pkg:npm/%40langchain/openai"
    assert "purl" not in libraries["openai"]
    assert libraries["langfuse"]["evidence"]["occurrences"] == [
        {"location": "agent.py", "line": 3, "symbol": "langfuse"}
    ]


def test_data_and_prompts_are_told_apart(found: dict[str, Any]) -> None:
    parts = {name: part["data"][0]["type"] for name, part in named(found, "data").items()}
    assert parts == {"data/items.csv": "dataset", "prompts/system.md": "definition"}
    data = named(found, "data")["data/items.csv"]
    assert data["evidence"]["occurrences"] == [{"location": "agent.py", "line": 4}]
    assert properties(data) == {"phase2:records": "30"}


def test_the_serial_number_is_that_of_repository_and_commit(tmp_path: Path) -> None:
    shop = plain_repository(tmp_path / "shop")
    git(shop, "remote", "add", "origin", "git@github.com:owner/shop.git")
    shutil.copytree(shop, tmp_path / "clone")
    first = bill(shop)
    assert bill(tmp_path / "clone") == {**first, "metadata": {**first["metadata"], "component": {
        **first["metadata"]["component"], "name": "clone"}}}  # fmt: skip
    write(shop, {"agent.py": "import openai\n"})
    changed = bill(shop)
    commit(shop)
    assert len({first["serialNumber"], changed["serialNumber"], bill(shop)["serialNumber"]}) == 3


def test_an_empty_inventory_is_a_valid_bill(tmp_path: Path) -> None:
    found = bill(repository(tmp_path / "plain", {"a.py": "print(1)\n"}))
    assert (found["components"], found["services"]) == ([], [])


def test_a_key_in_place_of_a_model_is_not_repeated(tmp_path: Path) -> None:
    keys = ["sk-proj-" + letter * 3 + "aB3dE5gH7jK9mN1pQ3sT5" * 3 for letter in "xy"]
    calls = "".join(f"OpenAI().responses.create(model='{key}')\n" for key in keys)
    found = bill(repository(tmp_path / "shop", {"a.py": f"from openai import OpenAI\n{calls}"}))
    text = json.dumps(found)
    assert not any(key in text for key in keys)
    assert [len(m["evidence"]["occurrences"]) for m in named(found, "machine-learning-model").values()] == [2]

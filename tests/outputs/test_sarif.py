"""SARIF: valid by the published schema, a rule for each check, a result only where one is not met."""

import json
from pathlib import Path
from typing import Any

import pytest

from audit import assessment, delivery
from audit.checks import all_checks
from audit.model.inspection import Inspection
from reports import sarif
from tests.outputs import schemas
from tests.outputs.repositories import AGENT, commit, git, plain_repository, write


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return plain_repository(tmp_path_factory.mktemp("sarif") / "shop")


def log(inspection: Inspection) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(sarif.render(inspection, assessment.declarations()))
    schemas.sarif().validate(found)
    return found


def run(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = log(delivery.inspect(path))["runs"][0]
    return found


def results(path: Path, check: str) -> list[dict[str, Any]]:
    return [result for result in run(path)["results"] if result["ruleId"] == check]


def test_every_check_is_a_rule_with_its_help(shop: Path) -> None:
    rules = {rule["id"]: rule for rule in run(shop)["tool"]["driver"]["rules"]}
    assert set(rules) == {check.id for check in all_checks()}
    rule = rules["model-call-timeout"]
    assert rule["name"] == "ModelCallTimeout"
    assert rule["shortDescription"] == {"text": "Model calls have a time limit"}
    assert rule["defaultConfiguration"] == {"level": "error"}
    assert rule["properties"] == {"tags": ["REL-01", "REL"], "precision": "very-high"}
    for part in ("A provider that hangs", "What to do: Set the limit", "Blind spot: a limit of the platform"):
        assert part in rule["help"]["text"]


def test_a_sighting_is_a_result_with_its_line(shop: Path) -> None:
    (result,) = results(shop, "model-call-timeout")
    assert (result["kind"], result["level"]) == ("fail", "error")
    assert result["message"]["text"] == (
        "Not met: Model calls have a time limit. "
        "the time limit of OpenAI.chat.completions.create is switched off"
    )
    (location,) = result["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "agent.py", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 5, "snippet": {"text": "client = OpenAI(timeout=None)"}},
    }


def test_what_is_absent_has_no_location(shop: Path) -> None:
    (result,) = results(shop, "changelog")
    assert result["level"] == "note"
    assert "locations" not in result


def test_only_what_is_not_met_makes_results(shop: Path) -> None:
    found = run(shop)
    not_met = {check for check, outcome in found["properties"]["outcomes"].items() if outcome == "not_met"}
    assert {result["ruleId"] for result in found["results"]} == not_met
    assert set(found["properties"]["outcomes"].values()) > {"not_met"}
    for result in found["results"]:
        assert found["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


def test_a_result_keeps_its_fingerprint_when_lines_move(tmp_path: Path) -> None:
    shop = plain_repository(tmp_path / "shop")
    (before,) = results(shop, "model-call-timeout")
    write(shop, {"agent.py": f"# a line\n\n{AGENT}"})
    commit(shop)
    (after,) = results(shop, "model-call-timeout")
    assert after["locations"] != before["locations"]
    assert after["partialFingerprints"] == before["partialFingerprints"]
    write(shop, {"agent.py": AGENT.replace("timeout=None", "timeout=None, max_retries=2")})
    (changed,) = results(shop, "model-call-timeout")
    assert changed["partialFingerprints"] != before["partialFingerprints"]


def test_fingerprints_are_told_apart_in_one_log(tmp_path: Path) -> None:
    call = 'OpenAI(timeout=None).responses.create(model="gpt-4o")\n'
    shop = plain_repository(tmp_path / "shop")
    write(shop, {"twice.py": f"from openai import OpenAI\n{call}{call}"})
    commit(shop)
    names = [tuple(result["partialFingerprints"].items()) for result in run(shop)["results"]]
    assert len(set(names)) == len(names)
    assert len(results(shop, "model-call-timeout")) == 3


def test_limitations_are_notifications(tmp_path: Path) -> None:
    shop = plain_repository(tmp_path / "shop")
    write(shop, {"broken.py": "from openai import OpenAI\nOpenAI(\n\n)))) def\n"})
    commit(shop)
    (invocation,) = run(shop)["invocations"]
    texts = [note["message"]["text"] for note in invocation["toolExecutionNotifications"]]
    assert invocation["executionSuccessful"] is True
    assert any(text.startswith("Not looked at: broken.py: syntax error") for text in texts)


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://github.com/owner/shop.git", "https://github.com/owner/shop.git"),
        ("https://eve:token@github.com/owner/shop", "https://github.com/owner/shop"),
        ("git@github.com:owner/shop.git", "ssh://github.com/owner/shop.git"),
        ("ssh://git@host.example:2222/owner/shop", "ssh://host.example:2222/owner/shop"),
        ("https://github.com/owner/shop?token=1", "https://github.com/owner/shop"),
        ("/srv/git/shop.git", None),
        ("ext::sh -c evil", None),
        ("javascript:alert(1)", None),
        ("https://github.com/<script>", None),
    ],
)
def test_the_repository_is_named_without_passwords(tmp_path: Path, address: str, shown: str | None) -> None:
    shop = plain_repository(tmp_path / "shop")
    git(shop, "remote", "add", "origin", address)
    provenance = run(shop).get("versionControlProvenance")
    assert (provenance[0]["repositoryUri"] if provenance else None) == shown
    if provenance:
        assert provenance[0]["revisionId"] == git(shop, "rev-parse", "HEAD")


def test_a_check_that_nobody_declares_any_more_is_still_a_rule(shop: Path) -> None:
    found = json.loads(sarif.render(delivery.inspect(shop), ()))
    schemas.sarif().validate(found)
    assert "help" not in found["runs"][0]["tool"]["driver"]["rules"][0]


@pytest.mark.parametrize(
    ("text", "written"),
    [("a {0} b", "a {{0}} b"), ("[x](http://e.example)", "[x] (http://e.example)"), ("a [b] c", "a [b] c")],
)
def test_a_message_holds_no_link_and_no_placeholder(text: str, written: str) -> None:
    assert sarif.message(text) == written

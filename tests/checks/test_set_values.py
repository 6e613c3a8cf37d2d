"""A switch is set by what a file sets for the system in use, not by what it tells, tries out or gives as an example."""

import json
from pathlib import Path

import pytest

from audit.inspection.joined.set_values import values_set
from tests.checks.cases import MET, STRONG, WEAK, finding
from tests.checks.test_switched_off import env, py

ON, OFF = "true", "false"
CASES: dict[str, tuple[str, str, set[str]]] = {
    "a file of the environment": (".env", "A=1\nGUARD=true\n", {ON}),
    "one that exports": (".env", "export GUARD='true'  # on\n", {ON}),
    "one with a comment": (".env", "# GUARD=true\n", set()),
    "one with a sentence": (".env", "GUARD=true is not set in production\n", set()),
    "one of an example": (".env.example", "GUARD=true\n", set()),
    "one of a developer": (".env.development", "GUARD=true\n", set()),
    "one of one machine": (".env.local", "GUARD=true\n", set()),
    "one for production": (".env.production", "GUARD=true\n", {ON}),
    "a template": (".env.template", "GUARD=true\n", set()),
    "a name that goes on": (".env", "GUARD_LOG=true\nNO_GUARD=true\n", set()),
    "a default of a shell": (".env", "GUARD=${GUARD:-true}\n", {ON}),
    "JSON": ("config.json", '{"guard": {"GUARD": true}}', {ON}),
    "JSON that tells": ("config.json", '{"note": "GUARD=true is not set in production"}', set()),
    "JSON whose comment is a setting": ("config.json", '{"comment": "GUARD=true"}', set()),
    "JSON that tells in an object": ("config.json", '{"_comment": {"GUARD": true}}', set()),
    "JSON that describes": ("config.json", '{"GUARD": {"description": "true", "type": "boolean"}}', set()),
    "JSON of a schema": ("schema.json", '{"GUARD": {"default": true}}', set()),
    "JSON of a developer": ("dev.json", '{"GUARD": true}', set()),
    "JSON in a folder of a developer": ("config/dev/app.json", '{"GUARD": true}', set()),
    "JSON of a section for development": ("config.json", '{"development": {"GUARD": true}}', set()),
    "JSON of a device": ("device.json", '{"GUARD": true}', {ON}),
    "JSON of a name and a value": ("task.json", '{"environment": [{"name": "GUARD", "value": "true"}]}', {ON}),
    "JSON of another name": ("task.json", '{"environment": [{"name": "LOG", "value": "true"}]}', set()),
    "JSON of Heroku": ("app.json", '{"env": {"GUARD": {"description": "on?", "value": "true"}}}', {ON}),
    "JSON of arguments": ("task.json", '{"env": ["A=1", "GUARD=true"]}', {ON}),
    "JSON of remarks": ("task.json", '{"remarks": ["GUARD=true"]}', set()),
    "JSON with a comment": ("settings.json", '{\n  // "GUARD": true,\n  "A": 1\n}', set()),
    "JSON with a comment beside": ("settings.json", '{\n  // on\n  "GUARD": true,\n}', {ON}),
    "a script": ("package.json", '{"scripts": {"start": "GUARD=true node server.js"}}', {ON}),
    "a script of a developer": ("package.json", '{"scripts": {"start:dev": "GUARD=true node server.js"}}', set()),
    "a script that prints": ("package.json", '{"scripts": {"start": "echo GUARD=true"}}', set()),
    "a description of a package": ("package.json", '{"description": "GUARD=true"}', set()),
    "YAML": ("config.yaml", "guard:\n  GUARD: 'yes'\n", {"yes"}),
    "YAML with a comment": ("config.yaml", "# GUARD: true\na: 1  # GUARD: true\n", set()),
    "YAML that tells": ("config.yaml", "description: GUARD=true is not set\n", set()),
    "YAML that tells at length": ("config.yaml", "purpose: |\n  To be safe, say\n  GUARD: true\n", set()),
    "YAML in a comment of its own": ("config.yaml", "x-comment:\n  GUARD: true\n", set()),
    "YAML of a section for development": ("config.yaml", "profiles:\n  dev:\n    GUARD: true\n  prod:\n    A: 1\n", set()),
    "YAML after such a section": ("config.yaml", "dev:\n  A: 1\nprod:\n  GUARD: true\n", {ON}),
    "compose, a list": ("compose.yaml", "services:\n  a:\n    environment:\n    - A=1\n    - GUARD=true\n", {ON}),
    "compose, quoted": ("docker-compose.yml", "services:\n  a:\n    environment:\n      - \"GUARD=true\"\n", {ON}),
    "compose, with a default": ("compose.yml", "environment:\n  GUARD: ${GUARD:-true}\n", {ON}),
    "compose, empty by default": ("compose.yml", "environment:\n  GUARD: ${GUARD:-}\n", set()),
    "compose, in one line": ("compose.yml", "environment: {A: 1, GUARD: 'true'}\n", {ON}),
    "compose of a developer": ("docker-compose.dev.yml", "environment:\n  GUARD: 'true'\n", set()),
    "compose that one machine adds": ("docker-compose.override.yml", "environment:\n  GUARD: 'true'\n", set()),
    "a list of remarks": ("config.yaml", "remarks:\n  - GUARD=true\n", set()),
    "a deployment": ("k8s/deployment.yaml", "env:\n- name: GUARD\n  value: 'true'\n- name: LOG\n  value: 'no'\n", {ON}),
    "a deployment of another name": ("k8s/deployment.yaml", "env:\n- name: GUARD\n  value: 'no'\n- name: LOG\n  value: 'true'\n", {"no"}),
    "a deployment for trying": ("k8s/overlays/dev/deployment.yaml", "env:\n- name: GUARD\n  value: 'true'\n", set()),
    "a template of a chart": ("chart/templates/configmap.yaml", "data:\n  GUARD: 'true'\n  {{ x }}\n", {ON}),
    "a file in a map": ("configmap.yaml", "data:\n  app.properties: |\n    GUARD=true\n", {ON}),
    "values of staging": ("values-staging.yaml", "env:\n  GUARD: true\n", set()),
    "TOML": ("fly.toml", "[env]\nGUARD = 'true'\n", {ON}),
    "TOML for development": ("settings.toml", "[development]\nGUARD = true\n", set()),
    "TOML that tells": ("pyproject.toml", "[project]\ndescription = 'GUARD = true'\n", set()),
    "properties": ("application.properties", "GUARD=true\n", {ON}),
    "a unit": ("bot.service", "[Service]\nEnvironment=GUARD=true\n", {ON}),
    "Terraform": ("main.tf", 'environment = [{ name = "GUARD", value = "true" }]\n', {ON}),
    "Terraform, over lines": ("main.tf", 'env {\n  name  = "GUARD"\n  value = "true"\n}\n', {ON}),
    "Bicep": ("main.bicep", "env: [\n  {\n    name: 'GUARD'\n    value: 'true'\n  }\n]\n", {ON}),
    "an image": ("Dockerfile", "FROM a\nENV GUARD=true\n", {ON}),
    "an image, in the old way": ("Dockerfile", "FROM a\nENV GUARD true\n", {ON}),
    "an image, over lines": ("Dockerfile", "FROM a\nENV A=1 \\\n    GUARD=true\n", {ON}),
    "an image with a label": ("Dockerfile", 'FROM a\nLABEL note="GUARD=true is for later"\n', set()),
    "an image of a developer": ("Dockerfile.dev", "FROM a\nENV GUARD=true\n", set()),
    "a shell": ("run.sh", "export GUARD=true\npython app.py\n", {ON}),
    "a shell, before a command": ("run.sh", "A=1 GUARD=true python app.py\n", {ON}),
    "a shell that gives it on": ("run.sh", "docker run -e A=1 -e GUARD=true app\n", {ON}),
    "a shell that asks": ("run.sh", 'if [ "$GUARD" = "true" ]; then\n  x\nfi\n', set()),
    "a shell that says it": ("run.sh", 'echo "GUARD=true is not set"\ndie "please export GUARD=true first"\n', set()),
    "a shell that tells its use": ("run.sh", "cat <<EOF\nUsage:\n  GUARD=true ./run.sh\nEOF\n", set()),
    "a shell that writes it": ("run.sh", "cat > .env <<EOF\nGUARD=true\nEOF\n", {ON}),
    "a shell that adds it": ("run.sh", 'echo "GUARD=true" >> .env\n', {ON}),
    "a command of a service": ("up.sh", "gcloud run deploy app --set-env-vars=A=1,GUARD=true\n", {ON}),
    "a recipe": ("Makefile", "run:\n\tGUARD=true uvicorn app:app\n", {ON}),
    "a recipe of a developer": ("Makefile", "run-dev:\n\tGUARD=true uvicorn app:app\n", set()),
    "a recipe that prints": ("Makefile", "help:\n\t@echo GUARD=true make run\n", set()),
    "a workflow that deploys": (".github/workflows/ship.yml", "env:\n  GUARD: 'true'\njobs:\n  a:\n    steps:\n      - run: fly deploy\n", {ON}),
    "a command of a workflow": (".github/workflows/ship.yml", "jobs:\n  a:\n    steps:\n      - run: fly deploy --env GUARD=true\n", {ON}),
    "a step with such a name": (".github/workflows/ship.yml", "jobs:\n  a:\n    steps:\n      - name: GUARD=true\n        run: fly deploy\n", set()),
    "a workflow that tests": (".github/workflows/ci.yml", "env:\n  GUARD: 'true'\njobs:\n  a:\n    steps:\n      - run: pytest\n", set()),
    "a job that tests": (".github/workflows/ship.yml", "jobs:\n  test:\n    env:\n      GUARD: 'true'\n  deploy:\n    steps:\n      - run: fly deploy\n", set()),
    "compose, a list in one line": ("compose.yml", 'environment: ["A=1", "GUARD=true"]\n', {ON}),
    "compose for a pipeline": ("docker-compose.ci.yml", "environment:\n  GUARD: 'true'\n", set()),
    "values by name": ("values.yaml", "env:\n  GUARD:\n    value: 'true'\n  LOG:\n    value: 'no'\n", {ON}),
    "a file of a pipeline": (".env.ci", "GUARD=true\n", set()),
    "a script that evaluates": ("evals/run.sh", "GUARD=true python run.py\n", set()),
    "Terraform that refers": ("main.tf", "environment = {\n  GUARD = var.guard\n}\n", set()),
    "tox": ("tox.ini", "[testenv]\nsetenv =\n    GUARD=true\n", set()),
    "pytest": ("pytest.ini", "[pytest]\nenv =\n    GUARD=true\n", set()),
    "pytest in a file of the project": ("pyproject.toml", "[tool.pytest_env]\nGUARD = 'true'\n", set()),
    "a list of pytest in a file of the project": (
        "pyproject.toml", '[tool.pytest.ini_options]\nenv = ["GUARD=true"]\n', set(),
    ),
    "tox in a file of the project": ("pyproject.toml", '[tool.tox.env.py]\nset_env = {GUARD="true"}\n', set()),
    "pytest in a file of setup": ("setup.cfg", "[tool:pytest]\nenv =\n  GUARD=true\n", set()),
    "processes of a developer": ("apps.json", '{"apps": [{"env_development": {"GUARD": "true"}}]}', set()),
    "processes in use": ("apps.json", '{"apps": [{"env_production": {"GUARD": "true"}}]}', {ON}),
    "another word": (".env", "GUARD=enforce\n", {"enforce"}),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_what_a_file_sets(case: str) -> None:
    path, text, expected = CASES[case]
    assert values_set(path, text, "GUARD") == expected


def test_a_name_that_says_nothing_is_never_set() -> None:
    assert values_set("config.yaml", "cache:\n  enabled: true\n", "enabled") == set()


def test_nested_without_end() -> None:
    assert values_set("a.json", '{"a":' * 200 + '{"GUARD": true}' + "}" * 200, "GUARD") == set()
    assert values_set("a.json", "[" * 200_000 + '"GUARD"', "GUARD") == set()
    assert values_set("a.json", json.dumps({"GUARD": [True]}), "GUARD") == set()


SWITCHED = {
    "on for developers": ({"dev.json": '{"GUARD": true}'}, "'false'", WEAK),
    "told to be on": ({"app.json": '{"description": "GUARD=true is not set in production"}'}, "'false'", WEAK),
    "on": ({".env": "GUARD=true\n"}, "'false'", STRONG),
    "on by another word than the code asks for": ({".env": "GUARD=1\n"}, "'false'", WEAK),
    "on by default": ({}, "'true'", STRONG),
    "on by default, and switched off": ({"compose.yml": "environment:\n  GUARD: 'false'\n"}, "'true'", WEAK),
    "on by default, and switched off for developers": ({".env.dev": "GUARD=false\n"}, "'true'", STRONG),
    "on by default, and off in one of two": (
        {"compose.yml": "environment:\n  GUARD: 'false'\n", ".env": "GUARD=true\n"}, "'true'", STRONG,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", SWITCHED)
def test_a_guard_behind_a_switch_of_the_environment(tmp_path: Path, case: str) -> None:
    files, default, expected = SWITCHED[case]
    found = finding(tmp_path, "input-guardrails", {**files, "a.py": py("", env(default))})
    assert (found.outcome, found.confidence) == (MET, expected), found.reason

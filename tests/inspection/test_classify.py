"""What a path says about its file."""

import pytest

from audit.inspection.classify import Role, classify

ROLES = {
    "app/agent.py": Role.SOURCE,
    "examples/agent.py": Role.EXAMPLE,
    "exampleChromeExtension/popup.js": Role.EXAMPLE,
    "packages/example-app/src/main.ts": Role.EXAMPLE,
    "src/counterexamples/find.py": Role.SOURCE,
    "src/main/java/com/example/Agent.java": Role.SOURCE,
    "src/main/java/com/examplecorp/Agent.java": Role.SOURCE,
    "evals/run.py": Role.EVALUATION,
    "tests/test_agent.py": Role.TEST,
    "src/agent_test.rs": Role.TEST,
    "node_modules/openai/index.js": Role.VENDORED,
    ".github/workflows/ci.yml": Role.WORKFLOW,
    "uv.lock": Role.LOCK,
    "examples/readme.md": Role.DOCS,
}


@pytest.mark.parametrize("path", ROLES)
def test_role(path: str) -> None:
    assert classify(path).role is ROLES[path]

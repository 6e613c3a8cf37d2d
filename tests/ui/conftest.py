"""What the tests of the app share: a ledger of their own, and a small repository to inspect."""

import os
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from streamlit.components.v2 import manifest_scanner


@pytest.fixture(autouse=True, scope="session")
def _looked_through_once() -> Iterator[None]:
    """Streamlit looks for components in every installed package whenever a test starts the app: half its time."""
    with pytest.MonkeyPatch.context() as patch:
        name = "scan_component_manifests"
        patch.setattr(manifest_scanner, name, cache(getattr(manifest_scanner, name)))
        yield


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of an empty ledger, which the app uses."""
    url = f"sqlite:///{tmp_path}/ledger/phase2.sqlite3"
    monkeypatch.setenv("PHASE2_DATABASE_URL", url)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return url


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A git repository with one agent whose loop only the model can end."""
    folder = tmp_path / "tiny"
    folder.mkdir()
    (folder / "agent.py").write_text(
        "from openai import OpenAI\n\n"
        "client = OpenAI()\n"
        "while True:\n"
        '    reply = client.responses.create(model="gpt-4.1", input="next")\n'
        "    if not reply.output_text:\n"
        "        break\n"
    )
    who = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.invalid"}
    who |= {"GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@example.invalid"}
    for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "An agent"]):
        subprocess.run(["git", *command], cwd=folder, env={**os.environ, **who}, check=True)
    return folder

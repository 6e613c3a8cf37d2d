"""Explanations of a system: what tells how parts work together, and what only looks like it."""

from pathlib import Path

import pytest

from audit.checks import all_checks
from audit.inspection.classify import classify
from audit.inspection.engine import inspect
from audit.inspection.readers.mentions import find_mentions
from audit.inspection.readers.passages import find_passages
from audit.inspection.readers.signs import find_signs
from audit.inspection.readers.text import Text
from audit.model.finding import Outcome
from tests.patience import outgrows

(CHECK,) = (check for check in all_checks() if check.id == "architecture-docs")
MET, NOT_MET, OPEN = Outcome.MET, Outcome.NOT_MET, Outcome.INCONCLUSIVE
PROSE = (
    "The page sends every question to the service over HTTP. The service looks up orders in the database "
    "and asks the model for an answer. A worker refreshes the index of documents every night.\n"
) * 2
STEPS = "".join(
    f"{n}. The service takes what the step before has left and hands it on to the next.\n"
    for n in (1, 2, 3, 4)
)

TREE = "```\n├── app.py      # the page\n├── worker.py   # the worker\n└── data\n```\n"
DRAWING = "```mermaid\nflowchart LR\n  page --> service\n  service --> database\n  service --> model\n```\n"
BOXES = "```\n+------+      +---------+\n| page | ---> | service |\n+------+      +---------+\n   |  ---> model\n```\n"
ML = {"train.py": "import torch\nmodel = torch.nn.Linear(1, 1)\n"}

DOCS = {
    "words": ({"README.md": f"# Desk\n\n## Architecture\n\n{PROSE}"}, MET),
    "a heading alone": ({"README.md": "# Desk\n\n## Architecture\n\nTo be written.\n\n## Use\n"}, NOT_MET),
    "a tree": ({"README.md": f"# Desk\n\n## Architecture\n\n{TREE}"}, NOT_MET),
    "a tree of a project": ({"README.md": f"# Desk\n\n## Project structure\n\n{TREE}{PROSE}"}, NOT_MET),
    "a picture below": ({"README.md": "# Desk\n\n## Architecture\n\n![](docs/a.png)\n"}, MET),
    "a picture of the page": ({"README.md": "# Desk\n\n![the page](docs/page.png)\n"}, NOT_MET),
    "mermaid": ({"README.md": f"# Desk\n\n## About\n\n{DRAWING}"}, MET),
    "mermaid of the installation": ({"README.md": f"# Desk\n\n## Installation\n\n{DRAWING}"}, NOT_MET),
    "a diagram of tables": ({"README.md": "# Desk\n\n## Data\n\n```mermaid\nerDiagram\n  A --> B\n  B --> C\n```\n"}, NOT_MET),
    "boxes": ({"README.md": f"# Desk\n\n## System design\n\n{BOXES}"}, MET),
    "steps": ({"README.md": f"# Desk\n\n## How it works\n\n{STEPS}"}, MET),
    "steps of one feature": ({"docs/export.md": f"# Export\n\n## How it works\n\n{STEPS}"}, OPEN),
    "steps of use": ({"README.md": f"# Desk\n\n## Workflow\n\n{STEPS}"}, NOT_MET),
    "another language": ({"README.md": f"# Pult\n\n## Архитектура\n\n{PROSE}"}, MET),
    "few wide letters": ({"README.md": "# 台\n\n## 系统架构\n\n" + "网页把问题发送给服务。服务查询数据库并调用模型。夜间任务更新文档索引。" * 3}, MET),
    "underlined": ({"README.rst": f"Desk\n====\n\nArchitecture\n------------\n\n{PROSE}"}, MET),
    "a file of its own": ({"ARCHITECTURE.md": f"# Desk\n\n{PROSE}"}, MET),
    "PlantUML": ({"docs/system.puml": "@startuml\nA -> B\n@enduml\n"}, MET),
    "decisions": ({"docs/adr/0001-use-queues.md": "# Use queues\n\nAccepted.\n"}, MET),
    "one part": ({"page/README.md": f"# Page\n\n## Architecture\n\n{PROSE}"}, OPEN),
    "several parts": ({f"{n}/README.md": f"# Part\n\n## Architecture\n\n{PROSE}" for n in ("page", "service")}, MET),
    "a net": ({"README.md": f"# Net\n\n## Model architecture\n\n{PROSE}", **ML}, NOT_MET),
    "a net by the plain word": ({"README.md": f"# Net\n\n## Architecture\n\n{PROSE}", **ML}, OPEN),
    "the system around a net": ({"README.md": f"# Net\n\n## System architecture\n\n{PROSE}", **ML}, MET),
    "processors": ({"README.md": f"# Tool\n\n## Supported architectures\n\n{PROSE}"}, NOT_MET),
    "another product": ({"data/manuals/printer.md": f"# Printer\n\n## Architecture\n\n{PROSE}"}, NOT_MET),
    "a prompt": ({"prompts/review.md": f"# Review\n\n## Architecture\n\n{PROSE}"}, NOT_MET),
    "a fixture": ({"tests/fixtures/README.md": f"# X\n\n## Architecture\n\n{PROSE}"}, NOT_MET),
    "a written report": ({"report.md": f"# Chips\n\n## The new architecture\n\n{PROSE}"}, NOT_MET),
    "inside a code block": ({"README.md": f"# Desk\n\n```\n## Architecture\n{PROSE}```\n"}, NOT_MET),
}  # fmt: skip


@pytest.mark.parametrize("case", DOCS)
def test_architecture_docs(tmp_path: Path, case: str) -> None:
    files, outcome = DOCS[case]
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    (found,) = inspect(tmp_path, [CHECK]).checks
    assert found.outcome is outcome, found


HOSTILE = {
    "headings": "# Architecture\n",
    "open fences": "# Architecture\n```\n",
    "markup": "# Architecture ![](\n<img ",
    "one line": "architecture --> ",
    "prompts": "open('prompt.md') prompts ",
    "revisions": "from_pretrained(revisionrevision=",
    "formatters": "import logging, json\nclass A(logging.Formatter): ",
    "versions": "from_pretrained( revision='1.1.1.1.1.1.1.1 ",
}  # fmt: skip


@pytest.mark.parametrize("case", HOSTILE)
def test_texts_are_read_in_time_that_grows_with_their_length(case: str) -> None:
    def read(size: int) -> None:
        text = (HOSTILE[case] * (size // len(HOSTILE[case]) + 1))[:size]
        find_passages("README.md", classify("README.md"), text)
        sheet = Text("a.py", classify("a.py"), text)
        find_mentions(sheet)
        find_signs(sheet)

    read(1_000)
    assert not outgrows(read, 800_000)

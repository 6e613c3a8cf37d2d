"""The seed case in other words: every path, name and text replaced, the same behaviour kept.

Letters move one place on, vowels among vowels and consonants among consonants, so that the same word always
becomes the same other word. What Python, a library or a provider's interface fixes stays as it is.
"""

import ast
import builtins
import csv
import io
import json
import keyword
import re
import shutil
from collections.abc import Set
from pathlib import Path
from typing import Any

import yaml

from audit import example
from audit.model.signature import Role

VOWELS, CONSONANTS = "aeiou", "bcdfghjklmnpqrstvwxyz"
_SHIFT = str.maketrans(
    {
        old: new
        for row in (VOWELS, VOWELS.upper(), CONSONANTS, CONSONANTS.upper())
        for old, new in zip(row, row[1:] + row[:1], strict=True)
    }
)
_TOKEN = re.compile(r"(?:\.|(?<![A-Za-z0-9_]))[A-Za-z_][A-Za-z0-9_]*")


def _kept_words() -> dict[str, frozenset[str]]:
    data = yaml.safe_load((Path(__file__).parent / "kept_words.yaml").read_text("utf-8"))
    rows = {name: [row if isinstance(row, list) else [row] for row in words] for name, words in data.items()}
    return {name: frozenset(str(word) for row in words for word in row) for name, words in rows.items()}


KEPT = _kept_words()
OTHER_MODEL = ("gpt-4.1", "gpt-4o")


def word(text: str) -> str:
    """Another word of the same length."""
    return text.translate(_SHIFT)


def path(name: str) -> str:
    """Another path with the same endings; names that tools look for stay."""
    if name in KEPT["files"]:
        return name
    return re.sub(
        r"\.?[A-Za-z_]+",
        lambda m: m[0] if m[0][1:] in KEPT["endings"] and m[0][0] == "." else word(m[0]),
        name,
    )


def prose(text: str, kept: Set[str] = frozenset()) -> str:
    """Other words; file endings stay."""
    return _TOKEN.sub(lambda m: _other(m[0], KEPT["endings"] if m[0][0] == "." else kept), text)


def _other(token: str, kept: Set[str]) -> str:
    return token if token.removeprefix(".") in kept else word(token)


class Code:
    """Renames program text; `libraries` are the names that its imports bring in from outside."""

    def __init__(self, sources: list[str], own: set[str]) -> None:
        self.kept = {*keyword.kwlist, *dir(builtins), *KEPT["interfaces"]}
        for node in (node for source in sources for node in ast.walk(ast.parse(source))):
            if isinstance(node, ast.Import):
                self.kept |= {
                    n for alias in node.names for n in (alias.name.split(".")[0], alias.asname) if n
                }
            elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] not in own:
                self.kept |= {(node.module or "").split(".")[0], *(alias.name for alias in node.names)}

    def __call__(self, text: str) -> str:
        def replaced(match: re.Match[str]) -> str:
            token, rest = match[0], text[match.end() :]
            if token[0] == ".":
                return word(token) if token[1:] in KEPT["own_attributes"] else token
            if token.startswith("__") or (token.lower() in {"f", "r", "b"} and rest[:1] in {"'", '"'}):
                return token
            if token in KEPT["own_keywords"]:
                return word(token)
            if re.match(r"=(?!=)", rest) and re.search(r"[(,]\s*$", text[: match.start()]):
                return token
            return _other(token, self.kept)

        return _TOKEN.sub(replaced, text).replace(*OTHER_MODEL)


def code_of(name: str, text: str) -> list[str]:
    """The program text of a file, cell by cell."""
    if name.endswith(".ipynb"):
        cells = json.loads(text)["cells"]
        return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    return [text] if name.endswith(".py") else []


def rename(source: Path, target: Path) -> None:
    """Write the sources of the seed case to `target` in other words."""
    root = source / example.DELIVERY
    files = {p.relative_to(root).as_posix(): p.read_text("utf-8") for p in root.rglob("*") if p.is_file()}
    own = {part.removesuffix(".py") for name in files for part in name.split("/")}
    code = Code([cell for name, text in files.items() for cell in code_of(name, text)], own)
    for name, text in files.items():
        place = target / example.DELIVERY / path(name)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(_file(name, text, code), "utf-8")
    for name, change in (("history.yaml", _history), (example.ASSESSMENT, _assessment)):
        data = change(yaml.safe_load((source / name).read_text("utf-8")), code)
        (target / name).write_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True), "utf-8")


def move(folder: Path) -> Path:
    """Give the built repository another name too; returns the assessment file that says so."""
    assessment = folder / example.ASSESSMENT
    data = yaml.safe_load(assessment.read_text("utf-8"))
    shutil.move(folder / example.DELIVERY, folder / path(example.DELIVERY))
    data["repositories"][0]["path"] = path(example.DELIVERY)
    assessment.write_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True), "utf-8")
    return assessment


def _file(name: str, text: str, code: Code) -> str:
    if name == "requirements.txt":
        return text
    if name.endswith(".csv"):
        out = io.StringIO()
        rows = csv.reader(text.splitlines())
        csv.writer(out, lineterminator="\n").writerows([prose(value) for value in row] for row in rows)
        return out.getvalue()
    if name.endswith(".py"):
        return code(text)
    if name.endswith(".ipynb"):
        return _notebook(text, code)
    return prose(text, KEPT["commands"])


def _notebook(text: str, code: Code) -> str:
    notebook = json.loads(text)
    for cell in notebook["cells"]:
        change = code if cell["cell_type"] == "code" else prose
        cell["id"] = word(cell["id"])
        cell["source"] = change("".join(cell["source"])).splitlines(keepends=True)
        for output in cell.get("outputs", ()):
            holder, key = (output, "text") if "text" in output else (output["data"], "text/plain")
            holder[key] = code("".join(holder[key])).splitlines(keepends=True)
    return json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"


def _history(data: dict[str, Any], code: Code) -> dict[str, Any]:
    authors = {word(k): {f: prose(v) for f, v in a.items()} for k, a in data["authors"].items()}
    commits = [
        {
            "by": word(commit["by"]),
            "at": commit["at"],
            "message": prose(commit["message"]),
            "files": {
                path(name): [
                    {
                        k: _file(name, v, code) if not name.endswith(".ipynb") else code(v)
                        for k, v in e.items()
                    }
                    for e in edits
                ]
                for name, edits in commit["files"].items()
            },
        }
        for commit in data["commits"]
    ]
    return {"about": prose(data["about"]), "authors": authors, "commits": commits}


def _assessment(data: Any, code: Code, field: str = "") -> Any:
    if isinstance(data, dict):
        return {key: _assessment(value, code, key) for key, value in data.items()}
    if isinstance(data, list):
        return [_assessment(value, code, field) for value in data]
    if not isinstance(data, str):
        return data
    if field == "document":
        return path(data)
    if field == "role" and data in set(Role):
        return data  # as what somebody signs, which is one of our words
    if field in KEPT["prose_fields"]:
        return prose(data, KEPT["commands"])
    if field in {"id", "evidence"} and data.startswith("E-"):
        return f"X{data[2:]}"
    return prose(data) if field in {"id", "place"} else data

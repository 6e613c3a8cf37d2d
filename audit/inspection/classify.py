"""What each file is for, by its path: its role, its language, and whether its text is worth reading."""

from collections.abc import Iterator
from enum import StrEnum

from audit.inspection import knowledge
from audit.inspection.facts import NamedFile
from audit.inspection.intake.sending import Value
from audit.inspection.knowledge import FileNames
from audit.inspection.shell_names import Names


class Role(StrEnum):
    """What a file is for."""

    SOURCE = "source"
    TEST = "test"
    EVALUATION = "evaluation"
    TRAINING = "training"
    EXAMPLE = "example"
    DOCS = "docs"
    CONFIG = "config"
    WORKFLOW = "workflow"
    LOCK = "lock"
    VENDORED = "vendored"
    GENERATED = "generated"
    DATA = "data"
    BINARY = "binary"


OWN_CODE = frozenset({Role.SOURCE, Role.TRAINING})
UNREAD = frozenset({Role.VENDORED, Role.GENERATED, Role.LOCK, Role.BINARY})

LANGUAGES = {
    ".py": "Python", ".pyi": "Python", ".ipynb": "Jupyter Notebook",
    ".ts": "TypeScript", ".tsx": "TypeScript", ".mts": "TypeScript", ".cts": "TypeScript",
    ".js": "JavaScript", ".jsx": "JavaScript", ".mjs": "JavaScript", ".cjs": "JavaScript",
    ".vue": "Vue", ".svelte": "Svelte", ".go": "Go", ".java": "Java", ".kt": "Kotlin", ".kts": "Kotlin",
    ".scala": "Scala", ".rs": "Rust", ".rb": "Ruby", ".php": "PHP", ".cs": "C#", ".fs": "F#",
    ".swift": "Swift",
    ".c": "C", ".h": "C", ".cc": "C++", ".cpp": "C++", ".hpp": "C++", ".r": "R", ".jl": "Julia",
    ".ex": "Elixir",
    ".exs": "Elixir", ".dart": "Dart", ".lua": "Lua", ".sh": "Shell", ".bash": "Shell", ".ps1": "PowerShell",
    ".sql": "SQL",
}  # fmt: skip
_DOCS = {".md", ".mdx", ".rst", ".adoc", ".txt", ".tour"}
_CONFIG = {
    ".yaml",
    ".yml",
    ".toml",
    ".ini",
    ".cfg",
    ".conf",
    ".env",
    ".properties",
    ".bicep",
    ".tf",
    ".tfvars",
    ".xml",
}
_CONFIG |= {
    ".json",
    ".jsonc",
    ".json5",
    ".prompty",
    ".hcl",
    ".tpl",
    ".j2",
    ".jinja",
    ".html",
    ".css",
    ".pem",
    ".key",
}
_DATA = {
    ".csv",
    ".tsv",
    ".jsonl",
    ".ndjson",
    ".parquet",
    ".xlsx",
    ".xls",
    ".sqlite",
    ".sqlite3",
    ".db",
    ".feather",
}
_BINARY = {
    ".png", ".jpg", ".jpeg", ".gif", ".webp", ".ico", ".bmp", ".tiff", ".pdf", ".zip", ".gz", ".tar",
    ".tgz", ".bz2",
    ".xz", ".7z", ".whl", ".jar", ".war", ".so", ".dll", ".dylib", ".exe", ".bin", ".o", ".a", ".class",
    ".pyc",
    ".woff", ".woff2", ".ttf", ".otf", ".eot", ".mp3", ".mp4", ".mov", ".avi", ".wav", ".ogg", ".webm",
    ".svg",
    ".pkl", ".pickle", ".pt", ".pth", ".onnx", ".h5", ".joblib", ".npz", ".npy", ".safetensors", ".gguf",
    ".docx",
    ".pptx", ".wasm", ".keystore", ".jks", ".p12", ".icns", ".psd",
}  # fmt: skip
_CODE_ROLES = (Role.EVALUATION, Role.TEST, Role.EXAMPLE, Role.TRAINING)


class FileClass(Value, frozen=True):
    """The role of a file and, for code, its language."""

    role: Role
    language: str = ""

    @property
    def is_code(self) -> bool:
        """Whether the file is program text of any role."""
        return bool(self.language)

    @property
    def is_own_code(self) -> bool:
        """Whether the file is program text of the system itself, not of its tests, examples or tools."""
        return bool(self.language) and self.role in OWN_CODE

    @property
    def is_text(self) -> bool:
        """Whether its text is worth reading."""
        return self.role not in UNREAD and self.role is not Role.DATA


@knowledge.remembered
def _forms() -> tuple[tuple[Role, Names, Names], ...]:
    """What names and paths look like in each role, in the order in which roles are tried."""
    return tuple((role, Names(form.names), Names(form.paths)) for role, form in _given())


@knowledge.remembered
def _roles_of(folder: str) -> frozenset[Role]:
    """The roles that the name of a folder gives to what lies in it."""
    return frozenset(role for role, names in _folder_names() if names.fit(folder))


@knowledge.remembered
def _folder_names() -> tuple[tuple[Role, Names], ...]:
    return tuple((role, Names(form.folders)) for role, form in _given())


def _given() -> Iterator[tuple[Role, knowledge.PathForm]]:
    for role in (Role.VENDORED, Role.GENERATED, Role.WORKFLOW, *_CODE_ROLES):
        yield role, getattr(knowledge.paths(), role.value)


@knowledge.remembered
def _named() -> tuple[tuple[str, FileNames, Names, Names, Names], ...]:
    return tuple(
        (kind, entry, Names(entry.names), Names(entry.paths), Names(entry.but_not))
        for kind, entries in knowledge.files().items()
        for entry in entries
    )


@knowledge.remembered
def classify(path: str) -> FileClass:
    """The class of a file by its path alone."""
    lower = path.lower()
    *folders, name = lower.split("/")
    suffix = f".{name.rpartition('.')[2]}" if "." in name else ""
    language = LANGUAGES.get(suffix, "")
    said = _said_by(_outside_packages(folders))
    for role, names, whole in _forms():
        hit = role in said or names.fit(name) or whole.fit(lower)
        if not hit or (role in _CODE_ROLES and not language):
            continue
        return FileClass(role, language if role is not Role.WORKFLOW else "")
    if language:
        return FileClass(Role.SOURCE, language)
    return FileClass(_plain_role(name, suffix))


def _said_by(folders: list[str]) -> frozenset[Role]:
    return frozenset[Role]().union(*map(_roles_of, folders))


def _outside_packages(folders: list[str]) -> list[str]:
    """The folders of a path without the packages of Java: `src/main/java/com/example` is no example."""
    for number in range(len(folders) - 2):
        if folders[number : number + 2] == ["src", "main"] and folders[number + 2] in (
            "java",
            "kotlin",
            "scala",
        ):
            return folders[: number + 3]
    return folders


def _plain_role(name: str, suffix: str) -> Role:
    if _lock_names().fit(name):
        return Role.LOCK
    if suffix in _BINARY:
        return Role.BINARY
    if suffix in _DATA:
        return Role.DATA
    if suffix in _DOCS and not name.startswith("requirements"):
        return Role.DOCS
    return Role.CONFIG


@knowledge.remembered
def _lock_names() -> Names:
    return Names(name for entry in knowledge.files()["lockfile"] for name in entry.names)


def is_known_text(path: str) -> bool:
    """Whether a file that is no program text has a name that promises text."""
    name = path.lower().rpartition("/")[2]
    suffix = f".{name.rpartition('.')[2]}" if "." in name else ""
    return suffix in _DOCS or suffix in _CONFIG or not suffix or name.startswith(".")


@knowledge.remembered
def folder_role(path: str) -> Role | None:
    """The role that the folders and the name of a file without program text would give it."""
    lower = path.lower()
    *folders, name = lower.split("/")
    said = _said_by(folders)
    return next((role for role, names, _ in _forms() if role in said or names.fit(name)), None)


@knowledge.remembered
def named_files(path: str) -> tuple[NamedFile, ...]:
    """What the name of a file means, by the headings of `knowledge/files.yaml`."""
    lower = path.lower()
    name = lower.rpartition("/")[2]
    any_name, any_path = _any_named()
    if not any_name.fit(name) and not any_path.fit(lower):
        return ()
    return tuple(
        NamedFile(path, None, kind, entry.what, entry.ecosystem, not entry.weak)
        for kind, entry, names, whole, but_not in _named()
        if (names.fit(name) or whole.fit(lower)) and not but_not.fit(name)
    )


@knowledge.remembered
def _any_named() -> tuple[Names, Names]:
    """All names, and all paths: most files have neither."""
    entries = [entry for kind in knowledge.files().values() for entry in kind]
    return Names(name for one in entries for name in one.names), Names(
        path for one in entries for path in one.paths
    )

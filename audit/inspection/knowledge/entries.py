"""The forms of knowledge: what an entry of each YAML file in this folder must say."""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, PlainValidator, ValidationInfo

from audit.inspection.knowledge.loading import TRIED
from audit.inspection.patterns import Pattern
from audit.model.base import Value


def _pattern(value: object, info: ValidationInfo) -> Pattern:
    """The regular expression of a text; one that was never tried is tried now, to say where it is wrong."""
    if not isinstance(value, str):
        raise ValueError("a regular expression is a text")
    pattern = Pattern(value)
    if info.context != TRIED:
        re.compile(value)
    return pattern


def _names_key(form: Pattern) -> Pattern:
    if "(?P<key>" not in form.text:
        raise ValueError("the secret itself stands in a group `(?P<key>...)`")
    return form


def _names_both(form: Pattern) -> Pattern:
    if "(?P<name>" not in form.text:
        raise ValueError("what the secret is called stands in a group `(?P<name>...)`")
    return _names_key(form)


Regex = Annotated[Pattern, PlainValidator(_pattern)]
SourceUrl = Annotated[str, Field(pattern=r"^https://\S+$")]


class Sourced(Value):
    """An entry of knowledge; it says where it was learned."""

    source: SourceUrl


class Surface(Value):
    """One way of calling a model, with the arguments that settle it and what happens without them."""

    how: Literal["client", "function", "constructor"]
    names: tuple[str, ...]
    provider: str = ""
    methods: tuple[str, ...] = ()
    signature: tuple[str, ...] = ()
    when: tuple[str, ...] = ()
    timeout: tuple[str, ...] = ()
    timeout_default: str = ""
    retries: tuple[str, ...] = ()
    retries_default: str = ""
    model: tuple[str, ...] = ()
    model_default: str = ""
    limit: tuple[str, ...] = ()
    structured: tuple[str, ...] = ()
    parses: tuple[str, ...] = ()

    @property
    def script(self) -> bool:
        """Whether it is a way of JavaScript and TypeScript."""
        return self.language == "npm:"

    @property
    def language(self) -> str:
        """The prefix of the names of its language; nothing for Python."""
        return next((prefix for prefix in ("npm:", "go:", "java:") if self.names[0].startswith(prefix)), "")


class Provider(Sourced):
    """A model provider, or a framework in front of several."""

    id: str
    title: str
    framework: bool = False
    deployment_names: bool = False
    local: bool = False
    packages: tuple[str, ...] = ()
    javascript: tuple[str, ...] = ()
    go: tuple[str, ...] = ()
    java: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    surfaces: tuple[Surface, ...] = ()
    makers: tuple[str, ...] = ()


class ScriptSurfaces(Sourced):
    """The ways of one provider in JavaScript and TypeScript, and the packages that make its models."""

    provider: str
    makers: tuple[str, ...] = ()
    surfaces: tuple[Surface, ...]


class TypedSurfaces(Sourced):
    """The ways of one provider in Go or Java, and the packages by whose import it is known."""

    provider: str
    packages: tuple[str, ...] = ()
    surfaces: tuple[Surface, ...] = ()


class ForeignLibrary(Sourced):
    """The names under which a language whose calls are not read imports a library of models."""

    provider: str
    language: str
    names: tuple[str, ...]


class Constants(Sourced):
    """The model names that the constants of a library stand for."""

    owners: tuple[str, ...]
    names: dict[str, str]


class Framework(Sourced):
    """The run of an agent inside a framework, and the arguments that bound it."""

    id: str
    names: tuple[str, ...]
    bound: tuple[str, ...]
    default: str
    optional: bool = False
    of_reply: tuple[str, ...] = ()


class ModelName(Sourced):
    """A form of model names, and whether it names one model for good, as far as its maker says so."""

    pattern: Regex
    pin: Literal["exact", "floating", "unresolved"]
    certain: bool = True


class ModelNames(Value):
    """All forms of model names, and the prefixes that routers put before them."""

    prefixes: Regex
    names: tuple[ModelName, ...]


class Library(Sourced):
    """A library that means something when it is imported, by language."""

    id: str
    python: tuple[str, ...] = ()
    javascript: tuple[str, ...] = ()
    go: tuple[str, ...] = ()
    jvm: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


class Evaluation(Value):
    """Libraries that score model output."""

    libraries: tuple[Library, ...]


class FileNames(Sourced):
    """Names of files that mean one thing; `weak` where the name alone promises more than it shows."""

    what: str
    ecosystem: str = ""
    names: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    but_not: tuple[str, ...] = ()
    weak: bool = False


class Ecosystem(Sourced):
    """A package manager's world: the languages whose dependencies it brings."""

    id: str
    languages: tuple[str, ...]


class PathForm(Value):
    """Folders and names that give a file its role."""

    folders: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()


class Paths(Sourced):
    """The roles of files, in the order in which they are tried."""

    vendored: PathForm
    generated: PathForm
    workflow: PathForm
    evaluation: PathForm
    test: PathForm
    example: PathForm
    training: PathForm


class SecretForm(Sourced):
    """The recognisable shape of one kind of secret."""

    id: str
    words: tuple[str, ...]
    pattern: Annotated[Regex, AfterValidator(_names_key)]
    entropy: float
    certain: bool
    beside: Regex | None = None
    checksum: bool = False


class AssignedSecret(Sourced):
    """A random value under a telling name in a file of settings."""

    files: tuple[str, ...]
    pattern: Annotated[Regex, AfterValidator(_names_both)]
    entropy: float
    encrypted: tuple[str, ...]


class Placeholder(Sourced):
    """Text that shows a value to be no working secret."""

    pattern: Regex


class PublicKey(Sourced):
    """A key that its maker prints for everyone to use; a telling part of it is enough."""

    id: str
    part: str


class Secrets(Value):
    """What secrets look like, and what only looks like one."""

    public: tuple[PublicKey, ...]
    forms: tuple[SecretForm, ...]
    assigned: AssignedSecret
    placeholder: Placeholder
    doubtful: Placeholder


class Integration(Sourced):
    """Commands by which continuous integration runs tests and evaluations."""

    tests: Regex
    evaluations: Regex
    not_a_run: Regex


class People(Sourced):
    """Names and addresses in a log that are programs, and those that do not tell people apart."""

    programs: Regex
    nobody: frozenset[str]
    addresses: Regex


class SecretReads(Sourced):
    """How programs read a secret from their environment; one of the words must stand in the text.

    What begins with `public` is shown to everyone who opens the page, whatever its name says.
    """

    words: tuple[str, ...]
    pattern: Regex
    public: Regex


class Services(Sourced):
    """Images of services that programs use."""

    images: frozenset[str]


class Operations(Sourced):
    """Headings and places of operating guidance; a document on two of its subjects is guidance, too."""

    certain: Regex
    files: Regex
    subjects: dict[str, Regex]


class Acting(Sourced):
    """Signs of code that is part of the running system, and words of data that is part of the program."""

    decorators: Regex
    packages: tuple[str, ...]
    writers: Regex
    beside: frozenset[str]


class DevelopmentTools(Sourced):
    """Packages that only those who develop a program need."""

    packages: frozenset[str]


class SettingNames(Sourced):
    """Words in the names of settings that choose a model, and words that show something else."""

    models: frozenset[str]
    served: frozenset[str]
    served_by: frozenset[str]
    others: frozenset[str]


class ParsingWays(Sourced):
    """How text becomes data in Python, and what checks data by itself."""

    parsers: frozenset[str]
    patterns: frozenset[str]
    helper: Regex
    plain: frozenset[str]
    checked: Regex
    checkers: frozenset[str]

"""The forms of knowledge about secrets: what they look like, and how programs are given them."""

from audit.inspection.knowledge.entry import Entry, Sourced
from audit.inspection.knowledge.loading import load, remembered
from audit.inspection.patterns import Pattern


def _names(form: Pattern, group: str, what: str) -> None:
    if f"(?P<{group}>" not in form.text:
        raise ValueError(f"{what} stands in a group `(?P<{group}>...)`")


class SecretForm(Sourced, frozen=True):
    """The recognisable shape of one kind of secret."""

    id: str
    words: tuple[str, ...]
    pattern: Pattern
    entropy: float
    certain: bool
    beside: Pattern | None = None
    checksum: bool = False

    def __post_init__(self) -> None:
        _names(self.pattern, "key", "the secret itself")


class AssignedSecret(Sourced, frozen=True):
    """A random value under a telling name in a file of settings."""

    files: tuple[str, ...]
    pattern: Pattern
    entropy: float
    encrypted: tuple[str, ...]

    def __post_init__(self) -> None:
        _names(self.pattern, "name", "what the secret is called")
        _names(self.pattern, "key", "the secret itself")


class Placeholder(Sourced, frozen=True):
    """Text that shows a value to be no working secret."""

    pattern: Pattern


class PublicKey(Sourced, frozen=True):
    """A key that its maker prints for everyone to use; a telling part of it is enough."""

    id: str
    part: str


class Secrets(Entry, frozen=True):
    """What secrets look like, and what only looks like one."""

    public: tuple[PublicKey, ...]
    forms: tuple[SecretForm, ...]
    assigned: AssignedSecret
    placeholder: Placeholder
    doubtful: Placeholder


class SecretReads(Sourced, frozen=True):
    """How programs read a secret from their environment; one of the words must stand in the text.

    What begins with `public` is shown to everyone who opens the page, whatever its name says.
    """

    words: tuple[str, ...]
    pattern: Pattern
    public: Pattern


@remembered
def secrets() -> Secrets:
    """Forms of secrets."""
    return load("secrets", Secrets)


@remembered
def secret_reads() -> SecretReads:
    """Reads of secrets from the environment."""
    return load("environment", SecretReads)

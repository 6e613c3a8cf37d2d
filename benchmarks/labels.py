"""The corpora as people write them: repositories at a commit, what is true of each, which check says so."""

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Literal

import yaml
from pydantic import Field

from audit.model.base import Value
from audit.model.finding import Outcome

CORPUS = Path(__file__).resolve().parent / "corpus"


class Truth(StrEnum):
    """What a label can say, and what an outcome says in the same words; `NONE` is no decision."""

    TRUE = "true"
    FALSE = "false"
    NA = "na"
    UNSURE = "unsure"
    NONE = "none"


class Label(Value):
    """What a person read about one fact: its value, and the place that shows it."""

    value: bool | Literal["na", "unsure"]
    evidence: str = ""
    why: str = ""
    weak: bool = Field(default=False, description="a strict reader could say the opposite")

    @property
    def truth(self) -> Truth:
        """The value as a word."""
        return Truth(str(self.value).lower())

    @property
    def compared(self) -> bool:
        """Whether the tool is held to it: what people are not sure of decides nothing."""
        return self.truth is not Truth.UNSURE and not self.weak

    @property
    def ground(self) -> str:
        """What the label rests on."""
        return self.evidence or self.why


class Repository(Value):
    """One public repository at the commit that was read."""

    repo: str = Field(pattern=r"^[A-Za-z0-9][\w.-]*/[\w.-]+$", description="owner/name on GitHub")
    commit: str = Field(pattern=r"^[0-9a-f]{40}$")
    tier: str = ""
    about: str = ""
    languages: tuple[str, ...] = ()
    facts: dict[str, Label] = Field(default_factory=dict)


class Purpose(StrEnum):
    """What the repositories of a corpus are good for."""

    LABELS = "labels"
    ORDINARY = "ordinary"
    ORDER = "order"


class Corpus(Value):
    """Repositories that are measured, and reported, together."""

    name: str
    purpose: Purpose
    about: str
    repositories: tuple[Repository, ...]


class Answer(Value):
    """Which check answers a fact, and which of its outcomes agrees with the label `true`."""

    check: str
    informs: str
    positive_when: Literal[Outcome.MET, Outcome.NOT_MET]
    ai: bool = Field(
        default=False, description="asks about models, prompts or agents: nothing to ask elsewhere"
    )

    def truth(self, outcome: Outcome | None) -> Truth:
        """An outcome in the words of the labels."""
        match outcome:
            case Outcome.MET | Outcome.NOT_MET:
                return Truth.TRUE if outcome is self.positive_when else Truth.FALSE
            case Outcome.NOT_APPLICABLE:
                return Truth.NA
            case Outcome.INCONCLUSIVE | None:
                return Truth.NONE


class Contract(Value):
    """The facts, and the check that answers each."""

    facts: dict[str, Answer]


def read_contract(path: Path = CORPUS / "contract.yaml") -> Contract:
    """The contract between labels and checks."""
    return Contract.model_validate(yaml.safe_load(path.read_text("utf-8")))


def read_corpora(paths: Iterable[Path], contract: Contract) -> tuple[Corpus, ...]:
    """The corpora of these files; a fact that the contract does not know is a slip of the pen and refused."""
    return tuple(_read_corpus(path, contract) for path in paths)


def _read_corpus(path: Path, contract: Contract) -> Corpus:
    corpus = Corpus.model_validate({"name": path.stem, **yaml.safe_load(path.read_text("utf-8"))})
    for row in corpus.repositories:
        unknown = row.facts.keys() - contract.facts.keys()
        if unknown:
            raise ValueError(f"{path}: {row.repo}: the contract has no fact {', '.join(sorted(unknown))}")
    return corpus

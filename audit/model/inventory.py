"""What an AI system is made of as far as it was sighted: models, providers, libraries, data and prompts."""

from enum import StrEnum

from pydantic import Field

from audit.model.base import Value


class ItemKind(StrEnum):
    """What an item of the inventory is."""

    MODEL = "model"
    PROVIDER = "provider"
    LIBRARY = "library"
    DATASET = "dataset"
    PROMPT = "prompt"


class Place(Value):
    """Where an item was sighted, and under which name of the code."""

    path: str
    line: int | None = Field(default=None, ge=1)
    symbol: str = ""


class Item(Value):
    """One part of the system, with the places that show it."""

    kind: ItemKind
    name: str
    title: str = Field(default="", description="its name for people, where it differs")
    providers: tuple[str, ...] = Field(default=(), description="of a model: through whom it is called")
    pin: str = Field(default="", description="of a model: whether its name can come to mean another one")
    language: str = Field(default="", description="of a library: the language that imports it")
    purposes: tuple[str, ...] = Field(default=(), description="of a library: what it is known for")
    records: int | None = Field(default=None, ge=0, description="of a dataset: how many it holds")
    sighted: int = Field(ge=0, description="how many places show it; the first of them are listed")
    places: tuple[Place, ...] = ()

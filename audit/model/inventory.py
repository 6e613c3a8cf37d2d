"""What an AI system is made of as far as it was sighted: models, providers, libraries, data and prompts."""

from enum import StrEnum
from typing import Annotated

from audit.model.plain import Plain, Within


class ItemKind(StrEnum):
    """What an item of the inventory is."""

    MODEL = "model"
    PROVIDER = "provider"
    LIBRARY = "library"
    DATASET = "dataset"
    PROMPT = "prompt"


class Place(Plain):
    """Where an item was sighted, and under which name of the code."""

    path: str
    line: Annotated[int | None, Within(1)] = None
    symbol: str = ""


class Item(Plain):
    """One part of the system, with the places that show it."""

    kind: ItemKind
    name: str
    title: str = ""
    """its name for people, where it differs"""
    providers: tuple[str, ...] = ()
    """of a model: through whom it is called"""
    pin: str = ""
    """of a model: whether its name can come to mean another one"""
    language: str = ""
    """of a library: the language that imports it"""
    purposes: tuple[str, ...] = ()
    """of a library: what it is known for"""
    records: Annotated[int | None, Within(0)] = None
    """of a dataset: how many it holds"""
    sighted: Annotated[int, Within(0)]
    """how many places show it; the first of them are listed"""
    places: tuple[Place, ...] = ()

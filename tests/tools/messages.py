"""The messages that the code marks, as the tool that updates the catalogues finds them."""

import importlib.util
from functools import cache
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parents[2]


@cache
def tool() -> ModuleType:
    """The script behind `make messages`."""
    spec = importlib.util.spec_from_file_location("messages", ROOT / "tools" / "messages.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def of(domain: str) -> frozenset[tuple[tuple[str, ...], str]]:
    """The messages of a domain: the forms of each, and its sense or nothing."""
    return frozenset(
        ((words,) if isinstance(words, str) else tuple(words), sense or "")
        for words, sense in tool().extracted(domain)
    )


def messages() -> frozenset[tuple[tuple[str, ...], str]]:
    """The messages of all domains."""
    return frozenset[tuple[tuple[str, ...], str]]().union(*map(of, tool().DOMAINS))

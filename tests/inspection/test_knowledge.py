"""Knowledge is complete, sourced and consistent; broken knowledge is named."""

import re
from collections.abc import Iterator
from importlib import resources

import pytest
from msgspec.structs import astuple

from audit.inspection import knowledge
from audit.inspection.facts import Pin
from audit.inspection.joined.choices import pin_of
from audit.inspection.knowledge.entry import Entry
from audit.model.base import InputError

FILES = sorted(f.name for f in resources.files(knowledge).iterdir() if f.name.endswith(".yaml"))


@pytest.mark.parametrize("name", FILES)
def test_every_entry_has_a_source(name: str) -> None:
    text = resources.files(knowledge).joinpath(name).read_text(encoding="utf-8")
    assert re.search(r"source: '?https://", text), f"{name} names no source"


def test_providers_are_unambiguous() -> None:
    names = [name for p in knowledge.providers() for s in p.surfaces for name in s.names]
    doubled = {name for name in names if names.count(name) > 1}
    assert doubled == set()


def test_every_client_has_methods_and_every_model_can_be_named() -> None:
    for provider in knowledge.providers():
        for surface in provider.surfaces:
            assert surface.model, f"{provider.id}: how is the model named?"
            assert (surface.how == "client") == bool(surface.methods), provider.id
            assert set(surface.signature) <= set(surface.methods), provider.id


def test_every_regular_expression_of_ours_is_one() -> None:
    loaders = [
        loader for name in knowledge.__all__ if hasattr(loader := getattr(knowledge, name), "cache_clear")
    ]
    found = [pattern for loader in loaders for pattern in _patterns(loader())]
    assert len(found) > 300
    for pattern in found:
        re.compile(pattern.text)


def _patterns(value: object) -> Iterator[knowledge.Pattern]:
    if isinstance(value, knowledge.Pattern):
        yield value
    elif isinstance(value, Entry):
        yield from _patterns(astuple(value))
    elif isinstance(value, dict):
        yield from _patterns(tuple(value.values()))
    elif isinstance(value, tuple):
        for one in value:
            yield from _patterns(one)


def test_patterns_of_secrets_have_a_key_and_words() -> None:
    for form in knowledge.secrets().forms:
        assert "key" in form.pattern.compiled.groupindex, form.id
        assert form.words, form.id


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("- {id: X, source: nowhere, python: [x]}", r"0\.source"),
        ("- {id: X, source: 'https://x.org', pyton: [x]}", r"0: there is no field `pyton`"),
        ("- {id: [", "not valid YAML"),
    ],
)
def test_broken_knowledge_is_named(text: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        knowledge.parse(text, tuple[knowledge.Library, ...], "telemetry.yaml")


@pytest.mark.parametrize(
    ("name", "pin"), [("GPT-4o", Pin.FLOATING), ("", Pin.UNRESOLVED), ("x" * 9999, Pin.UNRESOLVED)]
)
def test_model_names_of_any_kind(name: str, pin: Pin) -> None:
    assert pin_of(name) is pin

"""The words of a language for our messages, read from its catalogues, and its forms of numbers and dates."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from audit.model.speech import BETWEEN, ENGLISH, Row, Speech
from audit.rubric.languages import folder

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from babel import Locale
    from babel.messages import Catalog, Message

FOLDER, ENDING = "messages", ".po"
"""Where the catalogues of a language lie beside its texts of the rubric, and how their names end."""


@cache
def speech(language: str) -> Speech:
    """How a language is spoken; what its catalogues leave open stays English.

    Raises InputError for a language that there is no translation to.
    """
    if language == ENGLISH:
        return Speech()
    found: dict[str, tuple[str, ...]] = {}
    plural = Speech().plural
    for file in catalogue_files(language):
        catalogue = read(file, language)
        plural = catalogue.plural_expr
        found.update(translated(catalogue))
    return _formed(language, found, plural)


def catalogue_files(language: str) -> tuple[Traversable, ...]:
    """The catalogues of a language, sorted by name."""
    home = folder(language).joinpath(FOLDER)
    every = home.iterdir() if home.is_dir() else ()
    return tuple(sorted((one for one in every if one.name.endswith(ENDING)), key=lambda one: one.name))


def read(file: Traversable, language: str) -> Catalog:
    """One catalogue with all its messages, translated or not."""
    from babel.messages.pofile import read_po  # takes a tenth of a second, which English need not wait for

    with file.open("rb") as stream:
        return read_po(stream, locale=language.replace("-", "_"), abort_invalid=True)


def key(message: Message) -> str:
    """The key of a message in `Speech.messages`."""
    first = message.id[0] if isinstance(message.id, tuple | list) else str(message.id)
    return f"{message.context}{BETWEEN}{first}" if message.context else first


def translated(catalogue: Catalog) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every message that a catalogue has words for in every form, by its key."""
    for message in catalogue:
        forms = message.string if isinstance(message.string, tuple | list) else (message.string,)
        if message.id and not message.fuzzy and all(forms):
            yield key(message), tuple(map(str, forms))


def _formed(language: str, messages: dict[str, tuple[str, ...]], plural: str) -> Speech:
    from babel import Locale

    locale = Locale.parse(language, sep="-")
    symbols = locale.number_symbols["latn"]
    places = {"d": "{day}", "MMMM": "{month}", "y": "{year}"}
    return Speech(
        language=language,
        messages=messages,
        plural=plural,
        decimal=symbols["decimal"],
        group=symbols["group"],
        percent=_around(locale.percent_formats[None], "{number}", {}),
        money=_around(locale.currency_formats["standard"], "{number}", {"¤": "{currency}"}),
        date=locale.date_formats["long"].format % places,
        months=tuple(locale.months["format"]["wide"][n] for n in range(1, 13)),
        all_of=_row(locale, "standard"),
        one_of=_row(locale, "or"),
    )


def _around(pattern: object, number: str, places: dict[str, str]) -> str:
    """What stands around a number, with its own names for what stands there."""
    before, after = getattr(pattern, "prefix")[0], getattr(pattern, "suffix")[0]  # noqa: B009
    for sign, place in places.items():
        before, after = before.replace(sign, place), after.replace(sign, place)
    return f"{before}{number}{after}"


def _row(locale: Locale, kind: str) -> Row:
    said = locale.list_patterns[kind]
    return Row(pair=said["2"], middle=said["middle"], end=said["end"])

"""Messages, numbers, dates and lists in the language that is spoken."""

import threading
from datetime import date

import pytest

from audit.model.speech import Row, Speech, Words, _, counted, day, grouped, listed, meant, speaking, spoken

FRENCH = Speech(
    language="fr",
    messages={
        "{name} left": ("{name} est parti",),
        "open\x04open": ("ouvert",),
        "{count} gate": ("{count} porte", "{count} portes"),
        "count\x04no": ("aucune",),
        "met": ("atteint",),
    },
    plural="n > 1",
    decimal=",",
    group="\u202f",
    date="{day} {month} {year}",
    months=(
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ),
    all_of=Row(pair="{0} et {1}", end="{0} et {1}"),
    one_of=Row(pair="{0} ou {1}", end="{0} ou {1}"),
)


def test_english_is_spoken_unless_somebody_says_otherwise() -> None:
    assert spoken() == Speech()
    assert _("{name} left", name="Ann") == "Ann left"
    with speaking(FRENCH):
        assert _("{name} left", name="Ann") == "Ann est parti"
        assert _("not in the catalogue") == "not in the catalogue"
        with speaking(Speech()):
            assert _("met") == "met"
        assert _("met") == "atteint"
    assert spoken() == Speech()


def test_what_english_says_unchecked_would_be_found_right() -> None:
    assert spoken() == Speech()
    assert (
        spoken().model_dump_json() == Speech.model_validate_json(spoken().model_dump_json()).model_dump_json()
    )


def test_another_thread_speaks_english() -> None:
    heard: list[str] = []
    with speaking(FRENCH):
        other = threading.Thread(target=lambda: heard.append(_("met")))
        other.start()
        other.join()
    assert heard == ["met"]


def test_a_language_is_left_when_something_fails() -> None:
    with pytest.raises(KeyError), speaking(FRENCH):
        _("{name} left", wrong="Ann")
    assert spoken() == Speech()


@pytest.mark.parametrize(
    ("count", "english", "french"),
    [
        (0, "no gates", "aucune porte"),
        (1, "1 gate", "1 porte"),
        (1.5, "1.5 gates", "1,5 portes"),
        (2, "2 gates", "2 portes"),
        (1234, "1,234 gates", "1\u202f234 portes"),
    ],
)
def test_things_are_counted_by_the_rule_of_the_language(count: float, english: str, french: str) -> None:
    assert counted("{count} gate", "{count} gates", count) == english
    with speaking(FRENCH):
        assert counted("{count} gate", "{count} gates", count) == french


def test_a_number_may_stand_in_digits_even_where_there_is_none() -> None:
    assert counted("{number} of {all} gate", "{number} of {all} gates", 0, all="3") == "0 of 3 gates"


@pytest.mark.parametrize(
    ("items", "english", "french", "choice"),
    [
        ([], "", "", ""),
        (["a"], "a", "a", "a"),
        (["a", "b"], "a and b", "a et b", "a ou b"),
        (["a", "b", "c", "{0}"], "a, b, c and {0}", "a, b, c et {0}", "a, b, c ou {0}"),
    ],
)
def test_words_stand_in_a_row(items: list[str], english: str, french: str, choice: str) -> None:
    assert listed(items) == english
    with speaking(FRENCH):
        assert (listed(items), listed(items, choice=True)) == (french, choice)


def test_a_row_does_not_read_places_in_what_others_wrote() -> None:
    assert listed(["{1}", "{0}", "{name}", "b"]) == "{1}, {0}, {name} and b"


def test_numbers_and_dates() -> None:
    when = date(2026, 8, 3)
    assert (grouped("-1,234.50"), day(when)) == ("-1,234.50", "3 August 2026")
    with speaking(FRENCH):
        assert (grouped("-1,234.50"), day(when)) == ("-1\u202f234,50", "3 août 2026")


def test_a_word_in_one_of_its_senses() -> None:
    assert meant("open", "open") == "open"
    with speaking(FRENCH):
        assert (meant("open", "open"), meant("gate", "open")) == ("ouvert", "open")


def test_a_table_is_translated_when_it_is_asked() -> None:
    table = Words({1: "met"})
    assert (table[1], len(table), list(table), dict(table)) == ("met", 1, [1], {1: "met"})
    with speaking(FRENCH):
        assert (table[1], list(table.values())) == ("atteint", ["atteint"])

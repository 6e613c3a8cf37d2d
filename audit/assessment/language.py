"""The languages that reports and questionnaires can be in, and how each is spoken."""

from audit import rubric as rubrics
from audit.model.rubric import Rubric
from audit.model.speech import Speech
from audit.rubric import catalogues
from audit.rubric.languages import spoken

__all__ = ["language_name", "languages", "rubric_in", "speech"]


def languages() -> tuple[str, ...]:
    """The languages that a report or a questionnaire can be in, English first."""
    return spoken()


def language_name(language: str) -> str:
    """How a language is called by those who speak it: "Deutsch" for "de"."""
    from babel import Locale  # English has no need of it

    found = Locale.parse(language, sep="-")
    return str(found.get_display_name(found)).capitalize()


def speech(language: str) -> Speech:
    """How a language is spoken; raises InputError for one that there is no translation to."""
    return catalogues.speech(language)


def rubric_in(language: str) -> Rubric:
    """The rubric in a language; raises InputError for one that there is no translation to."""
    return rubrics.load(language)

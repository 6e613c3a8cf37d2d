"""Whose name a name is: what is written differently may still be one person."""

from collections.abc import Iterable

from audit.model.assessment import Respondent


def folded(name: str) -> str:
    """A name without the differences that make nobody another person: case and spaces."""
    return " ".join(name.casefold().split())


def known(*given: str) -> frozenset[str]:
    """Names to look another one up in, folded; an empty one is nobody's."""
    return frozenset(one for name in given if (one := folded(name)))


def of_auditor(auditor: str) -> tuple[str, str]:
    """What an auditor is called: as it is written, and without what follows the name, such as a firm."""
    return auditor, auditor.partition(",")[0]


def of_people(auditor: str, respondents: Iterable[Respondent]) -> frozenset[str]:
    """The names of the auditor and of these respondents, folded."""
    return known(*of_auditor(auditor), *(name for r in respondents for name in (r.id, r.name)))

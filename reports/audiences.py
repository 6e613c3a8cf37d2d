"""What each audience gets to see, as data: kinds of content withheld, parts and chapters left out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from string import ascii_uppercase

from audit.model.assessment import Party
from audit.model.edition import Audience
from audit.model.speech import _
from reports.content_kinds import Kind
from reports.sections import Section

MONEY = frozenset({"operation", "costs", "business", "buildability"})
"""What the buyer calculates with; without it there is no chapter on costs and none on whether to build."""
DIARY = frozenset({"milestones", "earlier", "commitments"})
"""How those who decided work on it."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What an audience does not get.

    `of_others` is withheld from everybody but the `own` party's statements; `inspected` are parts of an
    inspection that are left out; `chapters` are those left out, `short` prints the two pages of a board.
    """

    withholds: frozenset[Kind] = frozenset()
    of_others: frozenset[Kind] = frozenset()
    own: Party | None = None
    leaves_out: frozenset[str] = frozenset()
    inspected: frozenset[str] = frozenset()
    chapters: frozenset[str] = frozenset()
    short: bool = False


PROFILES: Mapping[Audience, Profile] = {
    Audience.FULL: Profile(),
    Audience.BOARD: Profile(
        withholds=frozenset({Kind.EXCERPT, Kind.NOTE, Kind.REPLY, Kind.MACHINE}),
        leaves_out=frozenset({"milestones", "earlier"}),
        inspected=frozenset({"calls", "inventory"}),
        short=True,
    ),
    Audience.VENDOR: Profile(
        withholds=frozenset({Kind.NOTE, Kind.STORY, Kind.MACHINE}),
        of_others=frozenset({Kind.PERSON, Kind.SPEAKER, Kind.WORDS, Kind.REPLY, Kind.SOURCE, Kind.GROUND}),
        own=Party.VENDOR,
        leaves_out=MONEY | DIARY,
        chapters=frozenset(
            {"buildability", "cost", "offer", "negotiation", "waivers", "mandate", "explanations"}
        ),
    ),
    Audience.PUBLIC: Profile(
        withholds=frozenset(Kind) - {Kind.KEY, Kind.OPEN},
        leaves_out=MONEY | DIARY | {"events", "responses"},
        inspected=frozenset({"calls", "inventory"}),
        chapters=frozenset(
            {
                "contradictions",
                "partner",
                "handling",
                "negotiation",
                "buildability",
                "cost",
                "requests",
                "later_requests",
                "clauses",
                "answers",
                "evidence",
            }
        ),
    ),
}


TENDERS: Mapping[Audience, Profile] = {
    Audience.FULL: Profile(),
    Audience.BOARD: Profile(
        chapters=frozenset(
            {
                *("dimensions", "gates", "proof", "handling", "prices", "negotiation", "clauses"),
                *("parity", "vendors", "figures", "method"),
            }
        )
    ),
    Audience.PUBLIC: Profile(chapters=frozenset({"handling", "prices", "negotiation", "clauses"})),
}
"""The chapters that are left out of a report on several vendors."""


def printed(chapters: Sequence[Section], profile: Profile) -> tuple[Section, ...]:
    """The chapters of an edition, numbered anew; the one with the number 0 keeps it."""
    kept = [chapter for chapter in chapters if chapter.id not in profile.chapters and not profile.short]
    numbers, letters = count(1), iter(ascii_uppercase)
    return tuple(
        chapter
        if chapter.number == "0"
        else chapter._replace(number=next(letters) if chapter.appendix else str(next(numbers)))
        for chapter in kept
    )


def by_id(chapters: Sequence[Section], shown: Sequence[Section]) -> dict[str, Section]:
    """Every chapter by its id; one that an edition leaves out is referred to in the full report."""
    elsewhere = {c.id: c._replace(number=_("{number} of the full report", number=c.number)) for c in chapters}
    return elsewhere | {chapter.id: chapter for chapter in shown}

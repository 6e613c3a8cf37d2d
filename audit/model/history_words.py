"""What the history of a repository says, in words: the same on terminal, in Markdown and on paper."""

from collections.abc import Iterator
from datetime import date

from audit.model import wording
from audit.model.history import Author, History
from audit.model.speech import _, counted

SHOWN_AUTHORS, SHOWN_RELEASES = 6, 3


def history_lines(history: History, today: date | None = None) -> Iterator[tuple[str, str]]:
    """What is worth printing, each with its heading; `today` is the day that an audit is dated."""
    if not history.commits:
        return
    yield _("Commits"), _commits(history, today)
    if history.bus_factor is not None:
        yield _("People"), _people(history, history.bus_factor)
    named = [_author(author) for author in history.authors[:SHOWN_AUTHORS]]
    more = len(history.authors) - SHOWN_AUTHORS
    yield _("Authors"), "; ".join([*named, _("and {number} more", number=str(more))] if more > 0 else named)
    yield _("Releases"), _releases(history)


def _commits(history: History, today: date | None) -> str:
    """How many, with what is known of them in a row."""
    said = [wording.count(history.commits)]
    if history.merges:
        said.append(counted("{count} merge among them", "{count} merges among them", history.merges))
    if history.first and history.last:
        said.append(_("{first} to {last}", first=wording.day(history.first), last=wording.day(history.last)))
    if today and history.last and (days := (today - history.last.date()).days) >= 0:
        said.append(
            counted(
                "{count} day before the day of this audit", "{count} days before the day of this audit", days
            )
        )
    whole = ", ".join(said)
    if not history.shallow:
        return whole
    return _("{commits}; a shallow copy, older commits are not in it", commits=whole)


def _people(history: History, few: int) -> str:
    return counted(
        "{half_year} active in the last 6 months before the last commit, {year} in 12; {count} person made "
        "half of the commits of these 12",
        "{half_year} active in the last 6 months before the last commit, {year} in 12; {count} people made "
        "half of the commits of these 12",
        few,
        half_year=str(history.active_6_months),
        year=str(history.active_12_months),
    )


def _author(author: Author) -> str:
    known = {
        "name": wording.clipped(author.name, 80),
        "commits": wording.count(author.commits),
        "day": wording.day(author.last),
    }
    if author.automatic:
        return _("{name} (a program, {commits}, last {day})", **known)
    return _("{name} ({commits}, last {day})", **known)


def _releases(history: History) -> str:
    if not history.release_count:
        return _("no tag names a version")
    newest = ", ".join(
        f"{wording.clipped(one.name, 60)} ({wording.day(one.at)})"
        for one in history.releases[:SHOWN_RELEASES]
    )
    return _("{count}, the newest: {releases}", count=wording.count(history.release_count), releases=newest)

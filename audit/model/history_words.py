"""What the history of a repository says, in words: the same on terminal, in Markdown and on paper."""

from collections.abc import Iterator
from datetime import date

from audit.model import wording
from audit.model.history import History

SHOWN_AUTHORS, SHOWN_RELEASES = 6, 3


def history_lines(history: History, today: date | None = None) -> Iterator[tuple[str, str]]:
    """What is worth printing, each with its heading; `today` is the day that an audit is dated."""
    if not history.commits:
        return
    span = (
        f", {wording.day(history.first)} to {wording.day(history.last)}"
        if history.first and history.last
        else ""
    )
    merges = f", {wording.plural(history.merges, 'merge')} among them" if history.merges else ""
    cut = "; a shallow copy, older commits are not in it" if history.shallow else ""
    yield "Commits", f"{wording.count(history.commits)}{merges}{span}{_stale(history, today)}{cut}"
    if history.bus_factor is not None:
        few = wording.plural(history.bus_factor, "person", "people")
        yield (
            "People",
            f"{history.active_6_months} active in the last 6 months before the last commit, "
            f"{history.active_12_months} in 12; {few} made half of the commits of these 12",
        )
    named = [
        f"{wording.clipped(author.name, 80)} ({'a program, ' if author.automatic else ''}"
        f"{wording.count(author.commits)}, last {wording.day(author.last)})"
        for author in history.authors[:SHOWN_AUTHORS]
    ]
    more = len(history.authors) - SHOWN_AUTHORS
    yield "Authors", "; ".join([*named, f"and {more} more"] if more > 0 else named)
    yield "Releases", _releases(history)


def _stale(history: History, today: date | None) -> str:
    if today is None or history.last is None or (days := (today - history.last.date()).days) < 0:
        return ""
    return f", {wording.plural(days, 'day')} before the day of this audit"


def _releases(history: History) -> str:
    if not history.release_count:
        return "no tag names a version"
    newest = ", ".join(
        f"{wording.clipped(one.name, 60)} ({wording.day(one.at)})"
        for one in history.releases[:SHOWN_RELEASES]
    )
    return f"{wording.count(history.release_count)}, the newest: {newest}"

"""An inspection as Markdown, for a pull request or a wiki; nothing from the repository acts in it."""

import re
from collections.abc import Iterable, Iterator

from audit.model import wording
from audit.model.calls import SightedCall
from audit.model.finding import Confidence, Finding, Outcome
from audit.model.history_words import history_lines
from audit.model.inspection import Inspection
from audit.model.inventory import Item

SIGNS = re.compile(r"([\\`*_\[\]~#@])")
SPACE = re.compile(r"\s+")
EVIDENCE, CALLS, ITEMS, LIMITATIONS = 10, 100, 100, 50
ORDER = (Outcome.NOT_MET, Outcome.INCONCLUSIVE, Outcome.MET, Outcome.NOT_APPLICABLE)
TOLD = (Outcome.NOT_MET, Outcome.INCONCLUSIVE)


def render(inspection: Inspection) -> str:
    """The whole inspection; the same bytes for the same inspection."""
    return "\n".join(_lines(inspection)) + "\n"


def _lines(inspection: Inspection) -> Iterator[str]:
    seen = inspection.coverage
    yield f"# Inspection of {plain(inspection.repository)}"
    yield ""
    commit = f"commit {code(inspection.commit)}" if inspection.commit else "not under version control"
    changed = ", with changes that no commit holds" if inspection.modified else ""
    yield (
        f"{wording.capital(commit)}{changed}; {wording.plural(seen.files, 'file')}, "
        f"{wording.count(seen.read)} read, {wording.count(seen.parsed)} parsed. Code is read, never run."
    )
    yield ""
    count = {outcome: sum(f.outcome is outcome for f in inspection.checks) for outcome in ORDER}
    totals = ", ".join(f"{count[outcome]} {wording.outcome(outcome)}" for outcome in ORDER)
    yield f"**{totals}.** An inspection alone concludes nothing, and every gate stays open."
    if inspection.index is not None:
        yield f"Repository index {wording.index(inspection.index)}."
    yield ""
    yield from _findings(inspection.checks)
    yield from _calls(inspection.calls)
    yield from _inventory(inspection.inventory)
    yield from _history(inspection)
    yield from _limitations(inspection)


def _findings(findings: Iterable[Finding]) -> Iterator[str]:
    ordered = sorted(findings, key=lambda f: (ORDER.index(f.outcome), f.informs, f.id))
    rows = (
        (said(finding), plain(finding.informs), plain(finding.title), plain(_why(finding)))
        for finding in ordered
    )
    yield from table(("Outcome", "Informs", "Check", "Why"), rows)
    for finding in ordered:
        if finding.outcome in TOLD and finding.evidence:
            yield f"### {plain(finding.title)}: {said(finding)}"
            yield ""
            for evidence in finding.evidence[:EVIDENCE]:
                yield f"- {code(evidence.place)}: {plain(evidence.note)}"
                if evidence.excerpt:
                    yield f"  {code(evidence.excerpt)}"
            if (more := len(finding.evidence) - EVIDENCE) > 0:
                yield f"- and {more} more"
            yield ""
            yield f"What to do: {told(finding.remediation)}"
            yield ""


def said(finding: Finding) -> str:
    """The outcome in words; a weak *not met* only asks, and says so."""
    mark = wording.OUTCOMES[finding.outcome]
    weak = finding.outcome is Outcome.NOT_MET and finding.confidence is Confidence.WEAK
    return f"{mark.glyph} {mark.word}{', weak' if weak else ''}"


def _why(finding: Finding) -> str:
    return finding.searched if finding.nothing_found else finding.reason


def _calls(calls: tuple[SightedCall, ...]) -> Iterator[str]:
    if not calls:
        return
    yield "## Model calls and their settings in force"
    yield ""
    rows = (
        (
            code(call.place),
            code(call.function),
            *(
                plain(setting.words)
                for setting in (
                    call.model,
                    call.timeout,
                    call.retries,
                    call.output_limit,
                    call.structured_output,
                )
            ),
            _handled(call.handled),
        )
        for call in calls[:CALLS]
    )
    titles = ("Place", "Call", "Model", "Timeout", "Retries", "Output limit", "Structure", "Errors")
    yield from table(titles, rows)
    yield from more_than(CALLS, len(calls))


def _handled(handled: bool | None) -> str:
    return "cannot tell" if handled is None else "handled here" if handled else "not handled here"


def _inventory(items: tuple[Item, ...]) -> Iterator[str]:
    if not items:
        return
    yield "## What it is made of"
    yield ""
    rows = (
        (
            item.kind.value,
            code(item.name),
            plain(", ".join(filter(None, (item.title, item.pin, *item.providers, *item.purposes)))),
            code(f"{item.places[0].path}{f':{item.places[0].line}' if item.places[0].line else ''}")
            if item.places
            else "",
            wording.count(item.sighted),
        )
        for item in items[:ITEMS]
    )
    yield from table(("Part", "Name", "What", "First place", "Places"), rows)
    yield from more_than(ITEMS, len(items))


def _history(inspection: Inspection) -> Iterator[str]:
    lines = list(history_lines(inspection.history))
    if lines:
        yield "## History"
        yield ""
        yield from (f"- {name}: {plain(text)}" for name, text in lines)
        yield ""


def _limitations(inspection: Inspection) -> Iterator[str]:
    limitations = inspection.coverage.limitations
    if not limitations:
        return
    yield "## Not looked at"
    yield ""
    for limitation in limitations[:LIMITATIONS]:
        yield f"- {code(limitation.scope)}: {plain(limitation.reason)}"
    yield ""
    yield from more_than(LIMITATIONS, len(limitations))


def more_than(shown: int, there: int) -> Iterator[str]:
    """The number that was left out, if any was."""
    if there > shown:
        yield f"And {wording.count(there - shown)} more; the JSON of the inspection lists all."
        yield ""


def table(titles: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """A table and the empty line after it; the cells are Markdown already."""
    yield f"| {' | '.join(titles)} |"
    yield f"|{'---|' * len(titles)}"
    for row in rows:
        cells = (cell.replace("|", "\\|") for cell in row)
        yield f"| {' | '.join(cells)} |"
    yield ""


def plain(text: str) -> str:
    """Text that shows as it is written: no markup, no HTML, no line break, nobody is called by @."""
    shown = SIGNS.sub(r"\\\1", wording.visible(SPACE.sub(" ", text)))
    return shown.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\\@", "@\u2060")


def told(text: str) -> str:
    """Text of a check, in which what stands between backquotes is code."""
    parts = enumerate(text.split("`"))
    return "".join(code(part) if n % 2 else plain(part) for n, part in parts)


def code(text: str) -> str:
    """Text as code, between more backquotes than stand in it."""
    shown = wording.visible(SPACE.sub(" ", text))
    fence = "`" * (max(map(len, re.findall("`+", shown)), default=0) + 1)
    padded = f" {shown} " if shown.startswith("`") or shown.endswith("`") else shown
    return f"{fence}{padded}{fence}" if shown else ""

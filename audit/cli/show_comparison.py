"""What the command line prints of comparisons."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from rich.table import Table
from rich.text import Text

from audit.cli import output
from audit.cli.options import JSON
from audit.cli.screen import out
from audit.model import wording
from audit.model.comparison import Contender, LevelChange, Run, RunComparison, VendorComparison
from audit.model.finding import Outcome
from audit.model.score import Interval
from audit.model.standing import GateState


def runs(found: RunComparison) -> None:
    """The two conclusions, and every criterion, finding and pattern that differs."""
    out.print(Text.assemble("\n", (wording.visible(found.after.subject), "bold")))
    table = Table.grid(padding=(0, 2))
    for row in zip(_run("before", found.before), _run("after", found.after), strict=True):
        table.add_row(*row)
    out.print(table)
    _section("Reservations", [
        f"{side}: {run.reservation}"
        for side, run in (("before", found.before), ("after", found.after)) if run.reservation
    ])  # fmt: skip
    _section("Levels", [_level(change) for change in found.levels])
    _section("Findings", [
        f"{one.criterion}  {one.check}: {_outcome(one.before)} → {_outcome(one.after)}"
        for one in found.findings
    ])  # fmt: skip
    _section("Patterns", [
        f"{one.id} {one.name}: {one.before.value if one.before else 'not read'} → "
        f"{one.after.value if one.after else 'not read'}"
        for one in found.patterns
    ])  # fmt: skip
    _section("New contradictions", found.contradictions_new)
    _section("Contradictions that are gone", found.contradictions_gone)
    _section("What to know", found.limitations)
    out.print()


def _run(side: str, run: Run) -> list[Text]:
    title = run.conclusion.value if run.conclusion else "No conclusion"
    then = f"printed as {wording.interval(run.printed)} by {run.printed_rubric}" if run.rescored else ""
    return [
        Text(f"  {side}, {wording.day(run.as_of)}", style="dim"),
        Text(f"  {title}", style="bold"),
        Text(f"  score {wording.interval(run.published)} of 100, coverage {wording.percent(run.coverage)}"),
        Text(f"  stage {run.stage or 'before the exit of S1'}"),
        Text(f"  {then}", style="dim"),
    ]


def _level(change: LevelChange) -> str:
    gate = ""
    if change.gate_before is not change.gate_after:
        gate = f", gate {_gate(change.gate_before)} → {_gate(change.gate_after)}"
    why = f": {wording.clipped(change.why, 120)}" if change.why else ""
    return f"{change.criterion}  {_bounds(change.before)} → {_bounds(change.after)}{gate}{why}"


def _bounds(levels: Interval | None) -> str:
    return "not applicable" if levels is None else wording.levels(int(levels.low), int(levels.high))


def _gate(state: GateState | None) -> str:
    return wording.GATES[state].word if state else "none"


def _outcome(outcome: Outcome | None) -> str:
    return wording.outcome(outcome) if outcome else "not looked at"


def _section(title: str, lines: Iterable[str]) -> None:
    told = list(lines)
    if told:
        out.print(f"\n[bold]{title}[/bold]")
    for line in told:
        out.print(Text(f"  {wording.visible(line)}"), soft_wrap=True)


def vendors(found: VendorComparison) -> None:
    """Knock-outs and ranks, what is too close to call, and what was left out."""
    out.print()
    for one in found.contenders:
        place = f"{one.rank}." if one.rank else "out" if one.knock_outs else "–"
        out.print(Text.assemble(f" {place:4}", (wording.visible(one.name), "bold"), f"  {_score(one)}"))
        for line in one.knock_outs:
            out.print(Text(f"     knocked out: {line}", style="red"), soft_wrap=True)
        if one.reservation:
            out.print(Text(f"     {one.reservation}", style="yellow"), soft_wrap=True)
        if one.not_known:
            out.print(Text(f"     not known: {'; '.join(one.not_known)}", style="dim"), soft_wrap=True)
    _section("How sure the ranking is", [
        *(pairing.words for pairing in found.pairings),
        f"under other weights the order stays the same in {wording.percent(found.same_order)} of "
        f"{wording.count(found.draws)} draws",
    ] if found.pairings else [])  # fmt: skip
    compared = wording.plural(len(found.shared), "question")
    _section("What to know", [f"Compared on {compared} that all were asked.", *found.limitations])
    out.print()


def _score(one: Contender) -> str:
    gates = f"{len(one.failed_gates)} failed and {len(one.unverified_gates)} unverified gates"
    alone = f"; on everything it was asked {wording.interval(one.published)}" if one.published else ""
    price = f"; {one.price}" if one.price else ""
    return f"{wording.interval(one.shared)} of 100, {gates}{alone}{price}"


class Asked(NamedTuple):
    """Where a report on vendors shall lie, and how it shall look."""

    folder: Path
    compared_as: str
    language: str
    brand: Path | None
    audience: str
    copies: bool


def report(files: Sequence[Path], asked: Asked, output_format: str) -> None:
    """Write the report on several vendors, and print their order and where it lies."""
    from audit.delivery import documents, tenders

    documents.check_language(asked.language)
    look = documents.brand(asked.brand) if asked.brand else None
    with output.progress() as progress:
        judged = tenders.judge(files, asked.compared_as, progress.files)
        full = tenders.edition(judged, look=look, language=asked.language)
        tender = tenders.edition(full, documents.Audience(asked.audience), look, asked.language)
        paths = tenders.write(tender, asked.folder, progress.step, copies_of=full if asked.copies else None)
    if output_format == JSON:
        output.json(tender.comparison)
        return
    vendors(tender.comparison)
    out.print(Text(f"  {wording.visible(tender.comparison.advice)}", style="bold"), soft_wrap=True)
    for n, path in enumerate(paths):
        out.print(Text(f"  {'Files' if n == 0 else '':11}  {path}"), soft_wrap=True)

"""What the command line prints for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.markup import escape
from rich.table import Table
from rich.text import Text

from audit.cli.screen import out
from audit.model import advice, wording
from audit.model.finding import Confidence, Finding, Outcome
from audit.model.history_words import history_lines

if TYPE_CHECKING:
    from audit.doctor import Need
    from audit.model.calls import SightedCall
    from audit.model.ci_gate import GateResult
    from audit.model.conclusion import Conclusion
    from audit.model.declaration import Declaration
    from audit.model.dossier import Dossier
    from audit.model.inspection import Inspection
    from audit.model.verification import Verification


MARKS = {
    Outcome.MET: ("✓", "green"),
    Outcome.NOT_MET: ("✗", "red"),
    Outcome.INCONCLUSIVE: ("?", "yellow"),
    Outcome.NOT_APPLICABLE: ("–", "dim"),
}
SHOWN_EVIDENCE = 3
SHOWN_CALLS = 20
SHOWN_PLACES = 5
SHOWN_ACTIONS = 4


def plain(found: Inspection) -> str:
    """An inspection as text without colours, for a file."""
    with out.capture() as captured:
        inspection(found)
    return f"{Text.from_ansi(captured.get()).plain}\n"


def declarations(checks: Iterable[Declaration]) -> None:
    """The checks, one a row, by the criterion that they inform."""
    table = Table.grid(padding=(0, 2))
    for check in sorted(checks, key=lambda c: (c.informs, c.id)):
        table.add_row(check.informs, check.id, check.title, check.confidence.value)
    out.print(table)


def dossier(dossier: Dossier, paths: Iterable[Path] = ()) -> None:
    """The conclusion, the three numbers, the first steps, and where the files lie."""
    found = dossier.conclusion
    out.print()
    title = found.conclusion.value if found.conclusion else "No conclusion"
    out.print(Text.assemble((dossier.assessment.subject.name, "bold"), ": ", (title, "bold reverse")))
    out.print(f"  {escape(found.because)}\n")
    if limit := advice.reserved(found):
        out.print(f"  {escape(limit)}\n")
    gates = found.gates
    claimed = f", {wording.score(found.as_claimed)} as claimed" if found.as_claimed is not None else ""
    rows = [
        *([("Advice", wording.capital(found.decision.decision))] if found.decision else []),
        ("Score", f"{wording.interval(found.published)} of 100{claimed}" if found.published else "none"),
        ("Coverage", f"{wording.percent(found.coverage)} of the questions by weight"),
        ("Gates", f"{len(gates.met)} met, {len(gates.unverified)} unverified, {len(gates.failed)} failed"),
    ]
    table = Table.grid(padding=(0, 2))
    for name, text in (*rows, *_figures(found)):
        table.add_row(f"  {name}", escape(text))
    if actions := found.actions[:SHOWN_ACTIONS]:
        table.add_row()
        for n, action in enumerate(actions):
            effort = f"{wording.effort(action.effort)}; {action.why}"
            names_criterion = action.title == dossier.rubric.by_id[action.criterion].name
            step = action.text.partition(";")[0].rstrip(".") if names_criterion else action.title
            table.add_row("  First steps" if n == 0 else "", f"{escape(step)} ({effort})")
    out.print(table)
    out.print()
    for n, path in enumerate(paths):
        out.print(f"  {'Files' if n == 0 else '':11}  {escape(str(path))}", soft_wrap=True)
    out.print()


def _figures(found: Conclusion) -> Iterator[tuple[str, str]]:
    """What the demo figure leaves open, what a month costs, and whether to build: one line each."""
    if figure := found.projection:
        failures = f"{wording.counts(figure.failures_wilson)} failures in {wording.count(figure.runs)} runs"
        seen = f"{wording.percent(figure.rate)} of {wording.plural(figure.trials, 'case')}"
        yield "Demo figure", f"{seen}: {failures}, if production resembles the test"
    if costs := found.costs:
        total = f"{wording.money(costs.monthly.total, costs.currency)} a month"
        worst = f"; {wording.money(costs.combined.total, costs.currency)} with {costs.combined.name}"
        yield "Costs", f"{total}{worst}"
    if (week_one := found.buildability) and week_one.verdict:
        items = f" ({', '.join(week_one.decided_by)})" if week_one.decided_by else ""
        yield "Week one", f"{week_one.verdict.value}: {week_one.rule}{items}"
        for condition in week_one.conditions:
            yield "", f"condition: {condition}"


def inspection(inspection: Inspection) -> None:
    """Every check with its outcome and the places that decided it."""
    commit = f" at {inspection.commit[:12]}" if inspection.commit else ""
    modified = ", with changes that no commit holds" if inspection.modified else ""
    out.print(f"\n[bold]{escape(inspection.repository)}[/bold]{commit}{modified}")
    profile = inspection.profile
    for name, words in (("AI", profile.ai_surface), ("Providers", profile.providers)):
        if words:
            out.print(f"  {name}: {', '.join(map(escape, words))}")
    seen = inspection.coverage
    out.print(f"  {seen.files} files, {seen.read} read, {seen.parsed} parsed; code is read, never run\n")
    for finding in sorted(inspection.checks, key=lambda f: (f.informs, f.id)):
        _finding(finding)
    _calls(inspection.calls)
    if found := list(history_lines(inspection.history)):
        out.print("\n[bold]History[/bold]")
        for name, said in found:
            out.print(f"  {name}: {escape(said)}", soft_wrap=True)
    if seen.limitations:
        out.print("\n[bold]Not looked at[/bold]")
        for limitation in seen.limitations:
            out.print(f"  {escape(limitation.scope)}: {escape(limitation.reason)}")
    count = {outcome: sum(f.outcome is outcome for f in inspection.checks) for outcome in Outcome}
    totals = ", ".join(f"{count[outcome]} {wording.outcome(outcome)}" for outcome in Outcome)
    out.print(f"\n{totals}.")
    if inspection.index is not None:
        out.print(f"Repository index {wording.index(inspection.index)}")
    out.print("An inspection alone shows what is there; it concludes nothing, and every gate stays open.\n")


def _calls(calls: Sequence[SightedCall]) -> None:
    """The settings in force at every model call, each with where it was decided."""
    if calls:
        out.print("\n[bold]Model calls[/bold]")
    for call in calls[:SHOWN_CALLS]:
        settings = (
            ("model", call.model),
            ("timeout", call.timeout),
            ("retries", call.retries),
            ("output limit", call.output_limit),
            ("structure", call.structured_output),
        )
        said = "; ".join(f"{name} {setting.words}" for name, setting in settings)
        out.print(f"  {escape(call.place)}  {escape(call.function)}", soft_wrap=True)
        out.print(Text(f"    {said}", style="dim"), soft_wrap=True)
    if (more := len(calls) - SHOWN_CALLS) > 0:
        out.print(f"  and {more} more; --format json lists all")


def _finding(finding: Finding) -> None:
    mark, style = MARKS[finding.outcome]
    weak = ", weak" if finding.outcome is Outcome.NOT_MET and finding.confidence is Confidence.WEAK else ""
    said = f" {mark} {wording.outcome(finding.outcome)}{weak}"
    out.print(Text.assemble((f"{said:18}", style), f"{finding.informs}  ", (finding.title, "bold")))
    reason = finding.searched if finding.nothing_found else finding.reason
    out.print(Text(f"{'':18}{reason}", style="dim"), soft_wrap=True)
    if finding.outcome in {Outcome.MET, Outcome.NOT_MET}:
        for evidence in finding.evidence[:SHOWN_EVIDENCE]:
            out.print(f"{'':18}{escape(evidence.place)}  {escape(evidence.note)}", soft_wrap=True)
        if (more := len(finding.evidence) - SHOWN_EVIDENCE) > 0:
            out.print(f"{'':18}and {more} more")


def gate(result: GateResult) -> None:
    """Every condition of a gate: whether it holds, why, and where not."""
    commit = f" at {result.commit[:12]}" if result.commit else ""
    compared = f", compared with {result.baseline[:12]}" if result.baseline else ""
    out.print(Text.assemble("\n", (wording.visible(result.repository), "bold"), commit, compared))
    out.print()
    for condition in result.conditions:
        mark, style = ("✓", "green") if condition.holds else ("✗", "red")
        out.print(Text.assemble((f" {mark} ", style), (wording.visible(condition.name), "bold")))
        out.print(Text(f"   {wording.visible(condition.why)}", style="dim"), soft_wrap=True)
        for place in condition.places[:SHOWN_PLACES]:
            out.print(Text(f"   {wording.visible(place)}"), soft_wrap=True)
        if (more := len(condition.places) - SHOWN_PLACES) > 0:
            out.print(f"   and {more} more")
    for waiver in result.unused_waivers:
        out.print(Text(f" – the waiver of {wording.visible(waiver)} was not needed", style="dim"))
    failed, there = sum(not condition.holds for condition in result.conditions), len(result.conditions)
    said = f"{failed} of {wording.plural(there, 'condition')} failed" if failed else "every condition holds"
    out.print(f"\nThe gate is {'met' if result.met else 'not met'}: {said}.\n")


def verification(found: Verification) -> None:
    """Every point of a verification, and where a report says something else than its data."""
    out.print(Text.assemble("\n", (wording.visible(found.document), "bold"), f"  {found.number}\n"))
    for point in found.points:
        mark, style = {True: ("✓", "green"), False: ("✗", "red"), None: ("–", "yellow")}[point.holds]
        out.print(
            Text.assemble((f" {mark} ", style), (f"{point.name:18}", "bold"), wording.visible(point.why))
        )
        for place in point.places:
            out.print(Text(f"   {wording.visible(place)}"), soft_wrap=True)
    said = "says what its data leads to" if found.verified else "does not say what its data leads to"
    out.print(f"\nThe report {said}.")
    if found.verified and not found.looks_compared:
        out.print("That is true of its text: lines, pictures and what covers them were not compared.")
    out.print()


def needs(needs: Iterable[Need]) -> None:
    """What the machine has, and the line that mends what it lacks."""
    for need in needs:
        mark, style = ("✓", "green") if need.met else ("–", "yellow") if need.optional else ("✗", "red")
        text = need.found if need.met else need.missing
        out.print(
            Text.assemble((f" {mark} ", style), (need.name, "bold"), f"  {text}  "),
            Text(need.purpose, style="dim"),
        )
        if need.mend:
            out.print(f"     run: {escape(need.mend)}")

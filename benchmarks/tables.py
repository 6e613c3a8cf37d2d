"""The measured numbers as tables of the documentation, between markers, so that they can be made again."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

_MARKED = re.compile(r"(<!-- results: (\w+) -->\n).*?(<!-- end of results -->)", re.DOTALL)

Record = dict[str, Any]


def rewrite(page: Path, results: dict[str, Record]) -> None:
    """Put the tables of each measured corpus between its markers; other text stays as it is."""

    def made(found: re.Match[str]) -> str:
        start, corpus, end = found.groups()
        return found.group() if corpus not in results else f"{start}{table(results[corpus])}{end}"

    page.write_text(_MARKED.sub(made, page.read_text("utf-8")), "utf-8")


def table(record: Record) -> str:
    """Everything about one corpus."""
    missing = record["not_measured"]
    measured = f"{len(record['repositories'])} repositories"
    lines = [f"Engine `{record['engine']}` at commit `{record['source']}`, {measured}.", ""]
    if missing:
        lines += [f"Not measured: {', '.join(missing)}.", ""]
    if record["all"]["comparable"]:
        lines += [*_summary(record["all"]), "", *_checks(record["checks"]), ""]
    if record["purpose"] == "ordinary":
        lines += [*_accusations(record), ""]
    lines += [f"- Repository index, {which}: AUC {auc:.3f}" for which, auc in record["order"].items()]
    return "\n".join(lines).rstrip("\n") + "\n"


def _summary(total: Record) -> Iterable[str]:
    yield "| all checks | share | at least (Wilson, 95 %) | of |"
    yield "|---|---|---|---|"
    for title, key in (
        ("accusation precision", "accusation_precision"),
        ("accusation precision of strong checks", "strong_accusation_precision"),
        ("precision", "precision"),
        ("recall", "recall"),
        ("share decided", "share_decided"),
        ("file cited", "file_cited_share"),
        ("line cited", "line_cited_share"),
    ):
        said = total[key]
        value, low = (_number(said["value"]), _number(said["low"]))
        yield f"| {title} | {value} | {low} | {said['of']} of {said['n']} |"
    yield f"| F1 | {_number(total['f1'])} | | |"
    yield f"| not applicable, agreed | | | {total['na_agreed']} (disputed: {total['na_disputed']}) |"


def _checks(checks: dict[str, Record]) -> Iterable[str]:
    columns = (
        "check",
        "tp",
        "fp",
        "fn",
        "tn",
        "n/a agreed",
        "n/a disputed",
        "undecided",
        "precision",
        "recall",
    )
    yield f"| {' | '.join(columns)} | accused rightly |"
    yield "|---" * (len(columns) + 1) + "|"
    for check, row in checks.items():
        counts = " | ".join(
            str(row[key]) for key in ("tp", "fp", "fn", "tn", "na_agreed", "na_disputed", "undecided")
        )
        precision, recall = (_number(row[key]["value"]) for key in ("precision", "recall"))
        right = f"{row['accused_rightly']} of {row['accused']}"
        yield f"| `{check}` | {counts} | {precision} | {recall} | {right} |"


def _accusations(record: Record) -> Iterable[str]:
    found = sorted(record["accusations_of_ordinary"], key=lambda a: (not a["ai"], a["check"], a["repo"]))
    wrong = [accusation for accusation in found if accusation["ai"]]
    strong = sum(accusation["strong"] for accusation in wrong)
    yield f"Checks of AI that found fault: {len(wrong)}, strong ones among them: {strong}."
    yield f"Strong findings of other checks, which a person has to read: {len(found) - len(wrong)}."
    if found:
        yield from ("", "| about | check | repository | strength | reason |", "|---|---|---|---|---|")
    for accusation in found:
        about, strength = "AI" if accusation["ai"] else "other", "strong" if accusation["strong"] else "weak"
        name = f"`{accusation['check']}` | {accusation['repo']}"
        yield f"| {about} | {name} | {strength} | {accusation['reason']} |"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"

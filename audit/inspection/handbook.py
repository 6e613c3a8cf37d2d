"""The checks → their handbook in Markdown: what each looks for, what its outcomes mean, what it misses."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from audit.inspection.check import Check, Policy, example
from audit.inspection.facts import Fact, Scope
from audit.inspection.redaction import without_keys
from audit.model.finding import Confidence
from audit.model.rubric import Criterion, Rubric
from audit.model.signals import SignalUse

Accuracy = Mapping[str, Mapping[str, Any]]
MEASURED = "- Measured on "
NOT_MEASURED = "- Not measured: no label of the corpora speaks about it."
_INTRO = """\
# The checks

Made from the checks themselves by `make handbook`; change a check, not this page. What a check says about
a repository is evidence for or against one criterion of the rubric; it never meets a gate by itself. The
marks `# <-- supports` and `# <-- contradicts` in the examples are the lines that the check cites. How the
numbers were measured is in [accuracy.md](accuracy.md): *precision* is the share of right ones among all
"it is there", *recall* the share found of what is there, *accusations* the share of right ones among all
*not met*, *decided* the share that is not *inconclusive*.
"""
_ABSENT = "everything was searched and nothing of the kind was found, which is always weak"
_LANGUAGES = {
    "py": "python", "ipynb": "json", "ts": "typescript", "tsx": "tsx", "js": "javascript", "json": "json",
    "yml": "yaml", "yaml": "yaml", "toml": "toml", "md": "markdown",
}  # fmt: skip
_CONFIDENCE = {
    Confidence.STRONG: "strong: a *not met* that cites a place is an accusation",
    Confidence.WEAK: "weak: a *not met* asks a question, it does not accuse",
}


def handbook(checks: Iterable[type[Check[Any]]], rubric: Rubric, use: SignalUse, accuracy: Accuracy) -> str:
    """The whole handbook; the same bytes for the same checks, rubric and numbers."""
    declared = sorted(checks, key=lambda check: (check.informs, check.id))
    parts = [_INTRO, _contents(declared), *(page(check, rubric, accuracy) for check in declared)]
    return "\n".join([*parts, _gates(declared, rubric, use), _left_out(rubric, use)])


def page(check: type[Check[Any]], rubric: Rubric, accuracy: Accuracy) -> str:
    """The page of one check."""
    return "\n".join(_page(check, rubric, accuracy)) + "\n"


def _page(check: type[Check[Any]], rubric: Rubric, accuracy: Accuracy) -> Iterator[str]:
    yield f"## {check.title}"
    yield ""
    yield f"`{check.id}` informs {_criterion(check.informs, rubric)}"
    yield ""
    yield check.reason
    yield ""
    yield f"- Confidence: {_CONFIDENCE[check.confidence]}."
    yield f"- Looks at: {check.fact.noun}."
    yield from (f"- *{outcome}*: {meaning}." for outcome, meaning in _outcomes(check))
    yield f"- Blind spot: {check.blind_spot}"
    yield f"- What to do: {check.remediation}"
    if accuracy:
        yield from measured(check.id, accuracy)
    yield ""
    yield from _example("Good", check.good)
    yield from _example("Bad", check.bad)


def _outcomes(check: type[Check[Any]]) -> Iterator[tuple[str, str]]:
    noun = check.fact.noun
    every = check.policy is Policy.ALL
    yield "met", f"every {noun} that was sighted holds" if every else "one place that supports it is enough"
    bad = (
        "one place that certainly contradicts it is enough"
        if every
        else "places contradict it, none supports"
    )
    yield "not met", bad + ("" if check.fact.scope is Scope.OCCURRENCE else f"; or {_ABSENT}")
    yield "not applicable", _not_applicable(check.fact)
    some = "some places hold and others only seem not to, or one" if every else "no place supports it and one"
    yield (
        "inconclusive",
        (f"{some} cannot be resolved; or nothing was sighted and something that matters could not be read"),
    )


def _not_applicable(fact: type[Fact]) -> str:
    match fact.scope:
        case Scope.OCCURRENCE:
            return f"the repository holds no {fact.noun} that this is about"
        case Scope.MODEL_CALLS:
            return "no model is called here"
        case Scope.AI_SYSTEM:
            return "nothing in the repository uses a model"
        case Scope.REPOSITORY:
            return "never; every repository can be asked for this"


def measured(check: str, accuracy: Accuracy) -> Iterator[str]:
    """One line for each labelled corpus that speaks about a check."""
    corpora = [
        (name, record["checks"][check])
        for name, record in accuracy.items()
        if record.get("purpose") == "labels" and check in record.get("checks", {})
    ]
    if not corpora:
        yield NOT_MEASURED
    for name, tally in corpora:
        decided = tally["comparable"] - tally["undecided"]
        shares = (
            ("precision", tally["precision"]["of"], tally["precision"]["n"]),
            ("recall", tally["recall"]["of"], tally["recall"]["n"]),
            ("accusations", tally["accused_rightly"], tally["accused"]),
            ("decided", decided, tally["comparable"]),
        )
        yield f"{MEASURED}*{name}*: {', '.join(f'{what} {_share(of, n)}' for what, of, n in shares)}."


def _share(of: int, n: int) -> str:
    return f"{of / n:.2f} ({of} of {n})" if n else "– (0)"


def _example(title: str, files: Mapping[str, str]) -> Iterator[str]:
    for name, text in files.items():
        content = without_keys(example(text).rstrip("\n"))
        fence = "`" * max(3, 1 + max(map(len, re.findall("`+", content)), default=0))
        yield f"{title}, `{name}`:"
        yield ""
        yield f"{fence}{_LANGUAGES.get(name.rpartition('.')[2], '')}"
        yield content
        yield fence
        yield ""


def _contents(checks: Sequence[type[Check[Any]]]) -> str:
    rows = [
        f"| {c.informs} | [{c.title}](#{_anchor(c.title)}) | `{c.id}` | {c.confidence.value} |"
        for c in checks
    ]
    return "\n".join(["| Criterion | Check | Id | Confidence |", "|---|---|---|---|", *rows]) + "\n"


def _anchor(title: str) -> str:
    """What GitHub makes of a heading."""
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")


def _criterion(name: str, rubric: Rubric) -> str:
    found: Criterion | None = rubric.by_id.get(name)
    if found is None:
        return f"{name}, which the rubric does not know."
    return f"{name}, {found.name}{', a gate' if found.is_gate else ''}."


def _gates(checks: Sequence[type[Check[Any]]], rubric: Rubric, use: SignalUse) -> str:
    lines = [
        "## Gates and the checks that speak to them",
        "",
        "| Gate | Checks, or why there is none |",
        "|---|---|",
    ]
    for criterion in (c for c in rubric.criteria() if c.is_gate):
        ids = [f"`{check.id}`" for check in checks if check.informs == criterion.id]
        said = ", ".join(ids) or f"none: {use.silent_gates.get(criterion.id, 'no reason is written down')}"
        lines.append(f"| {criterion.id} {criterion.name} | {said} |")
    return "\n".join(lines) + "\n"


def _left_out(rubric: Rubric, use: SignalUse) -> str:
    words = {
        f"{criterion.id}/{signal.id}": signal.look_for
        for criterion in rubric.criteria()
        for signal in (*criterion.signals.support, *criterion.signals.contradict)
    }
    seen = f"Of {len(words)} signals that the rubric names, {len(use.seen)} are looked for by a check."
    lines = ["## Signals that no check looks for", "", f"{seen} The others, by the reason why not:", ""]
    for group in use.left_out:
        lines += [
            f"### {group.reason.partition('.')[0]}",
            "",
            group.reason.partition(". ")[2] or group.reason,
            "",
        ]
        lines += [f"- `{key}`: {words[key]}" for key in sorted(group.signals)]
        lines.append("")
    return "\n".join(lines).rstrip("\n") + "\n"

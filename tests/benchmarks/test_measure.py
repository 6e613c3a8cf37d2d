"""A corpus is inspected as a user does it, and every disagreement is kept with what it rests on."""

import subprocess
from pathlib import Path

import pytest

from audit.model.finding import Confidence, Finding, Outcome
from benchmarks import measure
from benchmarks.labels import Answer, Contract, Corpus, Label, Purpose, Repository
from benchmarks.mirror import Mirror
from benchmarks.scores import Proportion

CONTRACT = Contract(
    facts={
        "license": Answer(check="license", informs="OWN-02", positive_when=Outcome.MET),
        "llm_retry": Answer(check="model-call-retry", informs="REL-01", positive_when=Outcome.MET, ai=True),
    }
)


def found(check: str, outcome: Outcome, confidence: Confidence = Confidence.WEAK) -> dict[str, Finding]:
    return {
        check: Finding(
            id=check, informs="OWN-02", title="t", outcome=outcome, confidence=confidence, examined=1,
            searched="s", reason="why",
        )
    }  # fmt: skip


def corpus(purpose: Purpose, *rows: Repository) -> Corpus:
    return Corpus(name="mine", purpose=purpose, about="x", repositories=rows)


def row(name: str, facts: dict[str, Label] | None = None) -> Repository:
    return Repository(repo=name, commit="a" * 40, tier="demo", facts=facts or {})


def measured(
    monkeypatch: pytest.MonkeyPatch, given: Corpus, reports: dict[str, measure.Report]
) -> measure.Result:
    monkeypatch.setattr(measure, "inspect", lambda row, mirror: reports[row.repo])
    return measure.measure(given, CONTRACT, Mirror(Path()), 2, lambda line: None)


def test_what_could_not_be_inspected_is_told_and_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    reports = {
        "a/a": measure.Report(found("license", Outcome.MET), 70.0, "1+a"),
        "a/b": measure.Report(error="a/b: not inspected within 300 s"),
    }
    both = corpus(
        Purpose.LABELS,
        row("a/a", {"license": Label(value=True)}),
        row("a/b", {"license": Label(value=True)}),
    )
    result = measured(monkeypatch, both, reports)
    assert [r.repo for r in result.measured] == ["a/a"]
    assert result.total.recall == Proportion(1, 1)
    assert result.indices() == {"demo": [70.0]}
    assert result.engine == "1+a"


def test_a_disagreement_names_the_ground_of_the_label(monkeypatch: pytest.MonkeyPatch) -> None:
    reports = {"a/a": measure.Report(found("license", Outcome.NOT_MET, Confidence.STRONG))}
    labels = {"license": Label(value=True, evidence="LICENSE"), "llm_retry": Label(value="unsure")}
    result = measured(monkeypatch, corpus(Purpose.LABELS, row("a/a", labels)), reports)
    assert result.disagreements == [
        measure.Disagreement("license", "a/a", "true", "LICENSE", "not_met", "strong", ())
    ]


@pytest.mark.parametrize(
    ("check", "outcome", "confidence", "told"),
    [
        ("model-call-retry", Outcome.NOT_MET, Confidence.STRONG, [(True, True)]),
        ("model-call-retry", Outcome.NOT_MET, Confidence.WEAK, [(True, False)]),
        ("model-call-retry", Outcome.NOT_APPLICABLE, Confidence.STRONG, []),
        ("license", Outcome.NOT_MET, Confidence.STRONG, [(False, True)]),
        ("license", Outcome.NOT_MET, Confidence.WEAK, []),
    ],
)
def test_of_an_ordinary_program_faults_of_ai_and_strong_ones_are_told(
    monkeypatch: pytest.MonkeyPatch,
    check: str,
    outcome: Outcome,
    confidence: Confidence,
    told: list[tuple[bool, bool]],
) -> None:
    reports = {"a/a": measure.Report(found(check, outcome, confidence))}
    result = measured(monkeypatch, corpus(Purpose.ORDINARY, row("a/a")), reports)
    assert [(accusation.ai, accusation.strong) for accusation in result.accusations] == told


def test_the_command_itself_is_run(tmp_path: Path) -> None:
    folder = tmp_path / "owner+name" / "repo"
    git = ["git", "-c", "user.name=n", "-c", "user.email=e@example.org", "-C", str(folder)]
    folder.mkdir(parents=True)
    subprocess.run([*git, "init", "--quiet"], check=True)
    (folder / "LICENSE").write_text("MIT License\n\nPermission is hereby granted, free of charge\n")
    subprocess.run([*git, "add", "."], check=True)
    subprocess.run([*git, "commit", "--quiet", "-m", "first"], check=True)
    said = subprocess.run([*git, "rev-parse", "HEAD"], check=True, capture_output=True, text=True)
    report = measure.inspect(Repository(repo="owner/name", commit=said.stdout.strip()), Mirror(tmp_path))
    assert report.error == ""
    assert report.findings["license"].outcome is Outcome.MET
    assert report.index is not None

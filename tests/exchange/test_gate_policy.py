"""The policy file: what it may say, and how it is refused with line and field."""

from datetime import date
from pathlib import Path

import pytest

from audit.checks import all_checks
from audit.exchange import gate_policy
from audit.model.base import InputError
from audit.model.finding import Confidence, Outcome

CHECKS = {"eval-suite", "model-call-timeout"}
TODAY = date(2026, 11, 22)

WHOLE = """\
require:
  eval-suite: met
  model-call-timeout: {outcome: met, or: inconclusive}
fail_on: {confidence: strong}
max_new_findings: 0
waivers:
- {check: eval-suite, path: legacy/, owner: A. Muster, reason: being replaced, expires: 2026-12-31}
"""
WAIVER = "fail_on: {}\nwaivers:\n- "


def test_a_whole_policy() -> None:
    policy = gate_policy.parse(WHOLE, "gate.yaml", CHECKS, TODAY)
    accepted = {check: set(wanted.accepted) for check, wanted in policy.require.items()}
    assert accepted == {
        "eval-suite": {Outcome.MET, Outcome.NOT_APPLICABLE},
        "model-call-timeout": {Outcome.MET, Outcome.INCONCLUSIVE, Outcome.NOT_APPLICABLE},
    }
    assert policy.fail_on is not None
    assert policy.fail_on.confidence is Confidence.STRONG
    assert policy.max_new_findings == 0
    assert [(w.check, w.path, w.owner, w.expires) for w in policy.waivers] == [
        ("eval-suite", "legacy/", "A. Muster", date(2026, 12, 31))
    ]


def test_the_policy_of_the_documents_is_one() -> None:
    text = (Path(__file__).parents[2] / "docs" / "outputs.md").read_text("utf-8")
    block = text.partition("```yaml\n# gate.yaml\n")[2].partition("```")[0]
    policy = gate_policy.parse(block, "gate.yaml", {check.id for check in all_checks()}, TODAY)
    assert (len(policy.require), len(policy.waivers), policy.max_new_findings) == (2, 1, 0)


def test_a_waiver_holds_on_its_last_day() -> None:
    text = WHOLE.replace("2026-12-31", "2026-11-22")
    assert gate_policy.parse(text, "gate.yaml", CHECKS, TODAY).waivers


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "gate.yaml:1 file: has to hold conditions"),
        ("- a\n", "gate.yaml:1 file: has to hold conditions"),
        ("require: {}\n", "gate.yaml:1 file: has no condition: give `require`, `fail_on` or"),
        ("fail_on:\nmax_new_findings:\n", "gate.yaml:1 file: has no condition: give `require`, `fail_on` or"),
        ("waivers: []\n", "gate.yaml:1 file: has no condition: give `require`, `fail_on` or"),
        ("require: {eval-suit: met}\n", "gate.yaml:1 require.eval-suit: there is no check 'eval-suit'; did you mean eval-suite?"),
        ("require:\n  eval-suite: good\n", "gate.yaml:2 require.eval-suite.outcome: "),
        ("require:\n  eval-suite: {outcome: met, unless: x}\n", "gate.yaml:2 require.eval-suite.unless: is not a field"),
        ("fail_on: {confidence: certain}\n", "gate.yaml:1 fail_on.confidence: "),
        ("max_new_findings: -1\n", "gate.yaml:1 max_new_findings: "),
        ("fail_on: {}\nfail: 1\n", "gate.yaml:2 fail: is not a field that is known here"),
        (WAIVER + "{check: eval-suite, reason: r, expires: 2026-12-31}\n", "gate.yaml:3 waivers.0.owner: is required"),
        (WAIVER + '{check: eval-suite, owner: " ", reason: r, expires: 2026-12-31}\n', "gate.yaml:3 waivers.0.owner: "),
        (WAIVER + "{check: eval-suite, owner: A, expires: 2026-12-31}\n", "gate.yaml:3 waivers.0.reason: is required"),
        (WAIVER + "{check: eval-suite, owner: A, reason: r}\n", "gate.yaml:3 waivers.0.expires: is required"),
        (WAIVER + "{check: eval-suite, owner: A, reason: r, expires: soon}\n", "gate.yaml:3 waivers.0.expires: has to be a date"),
        (WAIVER + "{check: eval-suite, owner: A, reason: r, expires: 2026-11-21}\n", "gate.yaml:3 waivers.0.expires: the waiver of eval-suite by A expired on 2026-11-21"),
        (WAIVER + "{check: eval-suite, owner: A, reason: r, expires: 2099-01-01}\n", "gate.yaml:3 waivers.0.expires: the waiver of eval-suite by A lasts longer than 180 days"),
        ("longest_waiver: 7\n" + WAIVER + "{check: eval-suite, owner: A, reason: r, expires: 2026-12-31}\n", "gate.yaml:4 waivers.0.expires: the waiver of eval-suite by A lasts longer than 7 days"),
        (WAIVER + "{check: eval, owner: A, reason: r, expires: 2026-12-31}\n", "gate.yaml:3 waivers.0.check: there is no check 'eval'"),
        ("require: {\n", "gate.yaml:"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_its_line(text: str, why: str) -> None:
    with pytest.raises(InputError) as refused:
        gate_policy.parse(text, "gate.yaml", CHECKS, TODAY)
    assert str(refused.value).startswith(why)

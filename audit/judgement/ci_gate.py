"""Whether an inspection meets the policy of a gate: what is waived or was known before does not count."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from audit.model import wording
from audit.model.ci_gate import Condition, Exemption, GateResult, Policy, Requirement
from audit.model.evidence import Evidence
from audit.model.finding import Confidence, Finding, Outcome
from audit.model.fingerprint import weaknesses
from audit.model.inspection import Inspection
from audit.model.speech import _, listed, marked

WHOLE = marked("whole repository")


@dataclass
class _Excuses:
    """What keeps a weakness from counting: waivers, and the inspection that is compared with."""

    waivers: tuple[Exemption, ...]
    known: frozenset[str]
    used: set[int] = field(default_factory=set)

    def waived(self, finding: Finding, path: str | None) -> bool:
        """Whether a waiver covers a place of a finding, or with no path the finding as a whole."""
        found = False
        for number, waiver in enumerate(self.waivers):
            if waiver.check == finding.id and (not waiver.path or (path and _covers(waiver.path, path))):
                self.used.add(number)
                found = True
        return found

    def counting(self, finding: Finding) -> "_Rest":
        """What remains of a finding that is not met."""
        rest = _Rest()
        for name, evidence in weaknesses(finding):
            if name in self.known:
                rest.known += 1
            elif self.waived(finding, evidence.path if evidence else None):
                rest.waived += 1
            else:
                rest.places.append(_place(evidence))
        return rest


@dataclass
class _Rest:
    """The places of a finding that count, and how many do not."""

    places: list[str] = field(default_factory=list)
    known: int = 0
    waived: int = 0

    @property
    def why_not(self) -> str:
        """Why some places do not count."""
        waived = _("{number} waived", number=str(self.waived)) if self.waived else ""
        known = _("{number} known before", number=str(self.known)) if self.known else ""
        return ", ".join(filter(None, (waived, known)))


def decide_gate(policy: Policy, inspection: Inspection, baseline: Inspection | None = None) -> GateResult:
    """Every condition of the policy, in its order."""
    known = frozenset(
        name
        for finding in (baseline.checks if baseline else ())
        if finding.outcome is Outcome.NOT_MET
        for name, _ in weaknesses(finding)
    )
    excuses = _Excuses(policy.waivers, known)
    return GateResult(
        repository=inspection.repository,
        commit=inspection.commit,
        baseline=(baseline.commit or baseline.repository) if baseline else "",
        conditions=tuple(_conditions(policy, inspection, excuses)),
        unused_waivers=tuple(
            _("{check} in {path}, owner {owner}", check=waiver.check, path=waiver.path, owner=waiver.owner)
            if waiver.path
            else _("{check}, owner {owner}", check=waiver.check, owner=waiver.owner)
            for number, waiver in enumerate(policy.waivers)
            if number not in excuses.used
        ),
    )


def _conditions(policy: Policy, inspection: Inspection, excuses: _Excuses) -> Iterator[Condition]:
    findings = {finding.id: finding for finding in inspection.checks}
    for check, requirement in policy.require.items():
        yield _required(check, requirement, findings.get(check), excuses)
    weak = [finding for finding in inspection.checks if finding.outcome is Outcome.NOT_MET]
    open_ones = [(finding, rest) for finding in weak if (rest := excuses.counting(finding)).places]
    if policy.fail_on is not None:
        least = policy.fail_on.confidence
        failing = [f for f in open_ones if least is Confidence.WEAK or f[0].confidence is Confidence.STRONG]
        name = _("nothing strongly not met") if least is Confidence.STRONG else _("nothing not met")
        yield _none_of(name, failing)
    if policy.max_new_findings is not None:
        yield _at_most(policy.max_new_findings, open_ones)


def _required(check: str, wanted: Requirement, finding: Finding | None, excuses: _Excuses) -> Condition:
    outcomes = listed((wording.outcome(one) for one in (wanted.outcome, *wanted.otherwise)), choice=True)
    name = f"{check}: {outcomes}"
    if finding is None:
        return Condition(name=name, holds=False, why=_("the inspection does not hold this check"))
    said = f"{wording.outcome(finding.outcome)}: {finding.reason}"
    if finding.outcome in wanted.accepted:
        return Condition(name=name, holds=True, why=said)
    if finding.outcome is not Outcome.NOT_MET:
        waived = excuses.waived(finding, None)
        why = _("waived; {outcome}", outcome=said) if waived else said
        return Condition(name=name, holds=waived, why=why)
    rest = excuses.counting(finding)
    excused = f"{rest.why_not}; " if rest.why_not else ""
    return Condition(name=name, holds=not rest.places, why=f"{excused}{said}", places=tuple(rest.places))


def _none_of(name: str, failing: list[tuple[Finding, _Rest]]) -> Condition:
    why = ", ".join(finding.id for finding, _rest in failing) if failing else _("none counts")
    places = tuple(place for _, rest in failing for place in rest.places)
    return Condition(name=name, holds=not failing, why=why, places=places)


def _at_most(most: int, found: list[tuple[Finding, _Rest]]) -> Condition:
    checks = ", ".join(finding.id for finding, _rest in found)
    new = _("{number} new: {checks}", number=str(len(found)), checks=checks) if found else _("none new")
    places = tuple(place for _, rest in found for place in rest.places)
    return Condition(
        name=_("at most {most} new findings", most=str(most)),
        holds=len(found) <= most,
        why=new,
        places=places,
    )


def _place(evidence: Evidence | None) -> str:
    return evidence.place if evidence else _(WHOLE)


def _covers(pattern: str, path: str) -> bool:
    """Whether a pattern covers a path; a folder covers what is in it, and `*` does not stop at a slash."""
    return path.startswith(pattern) if pattern.endswith("/") else fnmatchcase(path, pattern)

"""An inspection as SARIF 2.1.0: a rule for each check, a result for each place where one is not met.

Only *not met* makes results: programs that read SARIF show every result as an alert, also those that
say that all is well. A strong finding is an error, a weak one a note, because it only asks. What is
absent from the whole repository is a result without a location, never line 1 of some file.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from audit.model.declaration import Declaration
from audit.model.evidence import Evidence
from audit.model.finding import Confidence, Finding, Outcome
from audit.model.fingerprint import weaknesses
from audit.model.inspection import Inspection

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {Confidence.STRONG: "error", Confidence.WEAK: "note"}
PRECISION = {Confidence.STRONG: "very-high", Confidence.WEAK: "medium"}
FINGERPRINT = "phase2Sighting/v1"
ROOT = "%SRCROOT%"

Node = dict[str, Any]


def render(inspection: Inspection, declarations: Iterable[Declaration]) -> str:
    """The log as text; the same bytes for the same inspection."""
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(inspection, declarations)]}
    return json.dumps(log, indent=2, ensure_ascii=False) + "\n"


def _run(inspection: Inspection, declarations: Iterable[Declaration]) -> Node:
    declared = {declaration.id: declaration for declaration in declarations}
    findings = sorted(inspection.checks, key=lambda finding: finding.id)
    rules = [_rule(finding, declared.get(finding.id)) for finding in findings]
    index = {rule["id"]: number for number, rule in enumerate(rules)}
    driver = {
        "name": "Phase 2 Audit",
        "version": inspection.engine,
        "semanticVersion": inspection.engine,
        "rules": rules,
    }
    run: Node = {
        "tool": {"driver": driver},
        "automationDetails": {"id": f"phase2-inspection/{inspection.repository}/"},
        "originalUriBaseIds": {ROOT: {"description": {"text": "The root of the inspected repository."}}},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(inspection)],
        "results": [result for finding in findings for result in _results(finding, index[finding.id])],
        "properties": {
            "commit": inspection.commit,
            "modified": inspection.modified,
            "outcomes": {finding.id: finding.outcome.value for finding in findings},
        },
    }
    if inspection.remote and inspection.commit:
        run["versionControlProvenance"] = [
            {
                "repositoryUri": inspection.remote,
                "revisionId": inspection.commit,
                "mappedTo": {"uriBaseId": ROOT},
            }
        ]
    return run


def _rule(finding: Finding, declared: Declaration | None) -> Node:
    confidence = declared.confidence if declared else finding.confidence
    rule: Node = {
        "id": finding.id,
        "name": "".join(word.capitalize() for word in finding.id.split("-")),
        "shortDescription": {"text": finding.title},
        "defaultConfiguration": {"level": LEVELS[confidence]},
        "properties": {
            "tags": [finding.informs, finding.informs.partition("-")[0]],
            "precision": PRECISION[confidence],
        },
    }
    if declared:
        help_text = (
            f"{declared.reason}\n\nWhat to do: {declared.remediation}\n\nBlind spot: {declared.blind_spot}"
        )
        rule["fullDescription"] = {"text": declared.reason}
        rule["help"] = {"text": help_text, "markdown": f"**{declared.title}**\n\n{help_text}"}
    return rule


def _results(finding: Finding, number: int) -> Iterator[Node]:
    if finding.outcome is not Outcome.NOT_MET:
        return
    for name, evidence in weaknesses(finding):
        note = evidence.note if evidence else f"{finding.reason}: {finding.searched}"
        result: Node = {
            "ruleId": finding.id,
            "ruleIndex": number,
            "kind": "fail",
            "level": LEVELS[finding.confidence],
            "message": {"text": message(f"Not met: {finding.title}. {note}")},
            "partialFingerprints": {FINGERPRINT: name},
            "properties": {"confidence": finding.confidence.value, "informs": finding.informs},
        }
        if evidence and evidence.path != ".":
            result["locations"] = [_location(evidence)]
        yield result


def _location(evidence: Evidence) -> Node:
    place: Node = {"artifactLocation": {"uri": quote(evidence.path, safe="/"), "uriBaseId": ROOT}}
    if evidence.line is not None:
        place["region"] = {"startLine": evidence.line}
        if evidence.excerpt:
            place["region"]["snippet"] = {"text": evidence.excerpt}
    return {"physicalLocation": place}


def _invocation(inspection: Inspection) -> Node:
    """That the tool ran to its end, and what it could not look at."""
    return {
        "executionSuccessful": True,
        "toolExecutionNotifications": [
            {"level": "note", "message": {"text": message(f"Not looked at: {item.scope}: {item.reason}")}}
            for item in inspection.coverage.limitations
        ],
    }


def message(text: str) -> str:
    """Text in which nothing is taken for a placeholder or a link, written as the standard wants it."""
    return text.replace("{", "{{").replace("}", "}}").replace("](", "] (")

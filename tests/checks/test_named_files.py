"""Files whose name promises something, with and without anything in them."""

from pathlib import Path

import pytest

from audit.model.finding import Outcome
from tests.checks.cases import MET, NOT_MET, finding

TEMPLATE = """## [project-title] Changelog

<a name="x.y.z"></a>
# x.y.z (yyyy-mm-dd)

*Features*
* ...

*Bug Fixes*
* ...
"""
KEPT = (
    "# Changelog\nAll notable changes to this project will be documented in this file.\n\n## [Unreleased]\n"
)
GITHUB = (
    "# Security Policy\n\n## Supported Versions\n\nUse this section to tell people about which versions are supported.\n"
    "\n## Reporting a Vulnerability\n\nUse this section to tell people how to report a vulnerability.\n"
)
CASES = {
    "a template of a change log": ("changelog", "CHANGELOG.md", TEMPLATE, NOT_MET),
    "nothing but the preface": ("changelog", "CHANGELOG.md", KEPT + "\n### Added\n\n-\n", NOT_MET),
    "one entry": ("changelog", "CHANGELOG.md", KEPT + "\n### Added\n\n- Answers name their source\n", MET),
    "an entry that is a link": ("changelog", "CHANGELOG.md", KEPT + "- [Add tools](https://x.org/1)\n", MET),
    "releases by number alone": ("changelog", "CHANGELOG.md", "# Changes\n## 1.2.0\n## 1.1.0\n", MET),
    "dots without end": ("changelog", "CHANGELOG.md", "* " + "." * 9_000 + "\n", NOT_MET),
    "releases elsewhere": ("changelog", "CHANGELOG.md", "See the releases on the hosting platform.\n", MET),
    "an empty license": ("license", "LICENSE", "\n", NOT_MET),
    "a short license": ("license", "LICENSE", "MIT\n", MET),
    "owners in comments": ("named-owners", "CODEOWNERS", "# * @team\n#\n", NOT_MET),
    "an owner": ("named-owners", ".github/CODEOWNERS", "# all\n* @team\n", MET),
    "a heading of maintainers": ("named-owners", "MAINTAINERS.md", "# Maintainers\n\nAda Lovelace\n", MET),
    "a container in comments": ("container-image", "Dockerfile", "# FROM python\n", NOT_MET),
    "a container": ("container-image", "Dockerfile", "# app\nFROM python:3.12\n", MET),
    "the template of a policy": ("security-policy", "SECURITY.md", GITHUB, NOT_MET),
    "a policy": ("security-policy", "SECURITY.md", "# Security\n\nWrite to us before you publish.\n", MET),
}


@pytest.mark.parametrize("case", CASES)
def test_a_name_counts_only_with_content(case: str, tmp_path: Path) -> None:
    check, name, text, outcome = CASES[case]
    found = finding(tmp_path, check, {"app.py": "x = 1\n", name: text})
    assert found.outcome is outcome, found.reason


FLOW = "on: [push]\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n    - run: {}\n"
DEPLOYING: dict[str, tuple[str, Outcome]] = {
    "a service": ("anyscale service rollout -f service.yaml", MET),
    "a container": ("gcloud run deploy app --source .", MET),
    "a chart": ("helm upgrade --install app ./chart", MET),
    "a chart in a throwaway cluster": ("kind create cluster && helm install app ./chart", NOT_MET),
    "only said": ("echo fly deploy", NOT_MET),
    "a preview": ("vercel pull", NOT_MET),
    "production": ("npx vercel --token $T --prod", MET),
    "reading": ("kubectl get pods", NOT_MET),
}


@pytest.mark.parametrize("case", DEPLOYING)
def test_a_pipeline_deploys_by_command(case: str, tmp_path: Path) -> None:
    command, outcome = DEPLOYING[case]
    files = {"app.py": "x = 1\n", ".github/workflows/ci.yml": FLOW.format(command)}
    assert finding(tmp_path, "deployment-config", files).outcome is outcome

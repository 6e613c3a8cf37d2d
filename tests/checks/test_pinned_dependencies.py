"""How many exact versions are enough, and which list is the one that runs."""

from pathlib import Path

import pytest

from tests.checks.cases import MET, NA, NOT_MET, STRONG, WEAK, finding

APP = {"app.py": "x = 1\n"}
CASES = {
    "nearly all": ("".join(f"p{n}==1.0\n" for n in range(9)) + "b\n", MET, STRONG),
    "two of three": ("a==1.0\nb==2.0\nc\n", NOT_MET, WEAK),
    "one of three": ("a==1.0\nb>=2.0\nc\n", NOT_MET, STRONG),
}


@pytest.mark.parametrize("case", CASES)
def test_only_a_list_clearly_below_is_accused_strongly(case: str, tmp_path: Path) -> None:
    text, outcome, confidence = CASES[case]
    found = finding(tmp_path, "pinned-dependencies", APP | {"requirements.txt": text})
    assert (found.outcome, found.confidence) == (outcome, confidence), found.reason


def test_a_list_of_tools_of_development_is_not_the_one_that_runs(tmp_path: Path) -> None:
    files = APP | {
        "requirements/base.txt": "kombu==5.6.0\nclick==8.1.2\n",
        "requirements/pkgutils.txt": "setuptools>=40\nflake8==3.8.3\ntox>=3\nwheel>=1\n",
    }
    found = finding(tmp_path, "pinned-dependencies", files)
    assert (found.outcome, found.evidence[0].path) == (MET, "requirements/base.txt")


def test_a_list_of_tools_counts_where_it_is_the_only_one(tmp_path: Path) -> None:
    found = finding(tmp_path, "pinned-dependencies", APP | {"requirements.txt": "pytest\nmypy\n"})
    assert (found.outcome, found.confidence) == (NOT_MET, STRONG)


_SHARP = {"App.cs": "class App {}\n"}
_KOTLIN = {"app/src/Main.kt": "fun main() {}\n"}
_REFERENCE = '<Project><ItemGroup><PackageReference Include="A" %s/></ItemGroup></Project>\n'
OTHERS = {
    "NuGet, exact": (_SHARP, "App.csproj", _REFERENCE % 'Version="1.2.3" ', MET),
    "NuGet, kept for all projects": (_SHARP, "App.csproj", _REFERENCE % "", MET),
    "NuGet, a pattern": (_SHARP, "App.csproj", _REFERENCE % 'Version="1.*" ', NOT_MET),
    "NuGet, a range": (_SHARP, "App.csproj", _REFERENCE % 'Version="[1.0,2.0)" ', NOT_MET),
    "Gradle, exact": (
        _KOTLIN,
        "app/build.gradle.kts",
        'dependencies {\n    implementation("a:b:1.2")\n}\n',
        MET,
    ),
    "Gradle, a catalogue": (
        _KOTLIN,
        "app/build.gradle.kts",
        "dependencies {\n    implementation(libs.a.b)\n}\n",
        MET,
    ),
    "Gradle, a pattern": (
        _KOTLIN,
        "app/build.gradle",
        "dependencies {\n    implementation 'a:b:1.+'\n}\n",
        NOT_MET,
    ),
    "Gradle, the latest": (
        _KOTLIN,
        "app/build.gradle",
        "dependencies {\n  api 'a:b:latest.release'\n}\n",
        NOT_MET,
    ),
    "Gradle, of the tests": (
        _KOTLIN,
        "app/build.gradle",
        "dependencies {\n  testImplementation 'a:b:1.+'\n}\n",
        NA,
    ),
    "Gradle, another part": (
        _KOTLIN,
        "app/build.gradle",
        'dependencies {\n  implementation(project(":a"))\n}\n',
        NA,
    ),
}


@pytest.mark.parametrize("case", OTHERS)
def test_lists_of_other_package_managers(case: str, tmp_path: Path) -> None:
    code, name, text, outcome = OTHERS[case]
    assert finding(tmp_path, "pinned-dependencies", code | {name: text}).outcome is outcome

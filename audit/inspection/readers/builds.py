"""Build files of Maven, Gradle and .NET → the packages they name, and which of them is one exact version."""

import re

from audit.inspection.patterns import Pattern

BUILT = ("pom.xml", "build.gradle", "build.gradle.kts")
PROJECTS = (".csproj", ".fsproj")
_POM = Pattern(r"<dependency>((?:(?!<dependency>).){0,2000}?)</dependency>", re.DOTALL)
_NUGET = Pattern(r"""<PackageReference\s+Include=["']([^"'\n]{1,200})["']([^>]{0,300})>""")
_NUGET_VERSION = Pattern(r"""\bVersion(?:Override)?=["']([^"'\n]{0,100})["']""")
_NUGET_FLOATS = Pattern(r"\*|^[(\[][^\]]*,|^[(]")
_GRADLE = Pattern(
    r"""^[ \t]{0,40}(?:implementation|api|runtimeOnly|compile)\b[ \t(]{1,9}"""
    r"""(?:(?:enforcedP|p)latform[ \t]?\([ \t]{0,9})?(["'][^"'\n]{1,200}["']|libs\.[\w.]{1,200})""",
    re.MULTILINE,
)
_GRADLE_FLOATS = Pattern(r"\+$|^latest\.|^[\[(].*,|-SNAPSHOT$")


def build_entries(name: str, text: str) -> tuple[tuple[str, bool], ...]:
    """What a build file of this name lists, one by one."""
    if name == "pom.xml":
        return tuple((f"dependency {n}", _maven(found)) for n, found in enumerate(_POM.findall(text)))
    if name.endswith(PROJECTS):
        return tuple((found[1], _nuget(found[2])) for found in _NUGET.finditer(text))
    return tuple(_gradle(found) for found in _GRADLE.findall(text))


def _maven(dependency: str) -> bool:
    """Maven takes the version as it is written, or as an exact parent manages it; only ranges float."""
    return re.search(r"<version>\s*[\[(]|<version>\s*(?:LATEST|RELEASE)", dependency) is None


def _nuget(attributes: str) -> bool:
    """NuGet takes the version that is written, or that the solution keeps for all; only ranges float."""
    given = _NUGET_VERSION.search(attributes)
    return given is None or _NUGET_FLOATS.search(given.group(1)) is None


def _gradle(given: str) -> tuple[str, bool]:
    """Gradle takes the version that is written, or that a catalogue or platform names; only ranges float."""
    bare = given.strip("\"'")
    version = bare.split(":")[2] if bare.count(":") >= 2 else ""
    return bare, _GRADLE_FLOATS.search(version) is None

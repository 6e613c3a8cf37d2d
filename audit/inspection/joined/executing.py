"""Text that is run as a program, and bytes that are loaded as objects, with where they come from."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from audit.inspection.classify import Role
from audit.inspection.expressions import (
    Call,
    CallSite,
    Expression,
    Joined,
    Literal,
    Mapping,
    Module,
    Name,
    Sequence,
    spelled,
)
from audit.inspection.facts import ExecutionSearch, Mark
from audit.inspection.following.entrances import Provenance
from audit.inspection.following.provenance import TAINTED, Tracer
from audit.inspection.following.resolve import Given, Placed, Resolver
from audit.inspection.following.signposts import seen
from audit.inspection.knowledge.loading import remembered
from audit.inspection.knowledge.running import CodeTool, Runner, running
from audit.inspection.patterns import Pattern

if TYPE_CHECKING:
    from audit.inspection.project import Project

_BESIDE = Pattern(
    r"(?:^|/)(?:scripts?|hack|\.github|\.ci|ci|deploy(?:ment)?|infra|build|tools?/ci|migrations|bin|cdk)/"
    r"|(?:^|/)(?:setup|conf|noxfile|fabfile|tasks|manage|wscript|gulpfile|gruntfile|versioneer)\.\w+$"
    r"|\.config\.\w+$"
)
_SHELLS = Pattern(
    r"(?:^|/)(?:ba|z|da|k)?sh(?:\.exe)?$|^(?:cmd|powershell|pwsh)(?:\.exe)?$|(?:^|/)python[\d.]*$|^node$"
)
_SCRIPT = Pattern(r"^\s*(?:(?:ba|z)?sh|python3?|node|source|\.)\s+(?:\./)?([\w.-]+\.(?:sh|py|js|ts))\b")
_PYTHON = (".py", ".ipynb")
_DASH = Pattern(r"-l?i?c|/c|-e|-Command")
_TOOL_FILE = Pattern(
    r"(?:^|/)\w*[tT]ools?(?:/|\w*\.)|[tT]erminal|[sS]hell|[cC]ommand|[iI]nterpreter|[eE]xecut"
)
_KNOWN = frozenset(
    {"Python", "Jupyter Notebook", "TypeScript", "JavaScript", "Vue", "Svelte", "Go", "Java", "Kotlin",
     "Rust", "Ruby", "C#", "PHP", "Shell", "SQL"}
)  # fmt: skip
_HELD = Pattern(r"(?i)sandbox|container|docker|isolat|jail|restrict")
_INSIDE = Pattern(r"\s*(?:sudo\s+)?(?:docker|podman|firejail|bwrap|nsjail|kubectl|sandbox-exec)\b")
_CONTENT = Pattern(r"\b(?:BytesIO|StringIO|UploadFile|FileStorage)\b|\.files\b|\.(?:file|stream)$")
_ASKING = Pattern(r"(?i)confirm|approv|human|sandbox|container|docker|ask_")
_UNSEEN = frozenset({Provenance.UNKNOWN})
_WRITTEN = Pattern(r"(?i)\b(?:command|cmd|code|script|expression|program|args|generated\w*)\b|code|command")
_SETTLED = Pattern(  # a part of what the program is set up with, not of what a model writes
    r"(?i)(?:^|[._])(?:\w*(?:hook|config|cfg|setting|option|profile|alias|plugin|server|job|recipe))\w*\."
)


def execution_search(project: "Project") -> Iterator[ExecutionSearch]:
    """One search over all own code."""
    followed: list[Mark] = []
    unclear: list[Mark] = []
    for mark, origins in _sites(project):
        sure = TAINTED & origins
        if sure == {Provenance.MODEL} and not _models(project):
            unclear.append(mark)
        elif sure:
            source = min(origin.value for origin in sure)
            certain = mark.certain and Provenance.DOUBTED not in origins
            followed.append(Mark(mark.path, mark.line, f"{mark.what}: {source}", certain))
        elif Provenance.NAMED in origins and project.ai:
            followed.append(Mark(mark.path, mark.line, f"{mark.what}: {Provenance.NAMED.value}", False))
        elif origins - {Provenance.DOUBTED} != {Provenance.OWN} and not _BESIDE.search(mark.path):
            unclear.append(mark)
    traced = len(followed) - sum(mark.what.endswith(Provenance.NAMED.value) for mark in followed)
    followed += _offered(project.own)
    for mark, likely in _by_sign(project):
        (followed if likely and project.ai else unclear).append(mark)
    if traced:  # what was followed is not outweighed by what cannot be
        del unclear[len(followed) :]
    yield ExecutionSearch(".", None, tuple(followed), tuple(unclear), _gap(project))


def _models(project: "Project") -> bool:
    """Whether a model can be on the other side of a tool at all."""
    return project.ai or any(
        name.partition(".")[0] in ("mcp", "fastmcp") for m in project.own.modules for _, name in m.imports
    )


def _gap(project: "Project") -> str:
    """Why nothing found means nothing: what could not be read, or a language of which nothing is known."""
    if not project.text_complete:
        return "not all text could be read"
    main = next(iter(project.languages().most_common(1)), ("", 0))[0]
    return f"most code is {main}, of which too little is known" if main and main not in _KNOWN else ""


@remembered
def _runners() -> dict[str, Runner]:
    return {name: runner for runner in running().runners for name in runner.names}


@remembered
def _code_tools() -> dict[str, CodeTool]:
    return {name: tool for tool in running().tools for name in tool.names}


def _sites(project: "Project") -> Iterator[tuple[Mark, frozenset[Provenance]]]:
    """Every call that runs or loads something, with where that comes from."""
    resolver = project.own
    origins: Tracer | None = None
    committed = {path.rpartition("/")[2] for path in project.paths}
    for module in resolver.modules:
        for site in module.calls:
            runner = _runner(resolver, module, site)
            given = _run(resolver, runner, module, site) if runner is not None else None
            if runner is None or given is None:
                continue
            if origins is None:
                origins = Tracer(resolver, [(m, s) for _, m, s in project.calls])
            found = origins.of(Placed(given, module, site.scope, site.call.line))
            if runner.how == "load":
                if runner.by_path and not _holds_bytes(resolver, Placed(given, module, site.scope)):
                    found -= {Provenance.MODEL, Provenance.REQUEST}
                found -= {Provenance.OWN, Provenance.NAMED}
                found = found if found - {Provenance.DOUBTED} else _UNSEEN
            if runner.how == "shell" and _runs_a_file(given, committed):
                found |= {Provenance.UNKNOWN}
            free = _is_free(runner, site) and (runner.how != "load" or Provenance.DOWNLOAD not in found)
            free = free and not _is_held(module, site, given)
            yield Mark(module.path, site.call.line, runner.id, free), found


def _runner(resolver: Resolver, module: Module, site: CallSite) -> Runner | None:
    function = site.call.function
    if not isinstance(function, Name):
        return None
    name = resolver.dotted(function, module, site.scope)
    if name is None and len(function.parts) == 1:
        word = function.parts[0]
        if (
            word in ("eval", "exec")
            and module.path.endswith(_PYTHON)
            and resolver.function(function, module, site.scope) is None
        ):
            name = word
    return _runners().get(name or "")


def _run(resolver: Resolver, runner: Runner, module: Module, site: CallSite) -> Expression | None:
    """What a call runs; nothing where it runs nothing, or only a list of arguments without a shell."""
    call = site.call
    given = call.arguments[0] if call.arguments else None
    for keyword in runner.arguments:
        given = given if given is not None else call.keyword(keyword)
    if given is None:
        return None
    if any(call.keyword(keyword) is not None and _is_safe(call, keyword) for keyword in runner.safe):
        return None
    if runner.id == "yaml.load" and isinstance(call.function, Name):
        second = call.arguments[1] if len(call.arguments) > 1 else None
        if isinstance(second, Name) and "Unsafe" not in second.parts[-1]:
            return None
    if runner.needs and not _may_be_true(resolver, call.keyword(runner.needs), module, site.scope):
        return _of_a_list(given) if runner.how == "shell" else None
    return given


def _is_free(runner: Runner, site: CallSite) -> bool:
    """Whether nothing is seen that holds in what is run: names of its own, a shell only perhaps."""
    if runner.needs:
        switch = site.call.keyword(runner.needs)
        return switch is None or isinstance(switch, Literal)
    alone = len(site.call.arguments) + len(site.call.keywords) < 2
    return runner.free and (runner.how != "code" or alone)


def _is_held(module: Module, site: CallSite, given: Expression) -> bool:
    """Whether something around the place speaks of a check or a sandbox."""
    around = any(_HELD.search(spelled(one)) for one in site.around)
    first = given.parts[0] if isinstance(given, Joined) and given.parts else given
    inside = isinstance(first, Literal) and _INSIDE.match(str(first.value)) is not None
    return around or inside or (site.scope, "") in module.checked


def _holds_bytes(resolver: Resolver, placed: Placed) -> bool:
    """Whether what is loaded is content that was sent, and no path of a file."""
    values = [placed.value, *(one.value for one in resolver.resolve(placed) if isinstance(one, Placed))]
    given = [one.parameter.annotation for one in resolver.resolve(placed) if isinstance(one, Given)]
    return any(_CONTENT.search(spelled(value)) for value in (*values, *given) if value is not None)


def _runs_a_file(given: Expression, committed: set[str]) -> bool:
    """Whether a command runs a script that the repository does not hold: something wrote it."""
    script = (
        _SCRIPT.search(given.value) if isinstance(given, Literal) and isinstance(given.value, str) else None
    )
    return script is not None and script.group(1) not in committed


def _is_safe(call: Call, keyword: str) -> bool:
    value = call.keyword(keyword)
    if isinstance(value, Literal):
        return value.value is True
    return isinstance(value, Name) and not re.search(r"Unsafe|^Loader$", value.parts[-1])


def _may_be_true(resolver: Resolver, value: Expression | None, module: Module, scope: str) -> bool:
    if value is None:
        return False
    found = resolver.resolve(Placed(value, module, scope))
    values = [one.value if isinstance(one, Placed) else None for one in found]
    return any(not isinstance(one, Literal) or one.value is True for one in values)


def _of_a_list(given: Expression) -> Expression | None:
    """The program text in a list of arguments: `["bash", "-c", text]`."""
    items = given.items if isinstance(given, Sequence) else ()
    for place, item in enumerate(items[1:-1], start=1):
        first = items[0].value if isinstance(items[0], Literal) else None
        python = isinstance(items[0], Name) and items[0].parts[-1] == "executable"
        shell = python or (isinstance(first, str) and _SHELLS.search(first) is not None)
        if shell and isinstance(item, Literal) and _DASH.fullmatch(str(item.value)):
            return items[place + 1]
    return None


def _offered(resolver: Resolver) -> Iterator[Mark]:
    """Parts of frameworks by which a model runs what it writes."""
    for module in resolver.modules:
        for site in module.calls:
            name = resolver.dotted(site.call.function, module, site.scope)
            tool = _code_tools().get(name or "")
            if tool is not None:
                asks = any(_ASKING.search(key) for key, _ in site.call.keywords)
                yield Mark(module.path, site.call.line, tool.id, tool.certain and not asks)
            for keyword, value in site.call.keywords:
                for by_keyword in running().tools:
                    if by_keyword.keyword == keyword and _switched_on(value):
                        yield Mark(module.path, site.call.line, by_keyword.id, by_keyword.certain)


def _switched_on(value: Expression) -> bool:
    if isinstance(value, Literal):
        return value.value is True
    return isinstance(value, Mapping | Call)


def _by_sign(project: "Project") -> Iterator[tuple[Mark, bool]]:
    """What runs text in languages that are not parsed; likely where a tool for a model does it."""
    tools = {file.path for file, _ in seen(project, "tool")}
    for file, sign in seen(project, "execution", "runner"):
        if file.kind.role is not Role.SOURCE or _BESIDE.search(file.path):
            continue
        likely = sign.topic == "runner" or (
            _WRITTEN.search(sign.name) is not None
            and _SETTLED.search(sign.name) is None
            and (file.path in tools or _TOOL_FILE.search(file.path) is not None)
        )
        yield Mark(file.path, sign.line, sign.sign, False), likely

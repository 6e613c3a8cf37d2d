"""JavaScript and TypeScript source → module, in the same form as Python: names are followed alike."""

from ast_grep_py import SgNode, SgRoot

from audit.inspection.classify import Role
from audit.inspection.expressions import ClassForm, Function, Mapping, Module, Name
from audit.inspection.following.script_names import PREFIX
from audit.inspection.readers import script_definitions as definitions
from audit.inspection.readers.loop_words import SCRIPT
from audit.inspection.readers.nodes import line_of, named
from audit.inspection.readers.script_attempts import head_of, open_try
from audit.inspection.readers.script_calls import take_call
from audit.inspection.readers.script_convert import FUNCTIONS, bare, convert, imported_module
from audit.inspection.readers.script_loop import read_loop
from audit.inspection.readers.script_walk import ScriptWalk
from audit.inspection.readers.walk import Open, go_through

_CLASSES = ("class_declaration", "abstract_class_declaration", "class")
_TYPED = frozenset({"public_field_definition", "abstract_class_declaration"})
_UNTYPED = frozenset({"field_definition"})
_KINDS = frozenset({
    "import_statement", "export_statement", "variable_declarator", "assignment_expression",
    "call_expression", "new_expression", "try_statement", "catch_clause", "finally_clause",
    "return_statement", *SCRIPT.loops, *_CLASSES, *FUNCTIONS,
})  # fmt: skip
_GRAMMARS = {".tsx": "tsx", ".ts": "typescript", ".mts": "typescript", ".cts": "typescript"}
_BLOCKS = (".vue", ".svelte")


def read_script(text: str, path: str, role: Role) -> Module:
    """Read one module; whatever cannot be parsed is skipped, and the first such line is kept."""
    ending = f".{path.rpartition('.')[2].lower()}"
    grammar = _GRAMMARS.get(ending, "typescript" if ending in _BLOCKS else "javascript")
    root = SgRoot(script_blocks(text) if ending in _BLOCKS else text, grammar).root()
    walk = ScriptWalk()
    kinds = (_KINDS | _UNTYPED) - _TYPED if grammar == "javascript" else _KINDS | _TYPED
    go_through(walk, root, kinds, _READERS)
    return walk.module(path, role)


def script_blocks(text: str) -> str:
    """The script blocks of a page, each on its own lines; everything else is blanked out."""
    kept: list[str] = []
    lower, at = text.lower(), 0
    while True:
        opened = lower.find("<script", at)
        start = lower.find(">", opened) + 1 if opened >= 0 else 0
        end = lower.find("</script", start) if start else -1
        if end < 0:
            return "".join(kept)
        kept += ["\n" * text.count("\n", at, start), text[start:end]]
        at = end


def _declarator(walk: ScriptWalk, node: SgNode) -> None:
    left, right = node.field("name"), node.field("value")
    if left is None:
        return
    if left.kind() == "identifier":
        walk.declared.add((walk.scope, left.text()))
    if right is None or _brings_module(walk, node, left, right) or bare_kind(right) in FUNCTIONS:
        return
    if left.kind() == "identifier":
        if right.kind() == "await_expression":
            walk.awaited.add(left.text())
        walk.bind(walk.scope, left.text(), convert(right), line_of(node))
    elif left.kind() == "object_pattern":
        whole = convert(right)
        for name, path, default in definitions.pattern_names(left):
            walk.bind(walk.scope, name, definitions.within(whole, path, default), line_of(node))


def bare_kind(node: SgNode) -> str:
    """The kind of what stands inside of parentheses and types."""
    inner = bare(node)
    return inner.kind() if inner is not None else ""


def _brings_module(walk: ScriptWalk, node: SgNode, left: SgNode, right: SgNode) -> bool:
    """Whether a declaration is an import: `const { A } = require("x")`, `const x = await import("x")`."""
    value, tail = bare(right), ""
    if value is not None and value.kind() == "member_expression":
        part = value.field("property")
        value, tail = value.field("object"), f".{part.text()}" if part is not None else ""
    module = imported_module(value)
    if module is None:
        return False
    walk.import_lines.append((f"{PREFIX}{module}", line_of(node)))
    if left.kind() == "identifier":
        walk.imports[left.text()] = f"{PREFIX}{module}{tail}"
    elif left.kind() == "object_pattern":
        for name, path, _ in definitions.pattern_names(left):
            walk.imports[name] = f"{PREFIX}{module}{tail}.{'.'.join(path)}"
    return True


def _assignment(walk: ScriptWalk, node: SgNode) -> None:
    left, right = node.field("left"), node.field("right")
    if left is None or right is None:
        return
    target, line = convert(left), line_of(node)
    if not isinstance(target, Name):
        return
    name, value = ".".join(target.parts), convert(right)
    if right.kind() == "await_expression":
        walk.awaited.add(name)
    if name in ("module.exports", "exports"):
        walk.bind("", "default", value, line)
        for key, inner in value.items if isinstance(value, Mapping) else ():
            if inner != Name((key,)):
                walk.bind("", key, inner, line)
    elif name.startswith(("module.exports.", "exports.")) and bare_kind(right) not in FUNCTIONS:
        walk.bind("", name.rpartition(".")[2], value, line)
    elif bare_kind(right) not in FUNCTIONS:
        walk.bind(_home(walk, name), name, value, line)


def _home(walk: ScriptWalk, name: str) -> str:
    """The scope that declares a name which is assigned here."""
    scope = walk.scope
    while scope and (scope, name) not in walk.declared:
        scope = scope.rpartition(".")[0]
        if not scope and ("", name) not in walk.declared:
            return walk.scope
    return scope


def _field(walk: ScriptWalk, node: SgNode) -> None:
    name, value = node.field("name") or node.field("property"), node.field("value")
    if name is not None and value is not None and bare_kind(value) not in FUNCTIONS:
        walk.bind(walk.scope, name.text().lstrip("#"), convert(value), line_of(node))


def _import(walk: ScriptWalk, node: SgNode) -> None:
    source = definitions.source_of(node)
    if source is not None:
        if not source.startswith((".", "@/", "~/")) or not definitions.is_type_only(node):
            walk.import_lines.append((f"{PREFIX}{source}", line_of(node)))
        walk.imports.update(definitions.imported(node))


def _export(walk: ScriptWalk, node: SgNode) -> None:
    source, line = definitions.source_of(node), line_of(node)
    everything = definitions.passes_all_on(node)
    if everything is not None:
        walk.imports[everything[1] or f"*{len(walk.imports)}"] = f"{PREFIX}{everything[0]}"
    for inner, outer in definitions.exported(node):
        if source is not None:
            walk.imports[outer] = f"{PREFIX}{source}.{inner}"
        elif inner != outer:
            walk.bind("", outer, Name((inner,)), line)
    if source is not None:
        walk.import_lines.append((f"{PREFIX}{source}", line))
    if any(child.kind() == "default" for child in node.children()):
        declared = node.field("declaration")
        name = declared.field("name") if declared is not None else None
        value = node.field("value")
        if name is not None:
            walk.bind("", "default", Name((name.text(),)), line)
        elif value is not None and bare_kind(value) not in FUNCTIONS:
            walk.bind("", "default", convert(value), line)


def _function(walk: ScriptWalk, node: SgNode) -> None:
    name, outer = definitions.given_name(node), walk.scope
    in_class = bool(walk.stack) and walk.stack[-1].kind in _CLASSES
    walk.enter(Open(node.range().end.index, node.kind(), name, own=not name.startswith("<")))
    listed = definitions.parameters(node)
    scope = walk.scope
    walk.declared.update((scope, parameter.name) for parameter in listed)
    walk.functions.append(Function(scope, outer, listed, (), (), line_of(node), in_class))
    if name == "constructor":
        for own in definitions.own_fields(node):
            walk.bind(scope, f"self.{own}", Name((own,)), line_of(node))
    body = node.field("body")
    if body is not None and body.kind() != "statement_block":
        walk.returns[scope] = [convert(body)]


def _class(walk: ScriptWalk, node: SgNode) -> None:
    name = definitions.given_name(node)
    bases = definitions.extended(node)
    walk.enter(Open(node.range().end.index, node.kind(), name))
    walk.classes.append(ClassForm(walk.scope, bases, line_of(node)))


def _loop(walk: ScriptWalk, node: SgNode) -> None:
    if not walk.deep:
        walk.heads[len(walk.loops)] = head_of(node)
        walk.repeat(read_loop(node, walk.scope, walk.loop_numbers), node.range().end.index)


def _return(walk: ScriptWalk, node: SgNode) -> None:
    values = named(node)
    if values:
        walk.give_back(convert(values[0]))


_READERS = {
    "try_statement": open_try,
    "call_expression": take_call,
    "new_expression": take_call,
    "variable_declarator": _declarator,
    "assignment_expression": _assignment,
    "public_field_definition": _field,
    "field_definition": _field,
    "import_statement": _import,
    "export_statement": _export,
    "return_statement": _return,
    **dict.fromkeys(SCRIPT.loops, _loop),
    **dict.fromkeys(_CLASSES, _class),
    **dict.fromkeys(FUNCTIONS, _function),
}

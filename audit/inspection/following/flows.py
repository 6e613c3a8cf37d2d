"""Values followed back to the model call whose reply they are."""

import re
from enum import IntEnum
from typing import TYPE_CHECKING

from audit.inspection import knowledge
from audit.inspection.expressions import (
    Call,
    CallSite,
    Choice,
    Expression,
    Function,
    Item,
    Mapping,
    Member,
    Module,
    Name,
)
from audit.inspection.facts import ModelActions
from audit.inspection.following.names import scopes_of
from audit.inspection.following.recognition import chain_of, recognise
from audit.inspection.joined.web_calls import web_call
from audit.inspection.patterns import Pattern

if TYPE_CHECKING:
    from audit.inspection.project import Project

_DEPTH = 9
_VENDOR = r"(?:llm|gpt|claude|openai|gemini|anthropic|groq|ollama|bedrock|mistral|chatbot)"
_ASKS = Pattern(
    r"(?:^|_)a?(?:invoke|predict|complete|generate_text|generate_content)$|(?:^|_)completions?(?:_\w{1,20})?$"
    r"|(?:ask|call|query|prompt|message)_(?:to_)?(?:the_)?model(?:_\w{1,12})?$"
    rf"|(?:call|ask|query|chat|complete|generate|run|send|prompt|invoke|request)_?\w{{0,30}}{_VENDOR}"
    r"(?!\w*(?:client|config|key|settings|tokens?|cost|name|models?|usage|tools?|error|prompt|messages)$)\w{0,20}$"
    rf"|get_?\w{{0,30}}{_VENDOR}\w{{0,20}}(?:response|reply|answer|output|result|text)$",
    re.IGNORECASE,
)
_MODELS = Pattern(
    r"(?:^|[._])(?:\w*(?:llm|chat_model|chain|gpt|agent|model|assistant|qa|chat))$", re.IGNORECASE
)
_REPLY = Pattern(
    r"(?:^|_)(?:llm|gpt|ai|model|chat|claude|openai|gemini|assistant)_?(?:response|reply|output|answer|result|text|message)"
    r"|^(?:completion|prediction|predictions|generation|reply|llm_result)(?:_text|_content|_str)?$",
    re.IGNORECASE,
)
_CALLED = Pattern(r"^(?:self_)?(?:llm|chat_model|chat_llm|gpt|chatgpt)$", re.IGNORECASE)  # `llm(messages)`
_ENVELOPE = frozenset({"body", "read", "iter_lines", "to_json", "model_dump_json"})
_FORM = Pattern(r"format$|schema|^(?:generation_|output_)?config$|guided|grammar")
_ARGUMENTS = Pattern(r"(?:^|\.)(?:arguments|tool_input|tool_args|function_args|args_json)$")


def _may_be_shaped(call: Call) -> bool:
    """Whether a call is given a form for its reply, other than JSON without a schema, or `**`."""
    given = [value for key, value in call.keywords if _FORM.search(key)]
    return bool(call.splats) or any(
        not isinstance(value, Mapping) or any("schema" in key for key, _ in value.items) for value in given
    )


class Grade(IntEnum):
    """How surely a value is a reply."""

    NO = 0
    NAMED = 1
    LIKELY = 2
    SURE = 3


class Replies:
    """The replies of a repository: which values come from a model call."""

    def __init__(self, project: "Project") -> None:
        self._project = project
        self.resolver = project.own
        self.near = {module.path for _, module, _ in project.calls}
        self._shaped = {module.path for _, module, site in project.calls if _may_be_shaped(site.call)}
        roots = {name.partition(".")[0] for m in project.own.modules for _, name in m.imports}
        roots |= {name for f in project.files if f.dependencies for name, _ in f.dependencies.entries}
        self.checkers = not roots.isdisjoint(knowledge.parsing().checkers)
        self._names: dict[tuple[int, str, tuple[str, ...], int], Grade] = {}
        self._asked: dict[tuple[int, str, str], bool] = {}
        self._given_back: dict[tuple[int, str, int], Grade] = {}

    @property
    def acting(self) -> bool:
        """Whether a model is known to set something going beyond reading."""
        return any(found.actions for found in self._project.of(ModelActions))

    def shaped(self, module: Module) -> bool:
        """Whether a call of a module may ask for a form of its reply in a way that cannot be seen."""
        return module.path in self._shaped

    def grade(self, value: Expression, module: Module, scope: str, depth: int = _DEPTH) -> Grade:
        """How surely an expression is the reply of a model, or a part of one."""
        if depth <= 0:
            return Grade.NO
        if isinstance(value, Choice):
            return max((self.grade(v, module, scope, depth - 1) for v in value.options), default=Grade.NO)
        if isinstance(value, Item | Member):
            if isinstance(value, Member) and value.name in _ENVELOPE:
                return Grade.NO
            return self.grade(value.base, module, scope, depth - 1)
        if isinstance(value, Call):
            return self._call(value, module, scope, depth)
        return self._name(value, module, scope, depth) if isinstance(value, Name) else Grade.NO

    def asks(self, name: str, module: Module, scope: str) -> bool:
        """Whether a call by this name asks a model, as far as it can be followed."""
        asked = (id(module), scope, name)
        if asked not in self._asked:
            parts = tuple(name.split("."))
            plain = all(part.isidentifier() for part in parts)
            self._asked[asked] = plain and self.grade(Call(Name(parts)), module, scope) >= Grade.LIKELY
        return self._asked[asked]

    def of_tool(self, value: Expression) -> bool:
        """Whether a value is written as the arguments of a tool call."""
        tail = (
            value.name
            if isinstance(value, Member)
            else ".".join(value.parts)
            if isinstance(value, Name)
            else ""
        )
        if isinstance(value, Item):
            return str(getattr(value.key, "value", "")) in ("arguments", "tool_input")
        return _ARGUMENTS.search(tail) is not None

    def _name(self, name: Name, module: Module, scope: str, depth: int) -> Grade:
        asked = (id(module), scope, name.parts, depth)
        if asked not in self._names:
            self._names[asked] = self._followed(name, module, scope, depth)
        return self._names[asked]

    def _followed(self, name: Name, module: Module, scope: str, depth: int) -> Grade:
        if len(name.parts) > 1 and not _ENVELOPE.isdisjoint(name.parts[1:]):
            return Grade.NO
        for inner in scopes_of(scope):
            bindings = self.resolver.bindings[id(module)]
            bound = bindings.get((inner, ".".join(name.parts))) or bindings.get((inner, name.parts[0]))
            if bound:
                values = [b.value for b in bound[-4:] if b.value != name]
                found = [self.grade(value, module, inner, depth - 1) for value in values]
                best = max(found, default=Grade.NO)
                if best is Grade.NO and any(
                    isinstance(v, Call) and self._outside(v, module, inner) for v in values
                ):
                    return Grade.NO
                return best or self._by_name(name.parts[0])
        return self._by_name(name.parts[0] if name.parts[0] != "self" else name.parts[-1])

    def _by_name(self, name: str) -> Grade:
        return Grade.NAMED if _REPLY.search(name) else Grade.NO

    def _outside(self, call: Call, module: Module, scope: str) -> bool:
        """Whether a call is one of a library that is known to be no model's."""
        name = self.resolver.dotted(call.function, module, scope)
        return name is not None and name.partition(".")[0] in ("requests", "httpx", "urllib", "json", "open")

    def _call(self, call: Call, module: Module, scope: str, depth: int) -> Grade:
        site = CallSite(call, scope)
        found = recognise(self.resolver, module, site)
        if found is not None:
            return Grade.SURE if found.surface.how != "constructor" or "execute" in found.name else Grade.NO
        parts, base = chain_of(call.function)
        last = parts[-1] if parts else ""
        if last in _ENVELOPE:
            return Grade.NO
        if last == "json" and (base is not None or len(parts) > 1):
            return self._answer(call, module, scope)
        local = self.resolver.function(call.function, module, scope)
        if local is not None:
            return self._local(local[0], local[1], depth)
        if base is not None:
            inner = self.grade(base, module, scope, depth - 1)
        else:
            inner = self._name(Name(parts[:-1]), module, scope, depth - 1) if len(parts) > 1 else Grade.NO
        given = max((self.grade(a, module, scope, depth - 2) for a in call.arguments[:3]), default=Grade.NO)
        if inner or (given and not _ASKS.search(last)):
            return max(inner, given)
        if module.path in self.near and _CALLED.search(last):
            return Grade.LIKELY
        if _ASKS.search(last) or (
            last in ("run", "chat", "generate", "invoke", "ainvoke", "call", "ask", "stream", "__call__")
            and _MODELS.search(".".join(parts[:-1]))
        ):
            return Grade.LIKELY
        return Grade.NO

    def _local(self, function: Function, home: Module, depth: int) -> Grade:
        """What a function of the repository gives back: a reply if it returns one."""
        asked = (id(home), function.name, depth)
        if asked not in self._given_back:
            grades = (self.grade(value, home, function.name, depth - 2) for value in function.returns)
            best = max(grades, default=Grade.NO)
            if best is Grade.NO and _ASKS.search(function.name.rpartition(".")[2]):
                best = Grade.LIKELY
            self._given_back[asked] = best
        return self._given_back[asked]

    def _answer(self, call: Call, module: Module, scope: str) -> Grade:
        """`response.json()`, where the response is that of a request to a provider."""
        function = call.function
        root: Expression | None = None
        if isinstance(function, Member):
            root = function.base
        elif isinstance(function, Name):
            root = Name(function.parts[:-1])
        candidates = [root] if isinstance(root, Call) else []
        if isinstance(root, Name):
            for inner in scopes_of(scope):
                bound = self.resolver.bindings[id(module)].get((inner, ".".join(root.parts)))
                if bound:
                    candidates = [b.value for b in bound[-4:] if isinstance(b.value, Call)]
                    break
        sites = (CallSite(c, scope) for c in candidates if isinstance(c, Call))
        return Grade.SURE if any(web_call(self.resolver, module, s) is not None for s in sites) else Grade.NO

"""What stands around a call: waits with a limit, retry loops, decorators that repeat it."""

import re

from audit.inspection.expressions import Call, CallSite, Expression, Literal, Module, Name, spelled
from audit.inspection.following.naming import names_time_limit
from audit.inspection.following.resolve import Resolver
from audit.inspection.following.script_names import is_script
from audit.inspection.patterns import Pattern

_RETRY_WORD = Pattern(
    r"(?:^|[._])(?:retry|retrying|retries|backoff|on_exception|on_predicate|AsyncRetrying|Retrying|stamina)(?:$|[._(])|retry",
    re.IGNORECASE,
)
_WAIT = Pattern(r"(?<!set)(?<!clear)timeout(?:after)?$", re.IGNORECASE)
_REPEATS = Pattern(r"(?<!no)(?<!no_)(?<!without)(?<!without_)(?:retry|backoff)", re.IGNORECASE)
_REPEATING = frozenset({"autoretry_for", "retries", "retry", "retry_policy"})
_LIMITING = Pattern(r"time_?out|time_?limit|deadline|fail_after|max_?time|expires", re.IGNORECASE)
_CALLED = Pattern(
    r"^(?:\w*time_?out\w*|\w*time_?limit\w*|\w*deadline\w*|alarm|setitimer|wait_for|fail_after|move_on_after"
    r"|result|terminate)$",
    re.IGNORECASE,
)
_SHARED = Pattern(
    r"^requests\.(?:post|request|Session\.\w+|api\.\w+)$"
    r"|(?:Session|HTTPAdapter)\.(?:request|send)$"
)
_WAITS = frozenset(
    {
        "asyncio.wait_for",
        "asyncio.timeout",
        "async_timeout.timeout",
        "anyio.fail_after",
        "anyio.move_on_after",
    }
)


def within_wait(resolver: Resolver, module: Module, site: CallSite) -> bool:
    """Whether something around the call, or that takes over what it began, gives it a time limit."""
    if is_script(module.path) and _taken_over(module, site):
        return True
    for around in site.around:
        function = around.function if isinstance(around, Call) else around
        if is_script(module.path):
            if isinstance(function, Name) and not _RETRY_WORD.search(".".join(function.parts)):
                return True
            continue
        name = resolver.dotted(function, module, site.scope) or ""
        if name in _WAITS:
            return True
    return False


def _taken_over(module: Module, site: CallSite) -> bool:
    """Whether what a call of a script began is handed to something with a time limit."""
    call = site.call
    names = {
        Name((bound.name,))
        for bound in module.bindings
        if isinstance(bound.value, Call) and bound.value.line == call.line
        and bound.value.function == call.function and site.scope.startswith(bound.scope)
    }  # fmt: skip
    return bool(names) and any(
        not names.isdisjoint(value for value in other.call.arguments if isinstance(value, Name))
        and other.scope.startswith(site.scope)
        and _limits_time(other.call)
        for other in module.calls
    )


def _limits_time(call: Call) -> bool:
    told = (value for key, value in call.keywords if names_time_limit(key))
    named = _WAIT.search(_last(call.function)) is not None and len(call.arguments) > 1
    return named or any(value not in (Literal(None), Name(("undefined",))) for value in told)


def waited_for(resolver: Resolver, module: Module) -> bool:
    """Whether the module of a call, or one that imports it, gives anything a time limit from outside."""
    near = [module, *resolver.importers(module)]
    return any(resolver.dotted(s.call.function, m, s.scope) in _WAITS for m in near for s in m.calls)


def limited_near(resolver: Resolver, module: Module, scope: str) -> bool:
    """Whether anything near speaks of a time limit that may reach what stands in a scope."""
    for function in module.functions:
        inside = scope == function.name or scope.startswith(f"{function.name}.")
        if inside and any(_LIMITING.search(_spoken(decorator)) for decorator in function.decorators):
            return True
    return resolver.once(("limits", "*"), lambda: _shared(resolver)) or resolver.once(
        ("limits", module.path), lambda: _limits_near(resolver, module)
    )


def _shared(resolver: Resolver) -> bool:
    """Whether the functions of a library that all requests go through are replaced."""
    return any(_SHARED.search(binding.name) for m in resolver.modules for binding in m.bindings)


def _limits_near(resolver: Resolver, module: Module) -> bool:
    near = [module, *resolver.importers(module)]
    return any(_CALLED.search(name) for m in near for name in m.called)


def _spoken(decorator: Expression) -> str:
    """A decorator with the names of what it is given."""
    given = decorator.keywords if isinstance(decorator, Call) else ()
    return " ".join([spelled(decorator), *(key for key, _ in given)])


def retried_near(resolver: Resolver, module: Module) -> bool:
    """Whether a script, one that it imports or one that imports it hands calls to a repeater."""
    if not is_script(module.path):
        return False
    near = [module, *resolver.beside_scripts(module)]
    return any(_REPEATS.search(_last(s.call.function)) for m in near for s in m.calls)


def _last(function: Expression) -> str:
    return function.parts[-1] if isinstance(function, Name) else getattr(function, "name", "")


def within_retry(module: Module, site: CallSite) -> bool:
    """Whether the call stands in a retry loop, a retry context, or a function that is retried."""
    for around in site.around:
        function = around.function if isinstance(around, Call) else around
        if isinstance(function, Name) and _RETRY_WORD.search(".".join(function.parts)):
            return True
    for number in site.loops:
        loop = module.loops[number]
        if (loop.kind == "for" or (loop.kind == "while" and loop.counted)) and site.tried and loop.catches:
            return True
    return retried(module, site.scope) or _asked_again(module, site)


def _asked_again(module: Module, site: CallSite) -> bool:
    """Whether the function of a call is called again, or its task queued again, where the call failed."""
    own = site.scope.partition(".<")[0].rpartition(".")[2]
    again = {Name((own,)), Name(("self", own)), Name(("cls", own)), Name(("self", "retry"))}
    return any(
        attempt.scope == site.scope
        and attempt.line <= site.call.line
        and any(call.function in again and call.line > site.call.line for call in attempt.caught)
        for attempt in (module.attempts if own else ())
    )


def named_retry(scope: str) -> bool:
    """Whether a call stands in a function that by its name repeats it: by what cannot be seen there."""
    return _REPEATS.search(scope) is not None


def retried(module: Module, scope: str) -> bool:
    """Whether a function, or one around it, carries a decorator that repeats it."""
    for function in module.functions:
        if scope == function.name or scope.startswith(f"{function.name}."):
            for decorator in function.decorators:
                named = decorator.function if isinstance(decorator, Call) else decorator
                text = ".".join(named.parts) if isinstance(named, Name) else getattr(named, "name", "")
                if _RETRY_WORD.search(text) or _repeats(decorator):
                    return True
    return False


def _repeats(decorator: Expression) -> bool:
    """Whether a decorator is told to repeat what it is put on: `@task(retries=3)`."""
    given = decorator.keywords if isinstance(decorator, Call) else ()
    off = (Literal(None), Literal(0), Literal(False))
    return any(key in _REPEATING and value not in off for key, value in given)

"""The state of one pass over a file of JavaScript or TypeScript: also what it declares and tries."""

from dataclasses import dataclass, field

from audit.inspection.readers.walk import Walk

_TRIES = ("try_statement", "catch_clause", "finally_clause")


@dataclass
class ScriptWalk(Walk):
    """A walk that knows which names a scope declares, which were waited for, and what each loop runs over."""

    declared: set[tuple[str, str]] = field(default_factory=set)
    awaited: set[str] = field(default_factory=set)
    heads: dict[int, str] = field(default_factory=dict)

    @property
    def tried(self) -> bool:
        """Whether the innermost part of a `try` around this place is the part that is tried."""
        parts = [opened.kind for opened in self.stack if opened.kind in _TRIES]
        return bool(parts) and parts[-1] == "try_statement"

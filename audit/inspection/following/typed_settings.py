"""The settings of a call of Go or Java: in the objects it is given, its options, or what made its client."""

from audit.inspection.expressions import Call, Expression, Joined, Literal, Mapping, Name, Sequence
from audit.inspection.facts import Origin, Setting, State
from audit.inspection.following.resolve import Placed, Resolved, Resolver
from audit.inspection.following.settings import state_of
from audit.inspection.intake.sending import Value

_DEPTH = 6
_ORDER = (State.NONE, State.UNRESOLVED, State.DEFAULT, State.SET)
_ABSENT, _HIDDEN = "absent", "hidden"
_PLAIN = ("go:net/http.", "go:context.", "go:time.", "go:github.com/aws/aws-sdk-go-v2/", "java:java.")
_PLAIN_JAVA = ("java:software.amazon.awssdk.", "java:com.azure.core.")


class Search(Value, frozen=True):
    """What is looked for, and what may be taken for an object that shows all that it holds."""

    resolver: Resolver
    packages: tuple[str, ...]

    def settle(
        self, call: Placed, clients: list[Placed], arguments: tuple[str, ...], default: str, *, blind: bool
    ) -> Setting:
        """The first place that decides a setting wins: the call, then all that may have made its client."""
        on_call = [a for a in arguments if not a.startswith("new#")]
        on_client = [
            a.removeprefix("new") for a in arguments if a.startswith("new#") or not a.startswith("#")
        ]
        decided, hidden = self._first(call, on_call, Origin.CALL)
        if decided is not None:
            return decided
        found = [self._first(client, on_client, Origin.CLIENT) for client in clients]
        given = [setting for setting, _ in found if setting is not None]
        if given and len(given) == len(found) and not blind:
            return min(given, key=lambda setting: _ORDER.index(setting.state))
        if given or hidden or any(unseen for _, unseen in found) or (blind and on_client):
            return Setting(State.UNRESOLVED)
        return Setting(State.DEFAULT if default else State.ABSENT, default, origin=Origin.LIBRARY)

    def _first(self, call: Placed, arguments: list[str], at: Origin) -> tuple[Setting | None, bool]:
        hidden = False
        for argument in arguments:
            seen = self._at(call, argument, at)
            if isinstance(seen, Setting):
                return seen, False
            hidden = hidden or seen is _HIDDEN
        return None, hidden

    def _at(self, call: Placed, argument: str, at: Origin) -> Setting | str:
        made = call.value
        if not isinstance(made, Call):
            return _HIDDEN
        if not argument.startswith("#"):
            return self._entry(call, made.keywords, made.splats, argument.split("."), at, _DEPTH)
        position, _, path = argument.removeprefix("#").partition(".")
        if len(made.arguments) <= int(position):
            return _HIDDEN if made.splats else _ABSENT
        inside = Placed(made.arguments[int(position)], call.module, call.scope, made.line)
        return self._inside(inside, path.split(".") if path else [], at, _DEPTH)

    def _inside(self, placed: Placed, path: list[str], at: Origin, depth: int) -> Setting | str:
        if depth <= 0:
            return _HIDDEN
        if not path:
            return state_of(self.resolver, placed, at)
        found = [self._of_one(one, path, at, depth) for one in self.resolver.resolve(placed)]
        settings = [one for one in found if isinstance(one, Setting)]
        if settings and len(settings) == len(found):
            return min(settings, key=lambda setting: _ORDER.index(setting.state))
        if settings:
            return Setting(State.UNRESOLVED)
        return _HIDDEN if _HIDDEN in found else _ABSENT

    def _of_one(self, found: Resolved, path: list[str], at: Origin, depth: int) -> Setting | str:
        if not isinstance(found, Placed):
            return _HIDDEN
        value = found.value
        if isinstance(value, Mapping):
            return self._entry(found, value.items, value.splats, path, at, depth)
        if isinstance(value, Call):
            seen = self._entry(found, value.keywords, value.splats, path, at, depth)
            shows = seen is not _ABSENT or self._shows_all(found, value)
            return seen if shows else _HIDDEN
        return _ABSENT if isinstance(value, Literal | Joined | Sequence) else _HIDDEN

    def _shows_all(self, found: Placed, call: Call) -> bool:
        """Whether an object is made here, by a literal, a builder or a function of the library itself."""
        name = self.resolver.dotted(call.function, found.module, found.scope) or ""
        if name.startswith((*_PLAIN, *_PLAIN_JAVA)) or any(
            name.startswith(package) for package in self.packages
        ):
            return True
        home = self.resolver.class_home(call.function, found.module)
        return home is not None and isinstance(call.function, Name)

    def _entry(
        self, placed: Placed, items: tuple[tuple[str, Expression], ...], splats: tuple[Expression, ...],
        path: list[str], at: Origin, depth: int,
    ) -> Setting | str:  # fmt: skip
        value = dict(items).get(path[0])
        if value is not None:
            line = value.line if isinstance(value, Call) else _line(placed)
            return self._inside(Placed(value, placed.module, placed.scope, line), path[1:], at, depth - 1)
        unseen = False
        for splat in splats:
            seen = self._inside(Placed(splat, placed.module, placed.scope, placed.line), path, at, depth - 1)
            if isinstance(seen, Setting):
                return seen
            unseen = unseen or seen is _HIDDEN
        return _HIDDEN if unseen else _ABSENT


def _line(placed: Placed) -> int | None:
    return placed.value.line if isinstance(placed.value, Call) else placed.line

"""A visitor of the app without a browser: speaks to the server as a page does, and waits for the answer."""

import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Self

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.util import calc_hash
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

PARAMETER, LONGEST = "clock", 120
"""Seconds after which an answer is given up."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What one run of a page showed: how long it took, in seconds, and the ids of its fields."""

    seconds: float
    fields: tuple[str, ...]
    drawn: int
    """How many things were sent to be shown."""
    errors: tuple[str, ...]

    def field(self, key: str) -> str:
        """The id of the field with this key."""
        return next(one for one in self.fields if one.endswith(f"-{key}"))


@dataclass
class Visitor:
    """One open page of the app at `address`, `http://127.0.0.1:8501`."""

    address: str
    page: str
    query: str
    name: str = ""
    """What a clock at the server's door calls this visitor; see `benchmarks.clock`."""
    _states: dict[str, WidgetState] = field(default_factory=dict)
    _pieces: dict[str, str] = field(default_factory=dict)
    _open: ExitStack = field(default_factory=ExitStack)
    _door: ClientConnection | None = None

    def __enter__(self) -> Self:
        waiting = connect(
            f"{self.address.replace('http', 'ws')}/_stcore/stream?{PARAMETER}={self.name}",
            origin=Origin(self.address),
            subprotocols=[Subprotocol("streamlit")],
            max_size=None,
        )
        self._door = self._open.enter_context(waiting)
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def look(self) -> Shown:
        """Show the page, as after a reload."""
        return self._run()

    def choose(self, field_id: str, values: Sequence[str], *, whole_page: bool = False) -> Shown:
        """Choose in a field, and wait until its piece of the page has been drawn again, or all of it.

        The whole page is asked for where something else was touched at the same time.
        """
        self.hold(field_id, values)
        return self._run("" if whole_page else self._pieces[field_id])

    def hold(self, field_id: str, values: Sequence[str]) -> None:
        """Choose in a field, and say so only together with what is chosen next."""
        state = WidgetState(id=field_id)
        state.string_array_value.data.extend(values)
        self._states[field_id] = state

    def pick(self, field_id: str, value: str) -> Shown:
        """Pick one of several, and wait until its piece of the page has been drawn again."""
        self._states[field_id] = WidgetState(id=field_id, string_value=value)
        return self._run(self._pieces[field_id])

    def _run(self, piece: str = "") -> Shown:
        assert self._door is not None
        asked = BackMsg()
        asked.rerun_script.query_string = self.query
        asked.rerun_script.fragment_id = piece
        asked.rerun_script.page_script_hash = calc_hash(self.page) if self.page else ""
        asked.rerun_script.widget_states.widgets.extend(self._states.values())
        start = time.perf_counter()
        self._door.send(asked.SerializeToString())
        found, errors, drawn = dict[str, str](), list[str](), 0
        for message in self._messages():
            kind = message.WhichOneof("type")
            drawn += kind == "delta"
            if kind == "script_finished" and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                self._pieces |= found
                return Shown(time.perf_counter() - start, tuple(found), drawn, tuple(errors))
            if kind == "delta" and message.delta.WhichOneof("type") == "new_element":
                element = message.delta.new_element
                shown = getattr(element, str(element.WhichOneof("type")))
                if shown_id := getattr(shown, "id", ""):
                    found[shown_id] = message.delta.fragment_id
                    if getattr(shown, "set_value", False):
                        self._states.pop(shown_id, None)  # the server says what it holds now
                if element.WhichOneof("type") == "exception" or (
                    element.WhichOneof("type") == "alert" and shown.format == shown.ERROR
                ):
                    errors.append(str(getattr(shown, "body", "") or getattr(shown, "message", "")))
        raise AssertionError("the server has closed the page")

    def _messages(self) -> Iterator[ForwardMsg]:
        assert self._door is not None
        while True:
            message = ForwardMsg()
            message.ParseFromString(bytes(self._door.recv(timeout=LONGEST)))  # type: ignore[arg-type]
            yield message

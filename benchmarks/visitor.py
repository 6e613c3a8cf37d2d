"""A visitor of the app without a browser: speaks to the server as a page does, and waits for the answer."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Self

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.util import calc_hash
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

LONGEST = 120
"""Seconds after which an answer is given up."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What one run of a page showed: how long it took, in seconds, and the ids of its fields."""

    seconds: float
    fields: tuple[str, ...]
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
    _states: dict[str, WidgetState] = field(default_factory=dict)
    _door: ClientConnection | None = None

    def __enter__(self) -> Self:
        self._door = connect(
            f"{self.address.replace('http', 'ws')}/_stcore/stream",
            origin=Origin(self.address),
            subprotocols=[Subprotocol("streamlit")],
            max_size=None,
        )
        return self

    def __exit__(self, *_: object) -> None:
        assert self._door is not None
        self._door.close()

    def look(self) -> Shown:
        """Show the page, as after a reload."""
        return self._run()

    def choose(self, field_id: str, values: Sequence[str]) -> Shown:
        """Choose in a field, and wait until the page has been drawn again."""
        state = WidgetState(id=field_id)
        state.string_array_value.data.extend(values)
        self._states[field_id] = state
        return self._run()

    def _run(self) -> Shown:
        assert self._door is not None
        asked = BackMsg()
        asked.rerun_script.query_string = self.query
        asked.rerun_script.page_script_hash = calc_hash(self.page) if self.page else ""
        asked.rerun_script.widget_states.widgets.extend(self._states.values())
        start = time.perf_counter()
        self._door.send(asked.SerializeToString())
        fields, errors = list[str](), list[str]()
        for message in self._messages():
            kind = message.WhichOneof("type")
            if kind == "script_finished":
                return Shown(time.perf_counter() - start, tuple(fields), tuple(errors))
            if kind == "delta" and message.delta.WhichOneof("type") == "new_element":
                element = message.delta.new_element
                shown = getattr(element, str(element.WhichOneof("type")))
                if shown_id := getattr(shown, "id", ""):
                    fields.append(shown_id)
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

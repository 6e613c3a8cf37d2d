"""What a process that prints is given: the page as HTML, and what goes with it into the PDF."""

import json
from datetime import date
from typing import NamedTuple, Self


class Embedded(NamedTuple):
    """Data that a report carries: a file name, its content, and the day that it is dated."""

    name: str
    content: str
    day: date


class Order(NamedTuple):
    """A PDF to be made; equal orders make equal bytes."""

    html: str
    identifier: bytes
    embedded: Embedded | None = None

    def packed(self) -> bytes:
        """The order as bytes, for the other process."""
        data = self.embedded and (self.embedded.name, self.embedded.content, self.embedded.day.isoformat())
        return json.dumps((self.html, self.identifier.hex(), data)).encode()

    @classmethod
    def unpacked(cls, content: bytes) -> Self:
        """The order that was packed into bytes."""
        html, identifier, data = json.loads(content)
        embedded = Embedded(data[0], data[1], date.fromisoformat(data[2])) if data else None
        return cls(html, bytes.fromhex(identifier), embedded)

"""The verification of a report: what was recomputed, what agrees, and where it does not."""

from typing import Literal

from audit.model.base import Value

MOST_PLACES = 8
"""How many places of one point are told."""


class Point(Value):
    """One thing that was verified; `holds` is none where it could not be told."""

    name: str
    holds: bool | None
    why: str
    places: tuple[str, ...] = ()


class Verification(Value):
    """Whether a report says what its own data leads to."""

    schema_name: Literal["phase2-verification"] = "phase2-verification"
    schema_version: Literal["1"] = "1"
    document: str
    number: str = ""
    points: tuple[Point, ...]

    @property
    def verified(self) -> bool:
        """Whether no point failed and the printed text agrees."""
        return all(point.holds is not False for point in self.points) and bool(self.number)

    @property
    def looks_compared(self) -> bool:
        """Whether more than the text was compared; not with other layout software."""
        return all(point.holds is not None for point in self.points if point.name != "Signature")


class Printed(Value):
    """A report as it was found; `record` is none where no data is embedded, `pages` where not asked."""

    pages: tuple[str, ...]
    record: str | None
    name: str = ""
    """What the record is called: that of one assessment, or of several vendors."""
    creator: str = ""

"""A clause that a contract has to hold, and the gate that asks for it."""

from audit.model.base import Value


class ClauseDemand(Value):
    """A clause of the rubric that is demanded of this vendor, and why."""

    clause: str
    criterion: str
    why: str

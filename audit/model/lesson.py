"""What the next project can do otherwise."""

from pydantic import Field

from audit.model.base import Value


class Lesson(Value):
    """A control that was missing where a failure pattern acted, and when it has to be there the next time."""

    pattern: str = Field(description="the failure pattern that was present")
    criterion: str
    level: int = Field(description="the level that it has to reach, 0 to 4")
    stage: str = Field(description="the delivery stage by whose end it has to be there")

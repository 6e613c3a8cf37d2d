"""How far a figure or a day that people state may go."""

from datetime import date
from typing import Annotated

from pydantic import Field

from audit.model.speech import _

Level = Annotated[int, Field(ge=0, le=4, strict=True)]
Count = Annotated[int, Field(ge=0, le=10**12)]
Money = Annotated[float, Field(ge=0, le=10**15)]
Day = Annotated[date, Field(ge=date(1970, 1, 1), le=date(2200, 12, 31))]


def check_successes(successes: int, trials: int) -> None:
    """Raise ValueError where more succeeded than was tried."""
    if successes > trials:
        raise ValueError(
            _(
                "{successes} successes of {trials} trials is impossible",
                successes=str(successes),
                trials=str(trials),
            )
        )

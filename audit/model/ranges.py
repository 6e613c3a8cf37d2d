"""How far a figure or a day that people state may go."""

from datetime import date
from typing import Annotated

from pydantic import Field

Level = Annotated[int, Field(ge=0, le=4, strict=True)]
Count = Annotated[int, Field(ge=0, le=10**12)]
Money = Annotated[float, Field(ge=0, le=10**15)]
Day = Annotated[date, Field(ge=date(1970, 1, 1), le=date(2200, 12, 31))]

"""How the parts of the rubric are named."""

from typing import Annotated, Literal

from pydantic import Field

CriterionId = Annotated[str, Field(pattern=r"^[A-Z]{2,5}-\d{2}$")]
StageId = Literal["S1", "S2", "S3", "S4", "S5"]
STAGES: tuple[StageId, ...] = ("S1", "S2", "S3", "S4", "S5")

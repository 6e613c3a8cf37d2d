"""The gate of continuous integration: a policy of conditions, and whether an inspection meets them."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, computed_field, model_validator

from audit.model.base import Value
from audit.model.finding import Confidence, Outcome


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _spelled_out(value: object) -> object:
    """`met` as the short form of `{outcome: met}`."""
    return {"outcome": value} if isinstance(value, str) else value


class Requirement(Value):
    """The outcome that a check must have; `or` names others that will do."""

    outcome: Outcome = Outcome.MET
    otherwise: Annotated[tuple[Outcome, ...], BeforeValidator(_listed)] = Field(default=(), alias="or")

    @property
    def accepted(self) -> frozenset[Outcome]:
        """The outcomes that will do; what does not apply to a repository cannot be asked of it."""
        return frozenset({self.outcome, *self.otherwise, Outcome.NOT_APPLICABLE})


class Threshold(Value):
    """From which confidence on a finding that is not met fails the gate."""

    confidence: Confidence = Confidence.STRONG


class Exemption(Value):
    """A weakness that somebody accepts under his name, for a reason, until a day."""

    check: str = Field(min_length=1)
    path: str = Field(
        default="", description="files it is about, `*` for any part; without it the whole check"
    )
    owner: str = Field(min_length=1)
    reason: str = Field(min_length=1)
    expires: date


class Policy(Value):
    """What a repository must show for the gate to open."""

    require: dict[str, Annotated[Requirement, BeforeValidator(_spelled_out)]] = Field(default_factory=dict)
    fail_on: Threshold | None = None
    max_new_findings: int | None = Field(default=None, ge=0)
    longest_waiver: int = Field(default=180, ge=1, le=3650, description="days from today")
    waivers: tuple[Exemption, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _has_a_condition(cls, data: Any) -> Any:
        if isinstance(data, dict) and not (
            data.get("require") or {"fail_on", "max_new_findings"} & {k for k in data if data[k] is not None}
        ):
            raise ValueError("has no condition: give `require`, `fail_on` or `max_new_findings`")
        return data


class Condition(Value):
    """One condition, whether it holds, and why."""

    name: str
    holds: bool
    why: str
    places: tuple[str, ...] = ()


class GateResult(Value):
    """Every condition of a policy against one inspection."""

    schema_name: Literal["phase2-gate"] = "phase2-gate"
    schema_version: Literal["1"] = "1"
    repository: str
    commit: str
    baseline: str = Field(default="", description="the commit that was compared with; empty without one")
    conditions: tuple[Condition, ...]
    unused_waivers: tuple[str, ...] = Field(default=(), description="waivers that nothing needed")

    @computed_field  # type: ignore[prop-decorator]
    @property
    def met(self) -> bool:
        """Whether every condition holds."""
        return all(condition.holds for condition in self.conditions)

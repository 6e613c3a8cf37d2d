"""An attack in every text of an assessment: the fields are found by their type, so that new ones are too."""

from collections.abc import Iterable
from dataclasses import fields
from datetime import UTC, date, datetime
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from annotated_types import Ge, Gt, MaxLen
from pydantic.fields import FieldInfo

from audit.model.assessment import Assessment
from audit.model.base import AnyValue
from audit.model.plain import Plain, Within
from tests.reports.case import ASSESSMENT

HERE = "http://127.0.0.1:9"
ATTACK = (
    f"""</td></style></script><script>window.attacked=1;fetch("{HERE}/s")</script><img src={HERE}/i """
    f"""onerror=window.attacked=1><svg onload=window.attacked=1><image href="{HERE}/v"/></svg>"""
    f"""<link rel=stylesheet href="{HERE}/l"><link rel=attachment href="file:///etc/hostname">"""
    f"""<style>@import "{HERE}/m";@font-face{{font-family:x;src:url({HERE}/f)}}*{{background:url({HERE}/b)}}"""
    f"""</style><object data="{HERE}/o"></object><embed src="{HERE}/e"><iframe src="{HERE}/r"></iframe>"""
    f"""<img src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'><image href='{HERE}/n'/></svg>">"""
    f"""<meta http-equiv=refresh content="0;{HERE}/h"><base href="{HERE}/"><a href="javascript:window.attacked=1">"""
    """{{ 7 * 7 }}{% raw %} =1+1 ' " & \\ \u202e\u2066שלום\u2069 \x07\x0b\x1b[31m \ufeff\u200b \U0001f680 end"""
)
SIGNS = {
    "criterion": "SEC-01",
    "question": "PQ-01",
    "item": "WB-01",
    "currency": "EUR",
    "check": "pinned-model-version",
    "sensitivity": 0.9,
    "specificity": 0.9,
    "share": 1.0,
}
"""A value for the fields that take only some form of sign, or a figure that makes sense."""
LEFT = {"id", "by", "check", "informs", "asserts", "engine", "symptoms", "seen_by"}
"""Fields that name something else in the assessment."""
DEEPEST = 7


def planted() -> Assessment:
    """The case made by hand, with at least one of everything, and an attack in every text."""
    short = ASSESSMENT.model_copy(update={"answers": ASSESSMENT.answers[:2]})
    given: Assessment = _planted(Assessment, short, (), 0)
    return Assessment.model_validate(given.model_dump(mode="json"))


def unplanted(value: Any, place: str = "") -> set[str]:
    """The places of texts within a value that hold no attack, though they take any text."""
    if isinstance(value, AnyValue):
        return {
            found
            for name, field in fields_of(type(value)).items()
            if name not in LEFT and name not in SIGNS and "pattern" not in str(field)
            if get_origin(field.annotation) is not Literal
            for found in unplanted(getattr(value, name), f"{type(value).__name__}.{name}")
        }
    if isinstance(value, tuple):
        return {found for each in value for found in unplanted(each, place)}
    plain = isinstance(value, str) and not isinstance(value, Enum)
    return {place} if plain and not value.startswith(ATTACK[:20]) else set()


def _planted(kind: Any, value: Any, limits: tuple[Any, ...], depth: int) -> Any:
    """The value with every text replaced; None and () become something where something fits."""
    kind, limits = _bare(kind, limits)
    if get_origin(kind) in (Union, UnionType):
        choice = next(k for k in get_args(kind) if k is not NoneType)
        if value is None and not (
            choice is str or (isinstance(choice, type) and issubclass(choice, AnyValue))
        ):
            return None  # no text, and it need not be
        return _planted(choice, value, limits, depth)
    if kind is str:
        longest = next((limit.max_length for limit in limits if isinstance(limit, MaxLen)), None)
        return ATTACK[:longest] if not any(getattr(limit, "pattern", None) for limit in limits) else value
    if isinstance(kind, type) and issubclass(kind, AnyValue):
        return _filled(kind, value, depth)
    if get_origin(kind) is tuple and get_args(kind)[-1] is Ellipsis:
        inner = get_args(kind)[0]
        many = value or ((None,) if depth < DEEPEST and not _recurs(inner) else ())
        made = (_planted(inner, each, (), depth + 1) for each in many)
        return tuple(each for each in made if each is not None)
    if get_origin(kind) is dict and value:
        return {key: _planted(get_args(kind)[1], each, (), depth + 1) for key, each in value.items()}
    return _plain(kind, limits) if value is None else value


def _filled(kind: type[AnyValue], value: Any, depth: int) -> Any:
    if value is None and (depth >= DEEPEST or _recurs(kind)):
        return None
    found: dict[str, Any] = {}
    for name, field in fields_of(kind).items():
        before = getattr(value, name) if value is not None else _default(field)
        if not before and name in SIGNS and value is None:
            found[name] = SIGNS[name]
        elif name in LEFT and before is not None:
            found[name] = before
        else:
            found[name] = _planted(field.annotation, before, _limits(field.metadata), depth + 1)
        if found[name] is None and field.annotation is str:
            found[name] = "ops" if name == "by" else "one"
    return kind(**found) if issubclass(kind, Plain) else kind.model_construct(**found)


def fields_of(kind: type[AnyValue]) -> dict[str, FieldInfo]:
    """The fields of a kind of value, as pydantic takes them."""
    if not issubclass(kind, Plain):
        return kind.model_fields
    types = get_type_hints(kind, include_extras=True)
    return {one.name: FieldInfo.from_annotated_attribute(types[one.name], one) for one in fields(kind)}


def _limits(given: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(each for one in given for each in (one if isinstance(one, Within) else [one]))


def _default(field: FieldInfo) -> Any:
    return None if field.is_required() else field.get_default(call_default_factory=True)


def _bare(kind: Any, limits: tuple[Any, ...]) -> tuple[Any, tuple[Any, ...]]:
    while get_origin(kind) is Annotated:
        kind, *more = get_args(kind)
        limits += tuple(each for m in more for each in (m.metadata if isinstance(m, FieldInfo) else [m]))
    return kind, limits


def _recurs(kind: Any) -> bool:
    return getattr(kind, "__name__", "") == "Condition"


def _plain(kind: Any, limits: tuple[Any, ...]) -> Any:
    if get_origin(kind) is Literal:
        return get_args(kind)[0]
    if isinstance(kind, type) and issubclass(kind, Enum):
        return next(iter(kind))
    least = next((x.ge for x in limits if isinstance(x, Ge)), None)
    above = any(isinstance(limit, Gt) for limit in limits)
    number = least if least is not None else 0.5 if above and kind is float else 1
    values = {bool: False, int: number, float: number, date: date(2026, 11, 1)}
    return values.get(kind, datetime(2026, 11, 1, tzinfo=UTC) if kind is datetime else None)

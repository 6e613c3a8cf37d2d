"""Knowledge read from YAML and checked; every error says which entry is wrong and why."""

import re
from importlib import resources
from typing import Any, TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError

from audit.model.base import InputError

T = TypeVar("T")


def parse(text: str, kind: type[T], name: str) -> T:
    """Check one text of knowledge; every error says which field of which entry is wrong and why."""
    try:
        return TypeAdapter(kind).validate_python(yaml.load(text, Loader=yaml.CSafeLoader))
    except yaml.YAMLError as error:
        raise InputError(f"{name}: not valid YAML: {error}") from error
    except (ValidationError, re.error) as error:
        raise InputError(f"{name}: {_reasons(error)}") from error


def _reasons(error: ValidationError | re.error) -> str:
    if isinstance(error, re.error):
        return f"not a regular expression: {error}"
    return "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())


def load(name: str, kind: Any) -> Any:
    """The checked content of one file of this folder."""
    text = resources.files(__package__).joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    return parse(text, kind, f"audit/inspection/knowledge/{name}.yaml")

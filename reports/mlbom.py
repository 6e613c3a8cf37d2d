"""An inspection as a CycloneDX 1.6 bill of materials: models, services, libraries, data and prompts.

Nothing stands in it that the code did not show: no version that only a registry knows, no licence, no
score. Every component carries the lines that show it.
"""

import json
import uuid
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from audit.model.inspection import Inspection
from audit.model.inventory import Item, ItemKind, Place

SCHEMA = "http://cyclonedx.org/schema/bom-1.6.schema.json"
ROOT = "system"
PURL = {"JavaScript": "npm", "TypeScript": "npm", "Go": "golang"}

Node = dict[str, Any]


def render(inspection: Inspection) -> str:
    """The bill as text; the same bytes and the same serial number for the same inspection."""
    return json.dumps(_bill(inspection), indent=2, ensure_ascii=False) + "\n"


def _bill(inspection: Inspection) -> Node:
    items = inspection.inventory
    components = [_component(item) for item in items if item.kind is not ItemKind.PROVIDER]
    services = [_service(item) for item in items if item.kind is ItemKind.PROVIDER]
    references = [node["bom-ref"] for node in (*components, *services)]
    return {
        "$schema": SCHEMA,
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{_serial(inspection)}",
        "version": 1,
        "metadata": _metadata(inspection),
        "components": components,
        "services": services,
        "dependencies": [
            {"ref": ROOT, "dependsOn": sorted(references)},
            *_calls(items, set(references)),
        ],
        "compositions": [{"aggregate": "incomplete", "assemblies": [ROOT]}],
    }


def _serial(inspection: Inspection) -> uuid.UUID:
    """Of the repository and the commit; what no commit holds is told apart by what was sighted."""
    named = f"{inspection.remote or inspection.repository}@{inspection.commit}"
    if inspection.modified or not inspection.commit:
        named += "".join(item.model_dump_json() for item in inspection.inventory)
    return uuid.uuid5(uuid.NAMESPACE_URL, named)


def _metadata(inspection: Inspection) -> Node:
    tool = {"type": "application", "name": "Phase 2 Audit", "version": inspection.engine}
    system: Node = {"type": "application", "bom-ref": ROOT, "name": inspection.repository or "unnamed"}
    if inspection.commit:
        system["version"] = inspection.commit
    if inspection.remote:
        system["externalReferences"] = [{"type": "vcs", "url": inspection.remote}]
    system["properties"] = _properties(modified=str(inspection.modified).lower())
    metadata: Node = {"tools": {"components": [tool]}, "component": system}
    if inspection.history.last is not None:
        metadata["timestamp"] = inspection.history.last.isoformat().replace("+00:00", "Z")
    return metadata


def _component(item: Item) -> Node:
    node: Node = {"type": _TYPES[item.kind], "bom-ref": _reference(item), "name": item.name}
    match item.kind:
        case ItemKind.MODEL:
            node["modelCard"] = {"properties": _properties(pin=item.pin, providers=", ".join(item.providers))}
        case ItemKind.LIBRARY:
            if item.language in PURL:
                node["purl"] = f"pkg:{PURL[item.language]}/{quote(item.name, safe='/')}"
            node["properties"] = _properties(language=item.language, purposes=", ".join(item.purposes))
        case ItemKind.DATASET:
            node["data"] = [{"type": "dataset", "name": item.name}]
            if item.records is not None:
                node["properties"] = _properties(records=str(item.records))
        case ItemKind.PROMPT:
            node["data"] = [{"type": "definition", "name": item.name}]
    node["evidence"] = {"occurrences": [_occurrence(place) for place in item.places]}
    if item.sighted > len(item.places):
        node.setdefault("properties", []).extend(_properties(sighted=str(item.sighted)))
    return node


_TYPES = {
    ItemKind.MODEL: "machine-learning-model",
    ItemKind.LIBRARY: "library",
    ItemKind.DATASET: "data",
    ItemKind.PROMPT: "data",
}


def _service(item: Item) -> Node:
    """A provider; services have no evidence in the format, so the places are properties."""
    return {
        "bom-ref": _reference(item),
        "name": item.title or item.name,
        "x-trust-boundary": True,
        "properties": [
            *_properties(provider=item.name),
            *({"name": "phase2:sighted", "value": _words(place)} for place in item.places),
        ],
    }


def _calls(items: Iterable[Item], known: set[str]) -> Iterator[Node]:
    """Through which providers each model is called."""
    for item in items:
        services = [f"{ItemKind.PROVIDER}:{name}" for name in item.providers]
        if item.kind is ItemKind.MODEL and (there := sorted(known.intersection(services))):
            yield {"ref": _reference(item), "dependsOn": there}


def _reference(item: Item) -> str:
    language = f"{item.language.lower()}:" if item.language else ""
    return f"{item.kind}:{language}{item.name}"


def _occurrence(place: Place) -> Node:
    node: Node = {"location": place.path}
    if place.line is not None:
        node["line"] = place.line
    if place.symbol:
        node["symbol"] = place.symbol
    return node


def _words(place: Place) -> str:
    return f"{place.path}{f':{place.line}' if place.line else ''}{f' {place.symbol}' if place.symbol else ''}"


def _properties(**values: str) -> list[Node]:
    return [{"name": f"phase2:{name}", "value": value} for name, value in values.items() if value]

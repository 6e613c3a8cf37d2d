"""Reads the rubric's files into the plain dicts that the oracle takes, past every loader of the product."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

RUBRIC = Path(__file__).parents[2] / "questionnaires" / "rubric"


@cache
def read_criteria(folder: Path = RUBRIC) -> list[dict[str, Any]]:
    """Return all criteria of the rubric, dimension by dimension."""
    dimensions = [
        yaml.load(path.read_text("utf-8"), yaml.CSafeLoader) for path in sorted(folder.glob("*.yaml"))
    ]
    return [
        {
            "id": criterion["id"],
            "dimension": dimension["id"],
            "dimension_weight": dimension["weight"],
            "weight": criterion["weight"],
            "kinds": list(criterion["applies_to"]),
            "gate": criterion["criticality"] == "gate",
            "gate_min_level": criterion.get("gate_min_level"),
            "gate_min_grade": int(criterion["gate_min_evidence"].removeprefix("E"))
            if criterion["criticality"] == "gate"
            else None,
        }
        for dimension in dimensions
        for criterion in dimension["criteria"]
    ]

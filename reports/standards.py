"""References to standards, those of one framework together: `AIRMF: MEASURE 2.5, MEASURE 2.6; AML.T0034`."""

from collections.abc import Collection, Iterable


def together(references: Iterable[str], frameworks: Collection[str]) -> str:
    """The references with the name of each framework once, in the order in which they are met first."""
    found: dict[str, list[str]] = {}
    for reference in references:
        framework, colon, place = reference.partition(":")
        if colon and framework in frameworks:
            found.setdefault(f"{framework}: ", []).append(place)
        else:
            found.setdefault("", []).append(reference)
    return "; ".join(f"{framework}{', '.join(places)}" for framework, places in found.items())

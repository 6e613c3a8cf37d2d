"""Takes the objects out of a git bundle, without a remote, a checkout, or anything of it being run."""

from pathlib import Path

from audit.inspection.received import owning
from audit.model.errors import InputError
from audit.model.speech import _

SIGNATURES = (b"# v2 git bundle\n", b"# v3 git bundle\n")
_HEADER = 4_000_000


def is_bundle(source: Path) -> bool:
    """Whether a file calls itself a git bundle."""
    with source.open("rb") as file:
        return file.read(len(SIGNATURES[0])) in SIGNATURES


def unbundle(source: Path, directory: Path, name: str) -> Path:
    """Take a bundle into a new bare git directory; raises InputError where it cannot be or is not whole."""
    with source.open("rb") as file:
        header = file.read(_HEADER).partition(b"\n\n")[0].splitlines()
    needs = sum(line.startswith(b"-") for line in header)
    if needs:
        raise InputError(
            _(
                "{name}: holds only what came after {needs} older commits, which are not in it; make a "
                "full one with: git bundle create all.bundle --all",
                name=name,
                needs=str(needs),
            )
        )
    owning.begin(directory, long_ids=b"@object-format=sha256" in header)
    try:
        told = owning.run(directory, "bundle", "unbundle", str(source))
        rows = [line.partition(" ") for line in told.splitlines()]
        owning.refer(directory, {reference: oid for oid, _, reference in rows})
    except InputError as error:
        raise InputError(
            _(
                "{name}: cannot be read as a git bundle ({error}); ask for it anew: git bundle create "
                "all.bundle --all",
                name=name,
                error=str(error),
            )
        ) from error
    return directory

"""Whether direct dependencies are exact."""

from collections.abc import Iterator

from audit.inspection.check import Check, Policy
from audit.inspection.facts import Requirements, Sighting
from audit.model.finding import Confidence


class PinnedDependencies(Check[Requirements]):
    """Direct dependencies name exact versions.

    `langchain` without a version is a different library every month; the demo that worked
    cannot be built again.

    Blind spot: lists written by programs, and pins that only an image or a pipeline holds, are not seen.
    """

    id = "pinned-dependencies"
    informs = "SEC-05"
    policy = Policy.ALL
    confidence = Confidence.STRONG
    remediation = "Pin every direct dependency (`openai==1.51.2`), or commit a lock file."

    good = {"app.py": "x = 1\n", "requirements.txt": "openai==1.51.2  # <-- supports\npandas==2.2.3\n"}
    bad = {"app.py": "x = 1\n", "requirements.txt": "openai  # <-- contradicts\npandas>=2\n"}

    def detect(self, listed: Requirements, /) -> Iterator[Sighting]:
        if listed.locked_by:
            yield listed.supports(f"locked by {listed.locked_by}", weak=not listed.certain)
        elif not listed.count:
            some = ", ".join(listed.unlisted[:3])
            note = f"{len(listed.unlisted)} packages are imported ({some}), and no list names them"
            yield listed.contradicts(note, weak=True)
        elif listed.exact >= 0.9 * listed.count:
            note = f"{listed.exact} of {listed.count} dependencies are exact"
            yield listed.supports(note, weak=not listed.certain)
        else:
            share = f"only {listed.exact}" if listed.exact else "none"
            note = f"{share} of the {listed.count} dependencies listed here names an exact version"
            if listed.exact >= 0.8 * listed.count:  # most, and a reader may call it nearly all
                yield listed.cannot_tell(
                    f"{listed.exact} of the {listed.count} dependencies listed are exact"
                )
                return
            few = 3 * listed.exact < 2 * listed.count
            doubtful = not few or listed.pinned_beside or listed.published or not listed.certain
            yield listed.contradicts(note, weak=doubtful or not listed.path.endswith(".txt"))

"""Recording while others record: who was slower by a moment looks at what it was, and goes in behind it."""

import random
import time
from collections.abc import Callable, Iterable
from typing import TypeVar

from audit.model.ledger import Entry, Step
from audit.model.speech import _
from audit.model.steps import about, overlap

ATTEMPTS = 20
PAUSE = 0.005

Made = TypeVar("Made")


def in_turn(key: str, attempt: Callable[[], Made | None]) -> Made:
    """What an attempt to record makes; it is made again while it gives none, because others were faster.

    Raises ConflictError when they are faster every time.
    """
    from audit.storage import ConflictError

    for count in range(1, ATTEMPTS + 1):
        made = attempt()
        if made is not None:
            return made
        time.sleep(random.uniform(0, PAUSE * count))  # noqa: S311 - no secret
    raise ConflictError(_("assessment {key} is being changed all the time; try again in a moment", key=key))


def refuse_to_overwrite(step: Step, entries: Iterable[Entry]) -> None:
    """Raise ConflictError where one of these entries, which came meanwhile, is about the same as the step."""
    from audit.storage import ConflictError

    if any(overlap(Step(entry.kind, entry.body), step) for entry in entries):
        raise ConflictError(
            _(
                "{about} was changed by somebody else in the meantime, and yours was not written over it; "
                "look at the newer state and record yours again",
                about=about(step),
            )
        )

"""Use cases on an assessment that is no longer wanted: archive it, or delete it for good."""

import json
from typing import NamedTuple

from audit.assessment import receiving
from audit.assessment.case import Case
from audit.assessment.inspecting_apart import job_of
from audit.assessment.jobs import Jobs
from audit.assessment.receiving import Delivery
from audit.model.base import InputError
from audit.model.speech import _, counted
from audit.storage import people


class Loss(NamedTuple):
    """What is lost with an assessment, and up to which entry of its history that was looked at."""

    seq: int
    counts: tuple[str, ...]
    """What it holds, in words: `3 replies`."""
    deliveries: tuple[Delivery, ...]
    """What was handed over for this assessment and no other."""


def loss(case: Case) -> Loss:
    """What deleting an assessment would lose."""
    assessment, seq, _ = case.read()
    replies = len(assessment.answers) + len(assessment.responses)
    rulings, drafts = len(assessment.rulings) + len(assessment.accepted), len(case.drafts())
    held = (
        (counted("{count} entry of its history", "{count} entries of its history", seq), seq),
        (
            counted("{count} reply", "{count} replies", replies),
            replies,
        ),
        (
            counted("{count} claim of a document", "{count} claims of documents", len(assessment.claims)),
            len(assessment.claims),
        ),
        (counted("{count} rating", "{count} ratings", len(assessment.ratings)), len(assessment.ratings)),
        (
            counted("{count} ruling", "{count} rulings", rulings),
            rulings,
        ),
        (counted("{count} waiver", "{count} waivers", len(assessment.waivers)), len(assessment.waivers)),
        (
            counted("{count} agreed action", "{count} agreed actions", len(assessment.commitments)),
            len(assessment.commitments),
        ),
        (
            counted(
                "{count} inspected repository", "{count} inspected repositories", len(assessment.inspections)
            ),
            len(assessment.inspections),
        ),
        (
            counted("{count} signature", "{count} signatures", len(assessment.signatures)),
            len(assessment.signatures),
        ),
        (counted("{count} draft", "{count} drafts", drafts), drafts),
    )
    counts = tuple(told for told, number in held if number)
    ledger = case.desk.ledger
    given = receiving.deliveries(ledger.place)
    own = (one for one in given if ledger.holding(one.key) == {case.key})
    return Loss(seq, counts, tuple(own))


def archive(case: Case, *, away: bool = True) -> None:
    """Take an assessment out of the list, or bring it back."""
    case.desk.ledger.archive(case.key, away=away)


def delete(case: Case, seen: Loss, jobs: Jobs) -> None:
    """Delete an assessment for good, with what was handed over for it alone, as whoever saw what is lost.

    Its id, the number of its entries and their last hash stay on record. Raises InputError where something
    was recorded since, or its repository is being inspected.
    """
    job = jobs.look(job_of(case.key))
    if job and job.running:
        raise InputError(
            _("a repository of this assessment is being inspected; wait for it, or end it first")
        )
    ledger = case.desk.ledger
    ledger.delete(case.key, actor=case.actor, after=seen.seq)
    jobs.put_away(job_of(case.key))
    receiving.release((one.key for one in seen.deliveries if not ledger.holding(one.key)), ledger.place)


def history_text(case: Case) -> str:
    """The whole history as JSON, each entry as it is sealed, and the names that its keys stand for."""
    entries = case.desk.ledger.entries(case.key)
    names = case.desk.ledger.names(people.keys_in(entries))
    told = {
        "assessment": case.key,
        "people": names,
        "entries": [one.model_dump(mode="json", exclude={"assessment"}) for one in entries],
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"

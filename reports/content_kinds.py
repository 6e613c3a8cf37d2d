"""What kind of content every text of an assessment is; the profiles of audiences are written in these kinds.

A text that a change of the model brings has to be given a kind here: a test asks for it, and until then every
edition but the full one withholds it.
"""

from enum import StrEnum
from functools import cache
from typing import Literal, get_args, get_origin, get_type_hints


class Kind(StrEnum):
    """Kinds of content, by what it would tell to somebody whom it is not meant for."""

    KEY = "an id, a version, a name of the rubric or of the subject"
    OPEN = "written to be read by everybody"
    PERSON = "the name of a person"
    SPEAKER = "the id of a respondent"
    WORDS = "what a respondent said about a criterion"
    REPLY = "what a respondent replied to another question"
    NOTE = "a note of the auditor"
    STORY = "what happened, as the auditor tells it"
    GROUND = "why the auditor ruled as he did"
    SOURCE = "where something stands or was seen: a document, an address"
    CODE = "what a check wrote down about code"
    EXCERPT = "a line of code"
    PATH = "the path of a file in a repository"
    MACHINE = "a path of the machine that inspected"


_BY_KIND: dict[Kind, tuple[str, ...]] = {
    Kind.KEY: (
        *("Subject.name", "Answer.criterion", "Answer.evidence", "Answer.asserts", "Respondent.role"),
        *("Asked.pack", "Asked.version", "Asked.text", "Asked.wording"),
        *("Condition.question", "Condition.among"),
        *("Rating.criterion", "Rating.evidence", "Ruling.criterion", "Ruling.check"),
        *("Acceptance.criterion", "Acceptance.check", "Acceptance.commit", "Waiver.criterion"),
        *(
            "Commitment.criterion",
            "Commitment.title",
            "Commitment.occasion",
            "EvidenceItem.id",
            "EvidenceItem.sha256",
        ),
        *("Assessment.symptoms", "TaskGroup.name", "Operation.currency", "CostModel.currency"),
        *("Response.question", "Response.evidence", "PartnerRating.question", "BuildabilityRating.item"),
        *("Inspection.engine", "Inspection.repository", "Inspection.revision", "Inspection.commit"),
        *("Finding.id", "Finding.informs", "Finding.title", "Finding.remediation", "Finding.repository"),
        *("Evidence.commit", "RepositoryRef.name", "RepositoryRef.revision", "RepositoryProfile.providers"),
        *("RepositoryProfile.languages", "RepositoryIndex.dimensions", "Release.name", "Imprint.version"),
        *("VersionNote.version", "EarlierRun.rubric", "Signature.covers", "Assessment.auditor_role"),
    ),
    Kind.OPEN: ("Subject.description", "DemoResult.what", "Assessment.interests", "Signature.statement"),
    Kind.PERSON: (
        *("Assessment.auditor", "Respondent.name", "Answer.second_person", "Rating.by", "Acceptance.by"),
        *("Waiver.owner", "Commitment.owner", "EvidenceItem.seen_by", "PartnerRating.by"),
        *("BuildabilityRating.by", "CostModel.cap_owner", "Author.name", "Signature.name"),
    ),
    Kind.SPEAKER: ("Respondent.id", "Answer.by", "Ruling.by", "Response.by", "Event.by"),
    Kind.WORDS: ("Answer.narrative", "Answer.quote", "Answer.reason", "Ruling.reply", "Event.what"),
    Kind.REPLY: ("Response.value", "Response.narrative"),
    Kind.NOTE: (
        *("Rating.rationale", "Commitment.note", "PartnerRating.rationale", "BuildabilityRating.note"),
        *("Milestone.name", "Milestone.note", "EarlierRun.name", "Imprint.distribution", "VersionNote.what"),
    ),
    Kind.STORY: ("Assessment.story", "Imprint.mandate"),
    Kind.GROUND: ("Ruling.reason", "Acceptance.reason", "Waiver.reason", "Waiver.exposure_limit"),
    Kind.SOURCE: (
        *("Place.document", "EvidenceItem.title", "EvidenceItem.place", "EvidenceItem.file"),
        *("Event.source", "DemoResult.trials_source", "Inspection.remote"),
    ),
    Kind.CODE: (
        *("Finding.reason", "Finding.searched", "Evidence.note", "Limitation.reason"),
        *(
            "SightedCall.provider",
            "SightedCall.function",
            "EffectiveSetting.value",
            "EffectiveSetting.others",
        ),
        *("Item.name", "Item.title", "Item.providers", "Item.pin", "Item.language", "Item.purposes"),
        "Place.symbol",
    ),
    Kind.EXCERPT: ("Evidence.excerpt",),
    Kind.PATH: (
        *("Evidence.path", "SightedCall.path", "EffectiveSetting.path", "Place.path"),
        *("Limitation.scope", "RepositoryProfile.ai_surface"),
    ),
    Kind.MACHINE: ("Inspection.path", "RepositoryRef.path"),
}
KINDS = {name: kind for kind, names in _BY_KIND.items() for name in names}
"""By `Class.field`."""


def kind_of(owner: type, field: str) -> Kind | None:
    """The kind of a field; a note where a text has none yet, and none for what is no free text."""
    name = f"{owner.__name__}.{field}"
    return KINDS.get(name) or (Kind.NOTE if is_text(owner, field) else None)


@cache
def is_text(owner: type, field: str) -> bool:
    """Whether a field holds text that anybody may write: neither a choice nor a value of its own."""
    return _texts(get_type_hints(owner)[field])


def _texts(annotation: object) -> bool:
    if annotation is str:
        return True
    parts = () if get_origin(annotation) is Literal else get_args(annotation)
    return any(_texts(part) for part in parts)

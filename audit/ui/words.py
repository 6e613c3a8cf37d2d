"""The words of the house as the screen shows them."""

import re
from collections.abc import Mapping
from datetime import datetime

from pydantic import ValidationError

from audit.model import wording
from audit.model.assessment import Answer, AnswerState, ContradictionState, Purpose
from audit.model.evidence import Grade
from audit.model.inapplicability import Inapplicability
from audit.model.ledger import Kind
from audit.model.response import Nature, Response
from audit.model.rubric import SystemKind
from audit.model.speech import ENGLISH, Words, _, grouped, marked, spoken
from audit.model.standing import GateState

PURPOSE_CAPTIONS = Words(
    {
        Purpose.FAILED_PROJECT_AUDIT: marked("Why it failed, and whether to salvage, rebuild or stop."),
        Purpose.VENDOR_EVALUATION: marked("Whether a vendor's system holds what is promised."),
        Purpose.READINESS_REVIEW: marked("Whether our own system may go live."),
    }
)
STATES = Words(
    {
        AnswerState.UNKNOWN: marked("Does not know"),
        AnswerState.DECLINED: marked("Declined"),
        AnswerState.NOT_APPLICABLE: marked("Not applicable"),
    }
)
INAPPLICABLE = Words(
    {
        Inapplicability.NOT_THIS_KIND_OF_SYSTEM: marked("Not this kind of system"),
        Inapplicability.COVERED_ELSEWHERE: marked("Covered elsewhere"),
        Inapplicability.OUT_OF_SCOPE_OF_AUDIT: marked("Out of the scope of this audit"),
        Inapplicability.NOT_YET_REQUIRED: marked("Not yet required"),
    }
)
A_NATURE = Words(
    {
        Nature.FACT: marked("a fact"),
        Nature.INFERENCE: marked("an inference"),
        Nature.OPINION: marked("an opinion"),
    }
)
SPECIFICITY = Words(
    dict(
        enumerate(
            (marked("vague"), marked("partly specific"), marked("specific"), marked("specific throughout"))
        )
    )
)
RULINGS = Words(
    {
        ContradictionState.OPEN: marked("Open"),
        ContradictionState.UPHELD: marked("Uphold"),
        ContradictionState.EXPLAINED: marked("Take as explained"),
        ContradictionState.WITHDRAWN: marked("Withdraw"),
    }
)
HAPPENED = Words(
    {
        Kind.OPENED: marked("opened the assessment"),
        Kind.DESCRIBED: marked("described the subject"),
        Kind.PROFILE_SET: marked("stated facts of the profile"),
        Kind.DEMO_SET: marked("stated the acceptance figure"),
        Kind.OPERATION_SET: marked("stated volume and spend"),
        Kind.COSTS_SET: marked("stated what a run costs"),
        Kind.BUSINESS_SET: marked("stated what it has to bring"),
        Kind.RESPONDED: marked("put a reply on record"),
        Kind.PARTNER_RATED: marked("scored a partner question"),
        Kind.BUILDABILITY_RATED: marked("scored an item of week one"),
        Kind.SYMPTOMS_SEEN: marked("noted symptoms"),
        Kind.IMPORTED: marked("imported a file"),
        Kind.RESPONDENT_NAMED: marked("described a respondent"),
        Kind.ANSWERED: marked("put an answer on record"),
        Kind.CLAIMED: marked("put a claim on record"),
        Kind.RATED: marked("rated a criterion"),
        Kind.RULED: marked("ruled on a contradiction"),
        Kind.ACCEPTED: marked("accepted support from a repository"),
        Kind.WAIVED: marked("waived a gate"),
        Kind.COMMITTED: marked("agreed on an action"),
        Kind.EVIDENCE_REGISTERED: marked("registered evidence"),
        Kind.REPOSITORY_ADDED: marked("added a repository"),
        Kind.INSPECTED: marked("inspected a repository"),
        Kind.MILESTONE: marked("set a milestone"),
        Kind.RUN_KEPT: marked("kept what an earlier run came to"),
        Kind.EVENT_TOLD: marked("noted an event"),
        Kind.IMPRINT_SET: marked("described the report"),
        Kind.SIGNED: marked("signed"),
        Kind.WITHDRAWN: marked("took something back"),
    }
)
BOUNDS = Words(
    {
        "greater_than": marked("has to be more than {gt}"),
        "greater_than_equal": marked("has to be at least {ge}"),
        "less_than": marked("has to be less than {lt}"),
        "less_than_equal": marked("has to be at most {le}"),
        "finite_number": marked("has to be a number that ends"),
        "string_pattern_mismatch": marked("does not have the form that is asked for"),
        "string_too_long": marked("has more than {max_length} letters"),
        "missing": marked("is missing"),
    }
)
FIELDS = Words(
    {
        "successes": marked("Successes"),
        "trials": marked("Trials"),
        "currency": marked("Currency"),
        "runs_per_month": marked("Runs in a month"),
        "months": marked("Months it is to live"),
        "spend_per_month": marked("Spend in a month"),
        "repair_cost": marked("Cost of the repair"),
        "rebuild_cost": marked("Cost of rebuilding"),
        "failure_rate": marked("Failed calls, 0 to 1"),
        "cached_share": marked("Cached input, 0 to 1"),
        "cached_price_ratio": marked("Price of cached input, 0 to 1"),
        "person_days": marked("Person-days that it took"),
        "version": marked("Version"),
        "next_review": marked("The decision is looked at again on"),
        "began": marked("Work on this audit began on"),
    }
)
GRADE_HELP = marked(
    "claimed: somebody said it · documented: it was shown in writing · demonstrated: it was seen working · "
    "independently verified: somebody without an interest checked it"
)
FORMATS = {"de": "DD.MM.YYYY"}
"""How a day is written in a field, in the languages that do not begin with the year."""
WORD_JOINER = "\N{WORD JOINER}"
_ADDRESS = re.compile(r"://|www(?=\.)|(?<=\S)@(?=[-\w]+\.\w)", re.IGNORECASE)


def grade(value: Grade) -> str:
    """The word for an evidence grade, as a choice."""
    return value.label.capitalize()


def mark(one: wording.Mark) -> str:
    """A state with its shape, kept on one line: `✓ met`."""
    return f"{one.glyph} {one.word}".replace(" ", "\N{NO-BREAK SPACE}")


def answered(one: Answer) -> str:
    """What an answer says of its criterion: its level, or why there is none."""
    if one.level is not None and one.answered:
        return _("level {level}", level=str(one.level))
    return wording.ANSWER_STATES[one.state]


def given(one: Answer | Response) -> str:
    """On which day something was said: `said on 22 November 2026`; empty where nobody noted it."""
    return _("said on {day}", day=wording.day(one.at)) if one.at else ""


def statement(one: Answer, name: str) -> str:
    """Who said which level, where it stands and of when: `Tom Reed: level 2 (contract, page 3)`."""
    about = "; ".join(filter(None, (str(one.place) if one.place else "", given(one))))
    return f"{name}: {answered(one)}{f' ({about})' if about else ''}"


def gate(state: GateState) -> str:
    """How a gate stands: `gate ✓ met`."""
    return _("gate {state}", state=mark(wording.GATES[state]))


def state(value: str) -> str:
    """A state as the ledger keeps it, in words."""
    known = {one.value: mark.word for one, mark in wording.CONTRADICTIONS.items()}
    known |= {one.value: told for one, told in wording.ANSWER_STATES.items()}
    return known.get(value) or value.replace("_", " ")


def kind(value: SystemKind) -> str:
    """A kind of system, as a choice."""
    return wording.capital(wording.KINDS[value])


def clock(at: datetime) -> str:
    """The time of day on this machine's clock: `12:04`."""
    return f"{at.astimezone():%H:%M}"


def moment(at: datetime) -> str:
    """Day and time on this machine's clock: `22 Nov 2026, 12:04`."""
    here = at.astimezone()
    day = f"{here:%d %b %Y}" if spoken().language == ENGLISH else wording.day(here.date())
    return _("{day}, {time}", day=day.replace(" ", "\N{NO-BREAK SPACE}"), time=f"{here:%H:%M}")


def day_format() -> str:
    """How a field for a day writes it: `2026-11-22`, or as it is written in the language spoken now."""
    return FORMATS.get(spoken().language, "YYYY-MM-DD")


def of(part: int, whole: int) -> str:
    """How many of how many: `3 of 12`."""
    return _("{part} of {whole}", part=wording.count(part), whole=wording.count(whole))


def refused(error: ValidationError, *, keeps: bool = False) -> str:
    """What cannot be, and in which field; whether what was there before is kept."""
    first = error.errors()[0]
    name = str(first["loc"][0]) if first["loc"] else ""
    place = FIELDS.get(name) or name.replace("_", " ") or _("this figure")
    why = why_not(first["type"], first["msg"], first.get("ctx", {}))
    told = _("{place}: {why}", place=place, why=why)
    return _("{what}; what was there before is kept", what=told) if keeps else told


def why_not(kind: str, message: str, about: Mapping[str, object]) -> str:
    """Why a value cannot be, in the language spoken now; what is not known here stays as it was told."""
    if kind in BOUNDS:
        return BOUNDS[kind].format(**{name: grouped(str(value)) for name, value in about.items()})
    return _(message.removeprefix("Value error, "))


def plain(text: str) -> str:
    """The text so that Streamlit's Markdown shows it letter by letter: it may come from anybody.

    Addresses get an unseen joiner, without which Markdown would make links of them.
    """
    unlinked = _ADDRESS.sub(lambda found: f"{found[0]}{WORD_JOINER}", text)
    shown = re.sub(r"([\\`*_{}\[\]()#+\-.!|~$<>:&])", r"\\\1", unlinked)
    return re.sub(r"\s*\n\s*", "  \n", shown)

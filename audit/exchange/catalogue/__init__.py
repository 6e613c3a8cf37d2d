"""The fixed words of what goes out, by language, and what they mean when they come back in any of them."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from pydantic import Field

from audit import yamlfile
from audit.model.base import Value
from audit.model.inapplicability import Inapplicability
from audit.model.response import Nature, ReplyState

ENGLISH = "en"


class Common(Value):
    """Words of every form."""

    truth_yes: str = Field(alias="yes")
    truth_no: str = Field(alias="no")
    only_if: str
    equals: str
    either: str
    both: str
    quoted: str
    unless: str
    number: str
    bare_number: str


class Headings(Value):
    """The columns of a sheet of questions."""

    question: str
    asked: str
    counts: str
    reply: str
    no_reply: str
    reason: str
    narrative: str
    evidence: str
    nature: str
    second_person: str


class Fields(Value):
    """What the cover of a workbook asks and tells."""

    pack: str
    respondent: str
    name: str
    role: str
    date: str


class BookWords(Value):
    """Sheets and messages of a workbook."""

    cover: str
    lists: str
    record: str
    table: str
    column_ids: str
    row: str
    how: str
    each: str
    elsewhere: str
    not_listed: str
    choose: str
    page: str
    leave: str


class FileWords(Value):
    """Comments of a YAML file."""

    no_reply: str
    day: str
    level: str
    choice: str
    choices: str
    truth: str
    number: str
    bare_number: str
    date: str
    table: str
    evidence: str
    text: str


class FormWords(Value):
    """Labels of the HTML form."""

    answer_yes: str
    answer_no: str
    rows: str
    add_row: str
    in_unit: str
    number: str
    day: str
    evidence: str
    reply: str
    skip: str
    offline: str
    progress: str
    save: str
    load: str
    next: str
    reset: str
    no_script: str
    who: str
    name: str
    role: str
    date: str
    parts: str
    needed: str
    asked_because: str
    clear: str
    nature: str
    more: str
    narrative: str
    shows: str
    no_reply: str
    reason: str
    second_person: str


class ScriptWords(Value):
    """What the program of the HTML form says."""

    count: str
    kept: str
    not_kept: str
    unnamed: str
    saved: str
    foreign: str
    read: str
    read_changed: str
    unreadable: str
    restored: str
    complete: str
    reset: str


class Catalogue(Value):
    """The fixed words of one language; a file that lacks one, or has one too many, is refused."""

    language: str
    common: Common
    no_reply: dict[str, str]
    reasons: dict[str, str]
    natures: dict[str, str]
    instructions: tuple[str, ...]
    headings: Headings
    fields: Fields
    workbook: BookWords
    file: FileWords
    form: FormWords
    script: ScriptWords

    def shown(self, word: str) -> str:
        """A state without a reply, a reason or a kind of statement, as this language has it."""
        return (self.no_reply | self.reasons | self.natures).get(word, word)


@cache
def of(language: str) -> Catalogue:
    """The fixed words of a language; English where there are none."""
    file = files(__name__).joinpath(f"{language if language in languages() else ENGLISH}.yaml")
    return yamlfile.build(Catalogue, yamlfile.parse(file.read_text("utf-8"), file.name))


@cache
def languages() -> tuple[str, ...]:
    """The languages in which questionnaires go out, English first."""
    found = (
        one.name.removesuffix(".yaml") for one in files(__name__).iterdir() if one.name.endswith(".yaml")
    )
    return (ENGLISH, *sorted(set(found) - {ENGLISH}))


def every() -> Iterator[Catalogue]:
    """The fixed words of each language."""
    return map(of, languages())


@cache
def truths() -> Mapping[str, bool]:
    """What may be typed for yes and for no, in small letters."""
    said = {"y": True, "true": True, "x": True, "1": True, "n": False, "false": False, "0": False, "j": True}
    for one in every():
        said |= {one.common.truth_yes.casefold(): True, one.common.truth_no.casefold(): False}
    return said


@cache
def states() -> Mapping[str, ReplyState]:
    """What may be typed where there is no reply, in small letters."""
    said = {"do not know": ReplyState.UNKNOWN, "n/a": ReplyState.NOT_APPLICABLE}
    return said | {
        text.casefold(): ReplyState(word.replace(" ", "_"))
        for one in every()
        for word, text in (dict(zip(one.no_reply, one.no_reply, strict=True)) | one.no_reply).items()
    }


@cache
def reasons() -> Mapping[str, Inapplicability]:
    """What may be typed as the reason why something does not apply, in small letters."""
    return {
        text.casefold(): Inapplicability(word.replace(" ", "_"))
        for one in every()
        for word, text in one.reasons.items()
    }


@cache
def natures() -> Mapping[str, Nature]:
    """What may be typed as the kind of a statement, in small letters."""
    return {text.casefold(): Nature(word) for one in every() for word, text in one.natures.items()}

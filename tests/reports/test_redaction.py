"""Editions: what is withheld is gone, what stays gives the same figures, and every text has a kind."""

from dataclasses import fields
from functools import cache
from typing import Any, cast, get_type_hints

import pytest

from audit import assessment as use
from audit.model.assessment import Answer, Assessment, Party
from audit.model.base import AnyValue
from audit.model.conclusion import Conclusion
from audit.model.edition import AUDIENCES, WITHHELD, Audience
from audit.model.event import Event
from audit.model.plain import Plain
from audit.model.response import Response
from audit.model.speech import speaking
from audit.model.status import status
from reports.audiences import PROFILES
from reports.content_kinds import KINDS, Kind, is_text, kind_of
from reports.redaction import coarse, redact
from tests.reports.everything import Marked, text_of

COPIES = (Audience.BOARD, Audience.VENDOR, Audience.PUBLIC)


@cache
def marked() -> Marked:
    return Marked()


@cache
def copy_for(audience: Audience) -> Assessment:
    return redact(marked().assessment, audience)


@cache
def concluded(audience: Audience) -> Conclusion:
    return use.conclude(copy_for(audience)).conclusion


def owners(kind: type[AnyValue], seen: set[type[AnyValue]]) -> set[type[AnyValue]]:
    """Every kind of value that an assessment may hold."""
    if kind not in seen:
        seen.add(kind)
        for name in names(kind):
            for part in parts(get_type_hints(kind)[name]):
                owners(part, seen)
    return seen


def names(kind: type[AnyValue]) -> list[str]:
    return [one.name for one in fields(kind)] if issubclass(kind, Plain) else list(kind.model_fields)


def parts(annotation: Any) -> list[type[AnyValue]]:
    if isinstance(annotation, type):
        return [annotation] if issubclass(annotation, AnyValue) else []
    return [part for one in getattr(annotation, "__args__", ()) for part in parts(one)]


def test_every_text_of_an_assessment_has_a_kind_and_no_kind_is_left_over() -> None:
    held = {
        f"{kind.__name__}.{name}"
        for kind in owners(Assessment, set())
        for name in names(kind)
        if is_text(cast("type", kind), name)
    }
    assert held == set(KINDS), "give a new text a kind in reports/content_kinds.py"


def test_every_audience_has_words_and_a_profile() -> None:
    assert set(AUDIENCES) == set(PROFILES) == set(Audience)


def test_a_text_without_a_kind_is_taken_for_a_note(monkeypatch: pytest.MonkeyPatch) -> None:
    given = marked().assessment
    monkeypatch.delitem(KINDS, "Assessment.story")
    assert kind_of(Assessment, "story") is Kind.NOTE
    assert redact(given, Audience.BOARD).story == WITHHELD


def test_the_example_holds_every_kind() -> None:
    assert set(marked().kinds.values()) == set(Kind) - {Kind.KEY}


@pytest.mark.parametrize("audience", COPIES)
def test_a_copy_is_an_assessment_and_redacting_it_again_changes_nothing(audience: Audience) -> None:
    made = copy_for(audience)
    assert Assessment.model_validate_json(made.model_dump_json()) == made
    assert redact(made, audience) == made


def test_the_full_report_is_the_assessment_itself() -> None:
    assert copy_for(Audience.FULL) is marked().assessment


@pytest.mark.parametrize(
    ("audience", "kinds"),
    [
        (Audience.BOARD, {Kind.EXCERPT, Kind.NOTE, Kind.REPLY, Kind.MACHINE}),
        (Audience.VENDOR, {Kind.NOTE, Kind.STORY, Kind.MACHINE}),
        (Audience.PUBLIC, set(Kind) - {Kind.KEY, Kind.OPEN}),
    ],
)
def test_no_text_of_a_kind_that_is_withheld_stays(audience: Audience, kinds: set[Kind]) -> None:
    left = marked().found_in(text_of(copy_for(audience)))
    assert {marked().kinds[mark] for mark in left} & kinds == set()


def test_a_vendor_sees_its_own_words_and_nobody_elses() -> None:
    given, made = marked().assessment, copy_for(Audience.VENDOR)
    text = text_of(made)
    assert {r.party for r in given.respondents} == {Party.CLIENT, Party.VENDOR}
    spoken: tuple[Answer | Response | Event, ...] = (*given.statements(), *given.responses, *given.events)
    for said in spoken:
        words = [getattr(said, name, "") for name in ("narrative", "quote", "reason", "what")]
        for mark in marked().found_in(" ".join(filter(None, words))):
            assert (mark in text) is (said.by.startswith("agency"))
    names = [r.name for r in given.respondents if r.party is not Party.VENDOR]
    assert names
    assert [name for name in names if name in text] == []
    assert [r.name for r in made.respondents][:2] == ["Head of purchasing", given.respondents[1].name]
    assert (made.operation, made.business, made.buildability, made.commitments) == (None, None, (), ())
    assert given.auditor in text


def test_the_public_sees_neither_lines_nor_files() -> None:
    made = copy_for(Audience.PUBLIC)
    cited = [evidence for one in made.inspections for finding in one.checks for evidence in finding.evidence]
    assert {(e.path, e.line, e.excerpt) for e in cited} == {("agent/", None, ""), (".", None, "")}
    assert made.auditor == "[name withheld]"
    assert made.respondents[0].id == "respondent-1"


@pytest.mark.parametrize(
    ("path", "shown"),
    [("agent/deep/a.py", "agent/"), ("a.py", "."), (".", "."), ("agent/", "agent/"), ("Python", "Python")],
)
def test_a_path_as_coarse_as_it_may_be(path: str, shown: str) -> None:
    assert coarse(path) == shown
    assert coarse(shown) == shown


def figures(found: Conclusion) -> dict[str, Any]:
    names = {
        *("conclusion", "because", "published", "uncapped", "cap", "as_claimed", "evidence_gap", "coverage"),
        *(
            "gates",
            "dimensions",
            "explain",
            "robustness",
            "stage",
            "patterns",
            "removed_shares",
            "projection",
        ),
    }
    figures = found.model_dump(include=names - {"projection"})
    figures["standings"] = {
        key: (s.low, s.high, s.claimed, s.grade, s.gate, s.applicable) for key, s in found.standings.items()
    }
    figures["gaps"] = [(g.id, g.criterion, g.severity, g.confidence, g.silent, g.effort) for g in found.gaps]
    figures["contradictions"] = [
        (c.id, c.criterion, c.check, c.level, c.strength, c.state) for c in found.contradictions
    ]
    figures["rates"] = sorted((r.strong, str(r.checkable), r.applied) for r in found.rates)
    figures["partner"] = found.partner and (
        found.partner.asked,
        found.partner.at_two_or_more,
        found.partner.name,
    )
    return figures


@pytest.mark.parametrize("audience", COPIES)
def test_what_is_left_gives_the_same_figures(audience: Audience) -> None:
    assert figures(concluded(audience)) == figures(concluded(Audience.FULL))


@pytest.mark.parametrize("audience", COPIES)
def test_what_was_signed_stays_signed(audience: Audience) -> None:
    from audit.model.status import signed_content

    given = marked().assessment
    lead = given.signatures[0].model_copy(update={"covers": signed_content(given)})
    signed = given.model_copy(update={"signatures": (lead,)})
    found = concluded(Audience.FULL)
    assert status(signed, found).final
    assert status(redact(signed, audience), found).final
    changed = signed.model_copy(update={"story": "another"})
    assert not status(redact(changed, audience), found).final


def test_one_who_agreed_is_somebody_else_in_every_copy() -> None:
    for audience in COPIES:
        standing = concluded(audience).standings["SEC-08"]
        assert standing == concluded(Audience.FULL).standings["SEC-08"].model_copy(
            update={"notes": standing.notes}
        )


@pytest.mark.parametrize("audience", COPIES)
def test_a_copy_in_german_withholds_in_german_and_for_good(audience: Audience) -> None:
    with speaking(use.speech("de")):
        copy = redact(marked().assessment, audience)
        assert redact(copy, audience) == copy
    assert WITHHELD not in copy.model_dump_json()
    assert "[in dieser Ausfertigung zurückgehalten]" in copy.model_dump_json()

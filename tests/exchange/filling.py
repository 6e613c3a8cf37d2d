"""Replies as people could give them, for what has to hold whatever is said."""

from datetime import date

from hypothesis import strategies as st

from audit.exchange import catalogue, statement
from audit.model.assessment import Assessment
from audit.model.questionnaire import Question, QuestionKind
from audit.model.sheet import Typed
from tests.exchange.packs import ASSESSMENT, PACK

letters = st.characters(exclude_categories=["Cs"], exclude_characters="\x00")
words = st.text(letters, min_size=1, max_size=30) | st.sampled_from(
    [
        "=1+1",
        "'=1",
        "- no",
        "+49 30",
        "@home",
        "yes",
        "007",
        "1.10",
        "null",
        "2 – none",
        "a: b # c",
        "x\ny",
        "“ü”",
    ]
)
words = words.map(str.strip).filter(bool)
days = st.dates(date(1970, 1, 2), ASSESSMENT.as_of)


def replies(question: Question) -> st.SearchStrategy[object]:
    match question.kind:
        case QuestionKind.LEVEL:
            return st.integers(0, 4)
        case QuestionKind.YES_NO:
            return st.booleans()
        case QuestionKind.CHOICE:
            return st.sampled_from([option.value for option in question.options])
        case QuestionKind.CHOICES:
            values = [option.value for option in question.options]
            return st.lists(st.sampled_from(values), min_size=1, unique=True).map(
                lambda chosen: tuple(value for value in values if value in chosen)
            )
        case QuestionKind.NUMBER:
            return st.floats(0, 1e9).map(lambda n: round(n, 4))
        case QuestionKind.DATE:
            return days.map(date.isoformat)
        case QuestionKind.TABLE:
            cells = {
                "day": days.map(date.isoformat),
                "what": words,
                "who": st.sampled_from(["client", "vendor"]),
            }
            row = st.fixed_dictionaries({}, optional=cells).filter(bool)
            return st.lists(row, min_size=1, max_size=3).map(tuple)
    return words


@st.composite
def typed(draw: st.DrawFn, question: Question) -> Typed:
    said = draw(st.sampled_from(["answered", "answered", "unknown", "declined", "not applicable"]))
    answered, absent = said == "answered", said == "not applicable"
    return Typed(
        question=question.id,
        place="here",
        reply=draw(replies(question)) if answered else None,
        no_reply="" if answered else said,
        reason=draw(st.sampled_from(sorted(catalogue.of("en").reasons))) if absent else "",
        narrative=f"Not needed here: {draw(words)}" if absent else draw(words | st.just("")),
        nature=draw(st.sampled_from(["inference", "fact", "opinion"])) if question.nature else "",
        second_person=draw(words | st.just("")) if question.kind is QuestionKind.LEVEL else "",
        evidence=tuple(
            draw(st.lists(words.filter(lambda w: "\n" not in w and ";" not in w), max_size=2, unique=True))
        ),
    )


@st.composite
def assessments(draw: st.DrawFn) -> Assessment:
    """An assessment in which the respondent `agency` has said something already."""
    found = ASSESSMENT
    for question in PACK.questions():
        if not draw(st.booleans()):
            continue
        said = statement.Said("agency", date(2026, 10, 1), PACK.asked(question))
        kept = statement.keep(question, draw(typed(question)), said, {item.id for item in found.evidence})
        field = "answers" if question.kind is QuestionKind.LEVEL else "responses"
        found = found.model_copy(
            update={
                field: (*getattr(found, field), kept.statement),
                "evidence": (*found.evidence, *kept.evidence),
            }
        )
    return found

"""What is offered to an assessor about replies."""

from datetime import date

from audit.assessment import specificity
from audit.model.assessment import Answer, Assessment, Subject
from audit.model.response import Response
from audit.model.rubric import SystemKind


def test_every_answer_in_words_is_read() -> None:
    assessment = Assessment(
        subject=Subject(name="S", kinds=(SystemKind.RAG,)),
        as_of=date(2026, 10, 1),
        answers=(Answer(criterion="EVAL-01", level=3, narrative="188 of 200 on 2026-05-03."),),
        responses=(
            Response(question="PQ-03", narrative="Out of 50,000 runs none will fail."),
            Response(question="reference_system", value="It is robust."),
            Response(question="exit_days", value=5),
        ),
    )
    assert [read.level for _, read in specificity(assessment)] == [2, 0, 0]

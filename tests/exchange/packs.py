"""A questionnaire with every kind of question, and what it is held against."""

from datetime import date

from audit import rubric
from audit.model.assessment import Assessment, Party, Subject
from audit.model.condition import Condition
from audit.model.questionnaire import Column, Option, Pack, Question, QuestionKind, Section
from audit.model.rubric import SystemKind
from audit.rubric.wording import level, partner_question

RUBRIC = rubric.load()


def options(*texts: str) -> tuple[Option, ...]:
    return tuple(Option(value=text.split()[0].lower(), text=text) for text in texts)


QUESTIONS = (
    Question(id="Q1", kind=QuestionKind.YES_NO, text="Is it live?", required=True),
    Question(
        id="Q2",
        kind=QuestionKind.CHOICE,
        text="Who pays?",
        options=options("Client pays", "Vendor pays"),
        when=Condition(question="Q1", among=(True,)),
    ),
    Question(id="Q3", kind=QuestionKind.CHOICES, text="What runs?", options=options("Red box", "Blue box")),
    Question(id="Q4", kind=QuestionKind.NUMBER, text="How many?", unit="runs", minimum=0, maximum=1e9),
    Question(id="Q5", kind=QuestionKind.DATE, text="Since when?"),
    Question(id="Q6", kind=QuestionKind.TEXT, text="What was promised?", nature=True),
    Question(
        id="Q7",
        kind=QuestionKind.TABLE,
        text="What happened when?",
        columns=(
            Column(id="day", text="Day", kind=QuestionKind.DATE),
            Column(id="what", text="What happened"),
            Column(id="who", text="Who", kind=QuestionKind.CHOICE, options=options("Client", "Vendor")),
        ),
    ),
    Question(id="Q8", kind=QuestionKind.EVIDENCE, text="Where is the contract?"),
)
PACK = Pack(
    id="review",
    title="Review",
    intro="Ten questions.",
    party=Party.VENDOR,
    minutes=20,
    sections=(
        Section(
            id="eval",
            title="Evaluation",
            questions=(
                level(RUBRIC.by_id["EVAL-01"], Party.VENDOR),
                level(RUBRIC.by_id["REL-01"], Party.VENDOR),
            ),
        ),
        Section(
            id="general",
            title="General / all [1]",
            intro="The rest.",
            questions=(*QUESTIONS, partner_question(RUBRIC.partner_questions[0])),
        ),
    ),
).hashed()

ASSESSMENT = Assessment(
    subject=Subject(name="Harbour Desk", kinds=(SystemKind.AGENT_WITH_TOOLS,)), as_of=date(2026, 11, 23)
)


def reworded(question: str, text: str) -> Pack:
    """The questionnaire as it is after one question was worded anew."""
    sections = tuple(
        section.model_copy(
            update={
                "questions": tuple(
                    one.model_copy(update={"text": text}) if one.id == question else one
                    for one in section.questions
                )
            }
        )
        for section in PACK.sections
    )
    return PACK.changed(sections=sections).hashed()

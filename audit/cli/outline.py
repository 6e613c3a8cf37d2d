"""A questionnaire as text."""

from collections.abc import Iterator

from audit.model.condition import Condition, told
from audit.model.questionnaire import Pack, Question


def outline(pack: Pack) -> str:
    """Everything that a questionnaire asks, with the ids."""
    lines = [f"{pack.title} ({pack.id}, {pack.content_hash[:12]})", pack.intro]
    for section in pack.sections:
        lines += ["", f"{section.title} ({section.id})", *([section.intro] if section.intro else [])]
        for question in section.questions:
            lines += ["", *_question(question)]
    return "\n".join(lines)


def _question(question: Question) -> Iterator[str]:
    unit = f", {question.unit}" if question.unit else ""
    required = ", required" if question.required else ""
    yield f"  {question.id}  {question.text}  [{question.kind.value}{unit}{required}]"
    if question.when:
        yield f"      asked if {condition(question.when)}"
    if question.help:
        yield f"      {question.help}"
    for option in question.options:
        yield f"      {option.value}  {option.text}"
    for column in question.columns:
        choices = f": {' | '.join(option.value for option in column.options)}" if column.options else ""
        yield f"      {column.id}  {column.text}  [{column.kind.value}{choices}]"


def condition(held: Condition, inner: bool = False) -> str:
    """A condition in words."""
    if held.question:
        return f"{held.question} is {' or '.join(told(value) for value in held.among)}"
    if held.negated:
        return f"not ({condition(held.negated)})"
    joined = (" and " if held.all else " or ").join(
        condition(part, inner=True) for part in held.all or held.any
    )
    return f"({joined})" if inner else joined

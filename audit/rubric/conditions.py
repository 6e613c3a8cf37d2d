"""What conditions look at: questions that do not exist, and conditions that wait for each other."""

from collections.abc import Iterator, Mapping

from audit.model.questionnaire import Question


def strangers(questions: Mapping[str, Question]) -> Iterator[tuple[str, str]]:
    """Each question with an id in its condition that no question has."""
    for key, question in questions.items():
        for other in dict.fromkeys(question.when.questions() if question.when else ()):
            if other not in questions:
                yield key, other


def circles(questions: Mapping[str, Question]) -> Iterator[tuple[str, ...]]:
    """Questions whose conditions wait for each other, each circle once, from its first question on."""
    order = {key: n for n, key in enumerate(questions)}
    seen: set[frozenset[str]] = set()
    for start in questions:
        circle = _way_back(start, questions)
        if circle and frozenset(circle) not in seen and min(circle, key=order.__getitem__) == start:
            seen.add(frozenset(circle))
            yield circle


def _way_back(start: str, questions: Mapping[str, Question]) -> tuple[str, ...]:
    """The shortest way from a question through conditions back to itself."""
    ways: list[tuple[str, ...]] = [(start,)]
    done: set[str] = set()
    for way in ways:
        condition = questions[way[-1]].when
        for other in condition.questions() if condition else ():
            if other == start:
                return way
            if other in questions and other not in done:
                done.add(other)
                ways.append((*way, other))
    return ()

"""What is quoted of a line: no key, no more than fits, and of a line for machines only its beginning."""

import pytest

from audit.inspection.patterns import Pattern
from audit.inspection.redaction import excerpt

KEY = "sk-ant-api03-" + "a1B2c3D4e5" * 9 + "AA"


class Counted(Pattern):
    """A pattern that notes how much it was given."""

    given: list[int]

    def sub(self, new: object, text: str) -> str:
        """The text as it is."""
        self.given.append(len(text))
        return text


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("", ""),
        ("  client = OpenAI()\t", "client = OpenAI()"),
        ("a\x07b", "a b"),
        ("api_key = 'abc123def'", "api_key = '[removed]'"),
        ("my.service-token: 12345678", "my.service-token: [removed]"),
        ("token=abcdef1 secret=abcdef2", "token=[removed] secret=[removed]"),
        ("token = os.environ['TOKEN']", "token = os.environ['TOKEN']"),
        ("x" * 161, "x" * 159 + "…"),
    ],
)
def test_a_line_is_shown_without_keys(line: str, shown: str) -> None:
    assert excerpt(line) == shown


def test_a_key_at_the_end_of_what_is_looked_at_is_not_shown_in_part() -> None:
    collapsing = "token=" + "a1" * 1_950 + " "
    for place in range(3_907, 4_000, 7):
        line = collapsing.ljust(place, " ") + KEY + " and more" * 100
        assert KEY[:14] not in excerpt(line)
        assert excerpt(line).endswith("…")


def test_of_a_line_for_machines_only_the_beginning_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    counted = Counted("never")
    counted.given = []
    monkeypatch.setattr("audit.inspection.redaction._ASSIGNED", counted)
    assert excerpt("é" * 1_000_000) == "é" * 159 + "…"
    assert counted.given == [4_000]

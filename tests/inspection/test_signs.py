"""Signs of knowledge in text are looked for around their words only, in time that grows with the text."""

from itertools import pairwise

import pytest

from audit.inspection import knowledge
from audit.inspection.classify import classify
from audit.inspection.intake.files import read_text
from audit.inspection.readers.signs import find_signs
from audit.inspection.readers.text import Text
from tests.patience import patience

NEAR = [sign for sign in knowledge.signs() if sign.near]
SIZE = 2_000_000


def sheet(text: str, path: str = "a.ts") -> Text:
    return Text(path, classify(path), text)


def test_signs_know_how_far_they_reach() -> None:
    assert {sign.id for sign in NEAR} >= {"environment", "stored settings"}
    assert all(sign.span >= 40 for sign in NEAR)
    assert all(sign.words and sign.topic for sign in knowledge.signs())


@pytest.mark.parametrize("sign", NEAR, ids=lambda sign: sign.id)
def test_a_file_of_words_is_looked_through_once(sign: knowledge.Sign) -> None:
    text = sheet(f"{' '.join(sign.near)} \n" * 2_000)
    windows = list(text.windows(sign.near, sign.span))
    assert all(before[1] < after[0] for before, after in pairwise(windows))
    assert sum(end - begin for begin, end in windows) <= len(text.text) + sign.span


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("const m = process.env.CHAT_MODEL", [("environment", 1, ("CHAT_MODEL",))]),
        ("\n" * 9_000 + "const { MODEL, PORT } = process.env", [("environment", 9_001, ("MODEL", "PORT"))]),
        ("x" * 9_000 + "\nconst m = config.get('llm.model')", [("stored settings", 2, ("llm.model",))]),
        ("// const m = process.env.CHAT_MODEL", []),
        ("const m = process.env.PORT", []),
    ],
)
def test_signs_far_down_a_text(text: str, signs: list[tuple[str, int, tuple[str, ...]]]) -> None:
    assert [(one.sign, one.line, one.names) for one in find_signs(sheet(text))] == signs


def test_a_large_file_of_words_is_read() -> None:
    wordy = (
        " ".join(sorted({word for sign in knowledge.signs() for word in (*sign.words, *sign.near)})) + "\n"
    )
    with patience():
        read_text("a.ts", classify("a.ts"), (wordy * (SIZE // len(wordy))).encode())

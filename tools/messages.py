"""Brings the message catalogues up to date with the messages that the code and the templates mark.

    .venv/bin/python tools/messages.py          what `make messages` runs

A new message comes in without a translation, one that nobody uses any more goes, all others stay as they are.
The files are sorted and hold neither dates nor line numbers, so that a change of one message is a change of
one place.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract_from_dir, extract_from_file
from babel.messages.pofile import read_po, write_po

from audit.checks import all_checks
from audit.model.speech import INSPECTION

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ROOT / "questionnaires"
WIDTH = 110
DOMAINS = {
    "model": (
        "audit/model",
        "audit/rubric",
        "audit/exchange",
        "audit/inspection",
        "audit/assessment",
        "audit/delivery",
        "audit/storage",
        "audit/yamlfile.py",
        "audit/example.py",
    ),
    "judgement": ("audit/judgement",),
    "report": ("reports",),
    "app": ("audit/ui",),
    "checks": (),
}
"""The catalogues of each language, and the folders and files whose messages they hold."""
SENTENCES = ROOT / "tools" / "inspection_sentences.txt"
METHODS = [("**.py", "python"), ("**.j2", "jinja2")]
OPTIONS = {"**.j2": {"silent": "false", "trim_blocks": "true", "lstrip_blocks": "true"}}
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "marked": None,
    "counted": (1, 2),
    "meant": ((1, "c"), 2),
}
ALWAYS = {"model": (("no", "count"),)}
"""Messages in a sense that no source names as such."""
HEADER = """\
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural}\\n"

"""


def main() -> int:
    """Update every catalogue of every language; says how much of each is translated."""
    for home in sorted(LANGUAGES.glob("*/messages")):
        for domain in DOMAINS:
            held = updated(home / f"{domain}.po", domain, home.parent.name)
            done = sum(1 for one in held if one.id and all(_forms(one.string)))
            print(f"{home.parent.name}/{domain}: {done} of {len(held)} messages are translated")
    return 0


def updated(file: Path, domain: str, language: str) -> Catalog:
    """Write a catalogue anew: the messages that are marked now, with the translations that it has."""
    locale = language.replace("-", "_")
    before = read_po(file.open("rb"), locale=locale) if file.is_file() else Catalog(locale=locale)
    held = Catalog(locale=locale)
    for words, sense in extracted(domain):
        known = before.get(words, sense)
        fits = known is not None and isinstance(known.id, tuple) is isinstance(words, tuple)
        notes = known.user_comments if known and fits else ()
        held.add(words, known.string if known and fits else None, context=sense, user_comments=notes)
    file.write_bytes(written(held, language))
    return held


def written(held: Catalog, language: str) -> bytes:
    """A catalogue as its file: sorted, without dates and without places."""
    stream = BytesIO()
    write_po(stream, held, width=WIDTH, no_location=True, omit_header=True, sort_output=True)
    return HEADER.format(language=language, plural=held.plural_forms).encode() + stream.getvalue()


def extracted(domain: str) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    """Every message that is marked in the folders and files of a domain, with its sense where it has one."""
    for place in DOMAINS[domain]:
        if place.endswith(".py"):
            for _, words, _, sense in extract_from_file("python", ROOT / place, KEYWORDS):
                yield words, sense
            continue
        for _, _, words, _, sense in extract_from_dir(
            ROOT / place, METHODS, OPTIONS, KEYWORDS, directory_filter=lambda _: True
        ):
            yield words, sense
    yield from ALWAYS.get(domain, ())
    if domain == "checks":
        yield from ((text, INSPECTION) for text in sorted(inspected()))


def inspected() -> set[str]:
    """What checks say of themselves, and the patterns of the sentences that an inspection writes."""
    lines = SENTENCES.read_text("utf-8").splitlines()
    told = {text for one in all_checks() for text in (one.title, one.reason, one.blind_spot, one.remediation)}
    return told | {line for line in lines if line and not line.startswith("#")}


def _forms(said: object) -> tuple[object, ...]:
    return tuple(said) if isinstance(said, tuple | list) else (said,)


if __name__ == "__main__":
    sys.exit(main())

"""A questionnaire as one HTML file: opens from disk, works without a network, saves what was filled in."""

import base64
import hashlib
import json
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from audit.exchange import catalogue
from audit.exchange.reply_file import FORM
from audit.exchange.words import condition, instructions, label, step_label, steps
from audit.model.sheet import Cell, Outgoing, Raw, Typed

TABLE_ROWS = 3
_BREAKING = str.maketrans({c: f"\\u{ord(c):04x}" for c in "<>&'\u2028\u2029"})


def write(out: Outgoing) -> str:
    """The questionnaire as an HTML form; no word of the questionnaire becomes markup or program."""
    words = catalogue.of(out.pack.language)
    style, script = _own("form.css"), _own("form.js")
    sent = _sent(out)
    page = _environment().get_template("form.html.j2")
    return page.render(
        pack=out.pack,
        out=out,
        instructions=tuple(instructions(out.pack)),
        style=Markup(style),  # noqa: S704 - our own file
        script=Markup(script),  # noqa: S704 - our own file
        policy=_policy(style, script),
        sent=Markup(_data(sent)),  # noqa: S704 - every sign that could end it is escaped
        given_of=lambda question: out.filled.get(question.id) or Typed(question=question.id, place=""),
        rows=_rows,
        asked_if=lambda question: condition(question.when, out.pack) if question.when else "",
        steps=steps,
        step_label=step_label,
        label=label,
        words=words,
        w=words.form,
        offline=escape(words.form.offline).format(save=Markup("<b>{}</b>").format(words.form.save)),
    )


def _own(name: str) -> str:
    return files(__name__).joinpath(name).read_text("utf-8")


@cache
def _environment() -> Environment:
    loader = PackageLoader("audit.exchange", "form")
    return Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


def _policy(style: str, script: str) -> str:
    """What the browser may do: run and show what is in this file, and nothing else."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _sent(out: Outgoing) -> dict[str, object]:
    """What the file that comes back says of what went out, and the conditions of the questions."""
    questions = {
        question.id: {
            "asked": question.text,
            "wording": question.wording,
            "base": out.filled[question.id].base if question.id in out.filled else "",
        }
        for question in out.pack.questions()
    }
    head: dict[str, object] = {
        "form": FORM,
        "questionnaire": out.pack.id,
        "version": out.pack.content_hash,
        "language": out.pack.language,
        "party": out.pack.party.value,
        "respondent": out.respondent,
        "sent": questions,
    }
    key = hashlib.sha256(json.dumps(head, sort_keys=True).encode()).hexdigest()[:16]
    when = {q.id: q.when.model_dump(by_alias=True) for q in out.pack.questions() if q.when}
    words = catalogue.of(out.pack.language).script.model_dump()
    return head | {"key": f"phase2 {out.pack.id} {key}", "when": when, "words": words}


def _data(value: object) -> str:
    """JSON that may stand in a page: nothing in it ends the element or begins another."""
    return json.dumps(value, ensure_ascii=False).translate(_BREAKING)


def _rows(reply: Raw | None) -> list[dict[str, Cell]]:
    """The rows of a table: those that are filled, and a few to fill in."""
    held = [row for row in reply if isinstance(row, dict)] if isinstance(reply, tuple) else []
    return [*held, *({} for _ in range(TABLE_ROWS))]

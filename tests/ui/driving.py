"""Drives the app without a browser: starts it, clicks, and reads what is shown."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from time import monotonic, sleep

from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from audit import assessment
from audit.model.assessment import Purpose
from audit.model.speech import speaking
from audit.ui import main

TIMEOUT = 180


def start(case: str = "", begun: str = "") -> AppTest:
    app = AppTest.from_file(main.__file__, default_timeout=TIMEOUT)
    for name, key in (("case", case), ("begun", begun)):
        if key:
            app.query_params[name] = key
    return fine(app.run())


def fine(app: AppTest) -> AppTest:
    assert not app.exception, app.exception[0].message
    return app


@contextmanager
def in_german(app: AppTest) -> Iterator[None]:
    """Choose German; AppTest finds choices by their words, so that it has to speak it as well."""
    fine(app.selectbox(key="language").set_value("de").run())
    with speaking(assessment.speech("de")):
        yield


def click(app: AppTest, label: str) -> AppTest:
    [button] = [one for one in app.button if one.label == label]
    return fine(button.click().run())


def unfold(app: AppTest, *keys: str) -> AppTest:
    """Unfold what is drawn only then."""
    for key in keys:
        app.session_state[key] = True
    return fine(app.run())


def worked(app: AppTest) -> AppTest:
    """Look again and again, as the page itself does, until nothing is worked on in the background."""
    end = monotonic() + TIMEOUT
    while any("You can go on working" in one.value for one in app.caption):
        assert monotonic() < end, "it is still being worked on"
        sleep(0.2)
        fine(app.run())
    return app


def create(
    app: AppTest, name: str = "Reorder *agent*", purpose: Purpose = Purpose.FAILED_PROJECT_AUDIT
) -> AppTest:
    app.text_input(key="draft.new.name").set_value(name)
    app.radio(key="draft.new.purpose").set_value(purpose)
    app.pills(key="draft.new.kinds").set_value(["agent_with_tools"])
    app.text_input(key="draft.new.auditor").set_value("Mara Lind")
    return click(app, "Create assessment")


def page_of(app: AppTest, name: str) -> AppTest:
    """Another page, as by a click on the navigation; AppTest itself only follows pages that are files."""
    app._page_hash = calc_hash(name)
    return fine(app.run())


def opened(app: AppTest) -> str:
    key = app.query_params["case"]
    return key if isinstance(key, str) else key[0]


def shown(app: AppTest) -> str:
    texts = [one.value for one in (*app.title, *app.header, *app.markdown, *app.caption, *app.info)]
    texts += [one.proto.text for one in app.get("progress")]
    return "\n".join((*texts, *tables(app)))


def draft(app: AppTest, field: str) -> str:
    """The key of a field whose text is kept from the moment it is typed."""
    return f"draft.{opened(app)}.{field}"


def tables(app: AppTest) -> list[str]:
    """The text of each table: a line for each row, its cells between bars."""
    given = [one.value for one in app.html if one.value.startswith("<table")]
    lines = [
        re.sub(r"</tr>", "|\n", re.sub(r"</t[hd]>", " ", re.sub(r"<t[hd]\b[^>]*>", "| ", one)))
        for one in given
    ]
    return [unescape(re.sub(r"<[^>]*>", "", one)) for one in lines]


def section(app: AppTest, name: str) -> AppTest:
    """Another section of the questionnaire that is answered."""
    return fine(app.selectbox(key="section").set_value(name).run())

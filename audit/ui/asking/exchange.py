"""A questionnaire sent out as a file, and a filled one looked at and taken over."""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

import streamlit as st

from audit import assessment as use_cases
from audit.assessment import Case
from audit.model import wording
from audit.model.assessment import Assessment, Respondent
from audit.model.preview import Change, Effect, Preview, Side
from audit.model.sheet import Note, Sheet
from audit.model.speech import ENGLISH, Words, _, counted, marked
from audit.ui import language, parts, words
from audit.ui.asking import respondent

MOST = 100
_TURN, _TAKEN = "_filled", "_taken-over"


class Form(NamedTuple):
    """A form that a questionnaire is sent out in."""

    label: str
    ending: str
    mime: str


FORMS = (
    Form(marked("Excel"), "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    Form(marked("HTML form"), "html", "text/html"),
    Form(marked("YAML"), "yaml", "application/yaml"),
)
EFFECTS = Words(
    {
        Effect.NEW: marked("new"),
        Effect.CHANGED: marked("changed"),
        Effect.CONFLICT: marked("changed on record since"),
        Effect.KEPT: marked("stays as on record"),
    }
)
SIDES = Words({Side.THEIRS: marked("Take the file's"), Side.OURS: marked("Keep what is on record")})


def draw(name: str, who: Respondent, assessment: Assessment) -> None:
    """Download the questionnaire for a respondent, and take over what came back."""
    with st.expander(_("Send it out, and take it back")):
        st.markdown(
            _(
                "The file works without this app. What the respondent chosen above said stands in it "
                "already; what others said does not."
            )
        )
        asked_in = language.other(_("Language of the file"), "sent-in")
        stem = "_".join(filter(None, (name, who.id, asked_in if asked_in != ENGLISH else "")))
        with st.container(horizontal=True):
            for form in FORMS:
                st.download_button(
                    _("Download {form}", form=_(form.label)),
                    data=partial(
                        _made, name, form.ending, who, asked_in, parts.desk().case(parts.case_id() or "")
                    ),
                    file_name=f"{stem}.{form.ending}",
                    mime=form.mime,
                    key=f"download-{form.ending}",
                    on_click="ignore",
                )
        respondent.asked_on(who)
        if taken := st.session_state.pop(_TAKEN, None):
            st.success(taken)
        given = st.file_uploader(
            _("A filled questionnaire: the workbook, the YAML file, or what the HTML form saved"),
            type=["xlsx", "yaml", "yml", "json"],
            max_upload_size=10,
            key=f"filled-{st.session_state.get(_TURN, 0)}",
        )
        if given is not None:
            with parts.waiting(_("Reading the file"), given.file_id):
                sheet = _read(given.getvalue(), given.name, language.chosen())
            _look(sheet, who, assessment)


def _made(name: str, ending: str, who: Respondent, language: str, opened: Case) -> bytes:
    # Read when it is downloaded: a reply may have been given since the page was drawn.
    now = opened.read().assessment
    return use_cases.questionnaire(name, ending, who.id, who.name, who.role, now, language=language)


@st.cache_resource(max_entries=4, show_spinner=False)
def _read(data: bytes, name: str, spoken: str) -> Sheet:  # noqa: ARG001 - its notes are in a language
    return use_cases.read_sheet(data, name)


def _look(sheet: Sheet, who: Respondent, assessment: Assessment) -> None:
    if not (sheet.respondent or sheet.name):
        if not who.id:
            st.warning(_("The file does not say who filled it in. Choose or add that person above first."))
            return
        sheet = use_cases.signed(sheet, who.id)
    found = use_cases.preview(sheet, assessment)
    by = found.respondent
    about = ", ".join(part for part in (by.role, wording.PARTIES[by.party]) if part)
    told = _("Filled in by {name}", name=f"{by.name or by.id} ({about})")
    st.markdown(f"**{words.plain(told)}**")
    same = len(found.having(Effect.UNCHANGED))
    counts = [f"{len(found.having(effect))} {said}" for effect, said in EFFECTS.items()]
    rest = _("{same} unchanged · {blank} without a reply", same=str(same), blank=str(found.blank))
    st.caption(f"{' · '.join(counts)} · {rest}")
    shown = [change for effect in EFFECTS for change in found.having(effect)]
    parts.table([_row(change) for change in shown[:MOST]])
    if len(shown) > MOST:
        st.caption(_("{count} more.", count=str(len(shown) - MOST)))
    take = _decide(found.having(Effect.CONFLICT))
    left_out = _errors(found)
    _notes(_("Replies to questions that are not asked, so not taken"), found.unknown)
    _notes(_("To know"), found.notices)
    coming = [*found.having(Effect.NEW), *found.having(Effect.CHANGED)]
    number = len(coming) + sum(side is Side.THEIRS for side in take.values())
    st.button(
        counted("Take over {count} reply", "Take over {count} replies", number),
        type="primary",
        key="take-over",
        disabled=not number or not left_out or len(take) < len(found.having(Effect.CONFLICT)),
        on_click=_take_over,
        args=(sheet, take, number, bool(found.errors)),
    )


def _row(change: Change) -> dict[str, object]:
    notes = f" ({'; '.join(change.notes)})" if change.notes else ""
    return {
        _("Question"): f"{change.question} {wording.clipped(change.text, 80)}",
        _("What"): EFFECTS[change.effect],
        _("On record"): wording.clipped(change.before, 200),
        _("In the file"): f"{wording.clipped(change.after, 200)}{notes}",
    }


def _decide(conflicts: Sequence[Change]) -> dict[str, Side]:
    """Which reply stands where both sides changed it; undecided ones are left out."""
    decided: dict[str, Side] = {}
    for change in conflicts:
        side = st.segmented_control(
            _("{question}: which reply is to stand?", question=change.question),
            list(Side),
            format_func=SIDES.__getitem__,
            key=f"side-{change.question}",
        )
        if side is not None:
            decided[change.question] = side
    return decided


def _errors(found: Preview) -> bool:
    """Whether the rest may be taken over: nothing is wrong, or what is wrong is to be left out."""
    if not found.errors:
        return True
    _notes(_("Wrong, so not taken"), found.errors)
    return st.checkbox(_("Leave these out and take over the rest"), key="leave-out")


def _notes(title: str, notes: Sequence[Note]) -> None:
    if not notes:
        return
    st.markdown(f"**{title}**")
    for note in notes[:MOST]:
        st.caption(words.plain(str(note)))
    if len(notes) > MOST:
        st.caption(_("{count} more.", count=str(len(notes) - MOST)))


def _take_over(sheet: Sheet, take: dict[str, Side], number: int, errors: bool) -> None:
    with parts.errors():
        use_cases.record(parts.case(), [sheet], take, None, errors)
        st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1
        st.session_state[_TAKEN] = counted(
            "{count} reply was taken over.", "{count} replies were taken over.", number
        )

"""History: who changed what, and when."""

import streamlit as st

from audit.model.ledger import Entry
from audit.ui import parts, words

SHOWN = 200


def page() -> None:
    st.title("History")
    if not parts.need_case():
        return
    parts.state()
    entries = parts.case().history()
    st.caption(
        f"{len(entries)} entries, newest first. Each is sealed with the hash of the one before, "
        "so that a later change is noticed."
    )
    parts.table([_row(one) for one in entries[: -SHOWN - 1 : -1]])
    if len(entries) > SHOWN:
        st.caption(f"{len(entries) - SHOWN} earlier entries are not shown.")
    st.caption(f"Hash of the last entry: `{entries[-1].hash}`")


def _row(entry: Entry) -> dict[str, object]:
    body = entry.body.get("item", entry.body)
    names = ("criterion", "question", "item", "repository", "name", "id")
    about = next((body[name] for name in names if isinstance(body.get(name), str) and body[name]), "")
    said = body.get("state", "")
    level = body.get("level")
    return {
        "No.": entry.seq,
        "When": words.moment(entry.at),
        "Who": entry.actor,
        "What": words.HAPPENED[entry.kind],
        "About": about,
        "Detail": f"level {level}" if level is not None else str(said).replace("_", " "),
    }

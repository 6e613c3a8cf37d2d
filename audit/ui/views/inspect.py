"""Inspect: let a repository be read, and see what it shows, with file and line."""

from pathlib import Path

import streamlit as st

from audit.model import wording
from audit.model.assessment import RepositoryRef
from audit.model.finding import Finding, Outcome
from audit.model.inspection import Inspection
from audit.ui import parts, words

MOST_EVIDENCE = 20


def page() -> None:
    st.title("Inspect")
    if not parts.need_case():
        return
    st.markdown("The repository is read on this machine and never run. Nothing leaves it.")
    _ask()
    assessment, _ = parts.state()
    for inspection in assessment.inspections:
        _result(inspection)
    if not assessment.inspections:
        st.info("No repository has been inspected yet. An audit may also rest on answers alone.")
    parts.next_step("Go on: findings", "findings")


def _ask() -> None:
    with st.form("inspect", border=False):
        path = st.text_input("Path of the repository", key="path", placeholder="/home/me/src/agent")
        with st.container(horizontal=True):
            revision = st.text_input("Revision", key="revision", placeholder="the files as they are")
            name = st.text_input(
                "Name in the report", key="repository-name", placeholder="name of the folder"
            )
        if not st.form_submit_button("Inspect", type="primary", key="inspect"):
            return
    if not path.strip():
        st.error("Give the path of a git repository, or of a folder, on this machine.")
        return
    repository = RepositoryRef(path=path.strip(), revision=revision.strip() or None, name=name.strip())
    with st.status("Inspecting", expanded=True) as status:
        progress = parts.bar()
        try:
            found = parts.case().inspect(repository, Path.home(), progress)
        except BaseException:
            status.update(label="The inspection was not finished", state="error")
            raise
        status.update(label=f"Inspected {words.plain(found.repository)}", state="complete", expanded=False)


def _result(found: Inspection) -> None:
    st.header(words.plain(found.repository))
    at = f"commit {found.commit[:8]}" if found.commit else "not under version control"
    changed = ", with changes that are not committed" if found.modified else ""
    seen = found.coverage
    st.caption(
        words.plain(
            f"{at}{changed} · {seen.files} files, {seen.read} read, {seen.parsed} parsed "
            f"· engine {found.engine}"
        )
    )
    parts.table([_row(one) for one in found.checks])
    shown = [one for one in found.checks if one.outcome is not Outcome.NOT_APPLICABLE]
    for finding in shown:
        with st.expander(words.plain(f"{words.marked(wording.OUTCOMES[finding.outcome])}: {finding.title}")):
            _finding(finding)
    if seen.limitations:
        with st.expander(f"Not looked at: {wording.plural(len(seen.limitations), 'place')}"):
            parts.table([{"Where": one.scope, "Why": one.reason} for one in seen.limitations])


def _row(finding: Finding) -> dict[str, object]:
    places = [one.place for one in finding.evidence]
    more = f" and {len(places) - 1} more" if len(places) > 1 else ""
    return {
        "Check": finding.title,
        "Outcome": words.marked(wording.OUTCOMES[finding.outcome]),
        "Informs": finding.informs,
        "Where": f"{places[0]}{more}" if places else "",
    }


def _finding(finding: Finding) -> None:
    st.markdown(words.plain(finding.reason))
    st.caption(
        words.plain(f"Informs {finding.informs} · {finding.confidence.value} · searched: {finding.searched}")
    )
    for one in finding.evidence[:MOST_EVIDENCE]:
        st.markdown(f"`{one.place.replace('`', '')}` {words.plain(one.note)}")
        if one.excerpt:
            st.code(one.excerpt, language=None)
    if len(finding.evidence) > MOST_EVIDENCE:
        st.caption(f"{len(finding.evidence) - MOST_EVIDENCE} more in the report.")
    if finding.remediation:
        st.caption(f"What to do: {words.plain(finding.remediation)}")

"""Inspect: let a repository or an archive be read, and see what it shows, with file and line."""

from pathlib import Path

import streamlit as st

from audit import assessment as use_cases
from audit.assessment import JobState
from audit.model import wording
from audit.model.base import InputError
from audit.model.finding import Finding, Outcome
from audit.model.inspection import Inspection
from audit.model.repository_ref import RepositoryRef
from audit.ui import background, drafts, parts, words

MOST_EVIDENCE = 20
PHASES = {
    "unpacking": "Unpacking what was handed over",
    "reading": "Reading files",
    "parsing": "Following code and settings",
    "checking": "Checking",
}
ORDER = (Outcome.NOT_MET, Outcome.INCONCLUSIVE, Outcome.MET, Outcome.NOT_APPLICABLE)
_TURN = "_uploads"
ARCHIVE_NAME, PATH, REVISION, NAME = "archive-name", "path", "revision", "repository-name"


def page() -> None:
    st.title("Inspect")
    if not parts.need_case():
        return
    st.markdown("What is handed over is read on this machine and never run. Nothing leaves it.")
    key = use_cases.job_of(parts.case_id() or "")
    job = background.draw(key, "Inspection", PHASES)
    if job and job.state is JobState.DONE:
        st.success(words.plain(f"Inspected {job.message}."))
        background.jobs().put_away(key)
    assessment = parts.state().assessment
    if not (job and job.running):
        another = bool(assessment.inspections)
        title = "Inspect another repository" if another else "Inspect a repository"
        with st.expander(title, expanded=not another):
            _ask()
    for inspection in assessment.inspections:
        _result(inspection)
    if not assessment.inspections and not (job and job.running):
        st.info("No repository has been inspected yet. An audit may also rest on answers alone.")
    parts.next_step("Go on: cross-examination", "examine")


def _ask() -> None:
    upload, folder = st.tabs(["An archive or a bundle", "A folder on this machine"])
    with upload:
        st.caption(
            "A zip or tar (gz, bz2, xz) of the source, or a git bundle, which brings the history along: "
            "git bundle create all.bundle \\-\\-all"
        )
        st.file_uploader(
            "Archive or bundle",
            type=list(use_cases.ENDINGS),
            max_upload_size=use_cases.MOST_UPLOADED,
            key=_uploader(),
        )
        drafts.text_input("Name in the report", ARCHIVE_NAME, placeholder="name of the file")
        st.button("Inspect it", type="primary", key="inspect-archive", on_click=_begin_with_upload)
    with folder:
        drafts.text_input("Path of the repository", PATH, placeholder="/home/me/src/agent")
        with st.container(horizontal=True):
            drafts.text_input("Revision", REVISION, placeholder="the files as they are")
            drafts.text_input("Name in the report", NAME, placeholder="name of the folder")
        st.button("Inspect", type="primary", key="inspect", on_click=_begin_with_folder)


def _uploader() -> str:
    return f"archive-{st.session_state.get(_TURN, 0)}"


def _begin_with_upload() -> None:
    with parts.errors():
        given = st.session_state.get(_uploader())
        if given is None:
            raise InputError("There is no file yet: choose an archive or a bundle, and press again.")
        repository = RepositoryRef(path="", name=drafts.typed(ARCHIVE_NAME))
        opened = parts.case()
        use_cases.begin_with_upload(
            background.jobs(), opened.key, opened.actor, given.getvalue(), given.name, repository
        )
        st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1
        drafts.forget(ARCHIVE_NAME)


def _begin_with_folder() -> None:
    _begin(*(drafts.typed(name) for name in (PATH, REVISION, NAME)), PATH, REVISION, NAME)


def _begin(path: str, revision: str, name: str, *fields: str) -> None:
    with parts.errors():
        if not path:
            raise InputError("Give the path of a git repository on this machine, and press again.")
        repository = RepositoryRef(path=path, revision=revision or None, name=name)
        opened = parts.case()
        use_cases.locate(repository, Path.home())
        use_cases.begin(background.jobs(), opened.key, opened.actor, repository)
        drafts.forget(*fields)


def _result(found: Inspection) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.header(words.plain(found.repository))
        revision = "" if found.revision in _NO_REVISION else found.revision
        st.button(
            "Read it again",
            key=f"again-{found.repository}",
            help="As it is now, from its place.",
            on_click=_begin,
            args=(found.path, revision, found.repository),
        )
    at = f"commit {found.commit[:8]}" if found.commit else "not under version control"
    changed = ", with changes that are not committed" if found.modified else ""
    seen = found.coverage
    st.caption(
        words.plain(
            f"{at}{changed} · {wording.plural(seen.files, 'file')}, {seen.read} read, {seen.parsed} parsed "
            f"· engine {found.engine}"
        )
    )
    if seen.limitations:
        with st.expander(f"Not looked at: {wording.plural(len(seen.limitations), 'place')}"):
            parts.table([{"Where": one.scope, "Why": one.reason} for one in seen.limitations])
    checks = sorted(found.checks, key=lambda one: ORDER.index(one.outcome))
    parts.table([_row(one) for one in checks])
    shown = [one for one in checks if one.outcome is not Outcome.NOT_APPLICABLE]
    for finding in shown:
        with st.expander(words.plain(f"{words.mark(wording.OUTCOMES[finding.outcome])}: {finding.title}")):
            _finding(finding)


_NO_REVISION = {"worktree", "folder", "HEAD"}


def _row(finding: Finding) -> dict[str, object]:
    places = [one.place for one in finding.evidence]
    more = f" and {len(places) - 1} more" if len(places) > 1 else ""
    return {
        "Check": finding.title,
        "Outcome": words.mark(wording.OUTCOMES[finding.outcome]),
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
            st.code(one.excerpt, language=None, wrap_lines=True)
    if len(finding.evidence) > MOST_EVIDENCE:
        st.caption(f"{len(finding.evidence) - MOST_EVIDENCE} more in the report.")
    if finding.remediation:
        st.caption(f"What to do: {words.plain(finding.remediation)}")

"""Inspect: let a repository or an archive be read, and see what it shows, with file and line."""

from pathlib import Path

import streamlit as st

from audit import assessment as use_cases
from audit.assessment import JobState
from audit.model import wording
from audit.model.base import InputError
from audit.model.finding import Finding, Outcome
from audit.model.inspection import Inspection
from audit.model.recorded import recorded
from audit.model.repository_ref import RepositoryRef
from audit.model.speech import Words, _, counted, marked
from audit.ui import background, drafts, parts, words

MOST_EVIDENCE = 20
PHASES = Words(
    {
        "unpacking": marked("Unpacking what was handed over"),
        "reading": marked("Reading files"),
        "parsing": marked("Following code and settings"),
        "checking": marked("Checking"),
    }
)
ORDER = (Outcome.NOT_MET, Outcome.INCONCLUSIVE, Outcome.MET, Outcome.NOT_APPLICABLE)
_TURN = "_uploads"
ARCHIVE_NAME, PATH, REVISION, NAME = "archive-name", "path", "revision", "repository-name"


def page() -> None:
    st.title(_("Inspect"))
    if not parts.need_case():
        return
    st.markdown(_("What is handed over is read on this machine and never run. Nothing leaves it."))
    key = use_cases.job_of(parts.case_id() or "")
    job = background.draw(key, _("Inspection"), PHASES)
    if job and job.state is JobState.DONE:
        st.success(words.plain(_("Inspected {name}.", name=job.message)))
        background.jobs().put_away(key)
    assessment = parts.state().assessment
    if not (job and job.running):
        another = bool(assessment.inspections)
        title = _("Inspect another repository") if another else _("Inspect a repository")
        with st.expander(title, expanded=not another):
            _ask()
    for inspection in assessment.inspections:
        _result(inspection)
    if not assessment.inspections and not (job and job.running):
        st.info(_("No repository has been inspected yet. An audit may also rest on answers alone."))
    parts.next_step(_("Go on: cross-examination"), "examine")


def _ask() -> None:
    upload, folder = st.tabs([_("An archive or a bundle"), _("A folder on this machine")])
    with upload:
        st.caption(
            _(
                "A zip or tar (gz, bz2, xz) of the source, or a git bundle, which brings the history along: "
                "git bundle create all.bundle \\-\\-all"
            )
        )
        st.file_uploader(
            _("Archive or bundle"),
            type=list(use_cases.ENDINGS),
            max_upload_size=use_cases.MOST_UPLOADED,
            key=_uploader(),
        )
        drafts.text_input(_("Name in the report"), ARCHIVE_NAME, placeholder=_("name of the file"))
        st.button(
            _("Inspect it"),
            type="primary",
            key="inspect-archive",
            on_click=_begin_with_upload,
            disabled=st.session_state.get(_uploader()) is None,
            help=_("As soon as the whole file is here."),
        )
    with folder:
        drafts.text_input(_("Path of the repository"), PATH, placeholder="/home/me/src/agent")
        with st.container(horizontal=True):
            drafts.text_input(_("Revision"), REVISION, placeholder=_("the files as they are"))
            drafts.text_input(_("Name in the report"), NAME, placeholder=_("name of the folder"))
        st.button(_("Inspect"), type="primary", key="inspect", on_click=_begin_with_folder)


def _uploader() -> str:
    return f"archive-{st.session_state.get(_TURN, 0)}"


def _begin_with_upload() -> None:
    with parts.errors():
        given = st.session_state.get(_uploader())
        if given is None:
            raise InputError(_("There is no file yet: choose an archive or a bundle, and press again."))
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
            raise InputError(_("Give the path of a git repository on this machine, and press again."))
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
            _("Read it again"),
            key=f"again-{found.repository}",
            help=_("As it is now, from its place."),
            on_click=_begin,
            args=(found.path, revision, found.repository),
        )
    at = _("commit {commit}", commit=found.commit[:8]) if found.commit else _("not under version control")
    if found.modified:
        at = _("{commit}, with changes that are not committed", commit=at)
    seen = found.coverage
    files = counted(
        "{count} file, {read} read, {parsed} parsed",
        "{count} files, {read} read, {parsed} parsed",
        seen.files,
        read=wording.count(seen.read),
        parsed=wording.count(seen.parsed),
    )
    st.caption(words.plain(f"{at} · {files} · {_engine(found.engine)}"))
    if seen.limitations:
        title = counted(
            "Not looked at: {count} place", "Not looked at: {count} places", len(seen.limitations)
        )
        with st.expander(title):
            parts.table([{_("Where"): one.scope, _("Why"): recorded(one.reason)} for one in seen.limitations])
    checks = sorted(found.checks, key=lambda one: ORDER.index(one.outcome))
    parts.table([_row(one) for one in checks])
    shown = [one for one in checks if one.outcome is not Outcome.NOT_APPLICABLE]
    for finding in shown:
        with st.expander(
            words.plain(f"{words.mark(wording.OUTCOMES[finding.outcome])}: {recorded(finding.title)}")
        ):
            _finding(finding)


def _engine(version: str) -> str:
    return _("engine {version}", version=version)


_NO_REVISION = {"worktree", "folder", "HEAD"}


def _row(finding: Finding) -> dict[str, object]:
    places = [one.place for one in finding.evidence]
    where = places[0] if places else ""
    if len(places) > 1:
        where = _("{place} and {count} more", place=where, count=str(len(places) - 1))
    return {
        _("Check"): recorded(finding.title),
        _("Outcome"): words.mark(wording.OUTCOMES[finding.outcome]),
        _("Informs"): finding.informs,
        _("Where"): where,
    }


def _finding(finding: Finding) -> None:
    st.markdown(words.plain(recorded(finding.reason)))
    about = _(
        "Informs {criterion} · {confidence} · searched: {what}",
        criterion=finding.informs,
        confidence=wording.CONFIDENCES[finding.confidence],
        what=recorded(finding.searched),
    )
    st.caption(words.plain(about))
    for one in finding.evidence[:MOST_EVIDENCE]:
        st.markdown(f"`{one.place.replace('`', '')}` {words.plain(recorded(one.note))}")
        if one.excerpt:
            st.code(one.excerpt, language=None, wrap_lines=True)
    if len(finding.evidence) > MOST_EVIDENCE:
        st.caption(_("{count} more in the report.", count=str(len(finding.evidence) - MOST_EVIDENCE)))
    if finding.remediation:
        st.caption(words.plain(_("What to do: {text}", text=recorded(finding.remediation))))

"""Documents in the background: each made once for each content, and a report verified by name."""

from pathlib import Path

import pytest

from audit import delivery
from audit.assessment import Jobs, JobState
from audit.delivery import documents, making
from audit.delivery.documents import Form
from audit.model.dossier import Dossier
from audit.model.edition import Audience
from tests.assessment.test_jobs import until

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    return delivery.judge_example(tmp_path_factory.mktemp("example"))


@pytest.fixture
def jobs(tmp_path: Path) -> Jobs:
    return Jobs(tmp_path / "jobs")


def done(jobs: Jobs, key: str) -> JobState:
    until(lambda: (job := jobs.look(key)) is not None and not job.running, 180)
    job = jobs.look(key)
    assert job is not None
    return job.state


def test_what_was_made_of_a_content_is_not_made_again(jobs: Jobs, dossier: Dossier) -> None:
    key = making.job_of(dossier)
    assert making.made(jobs, dossier) == {}
    making.begin(jobs, dossier, [Form.JSON])
    assert done(jobs, key) is JobState.DONE
    [(form, place)] = making.made(jobs, dossier).items()
    assert (form, place.read_text()) == (Form.JSON, delivery.record_json(dossier))
    before = place.stat().st_mtime_ns
    making.begin(jobs, dossier, [Form.JSON, Form.HTML])
    assert done(jobs, key) is JobState.DONE
    there = making.made(jobs, dossier)
    assert set(there) == {Form.JSON, Form.HTML}
    assert there[Form.JSON].stat().st_mtime_ns == before
    assert there[Form.HTML].read_text(encoding="utf-8") == delivery.report_html(dossier)
    other = dossier.model_copy(
        update={"assessment": dossier.assessment.model_copy(update={"story": "Another."})}
    )
    assert making.made(jobs, other) == {}


def test_of_many_contents_the_oldest_documents_go(
    jobs: Jobs, dossier: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "MOST_KEPT", 1)
    stories = [
        dossier.model_copy(
            update={"assessment": dossier.assessment.model_copy(update={"story": f"Telling {n}."})}
        )
        for n in range(3)
    ]
    for one in stories:
        making.begin(jobs, one, [Form.JSON])
        assert done(jobs, making.job_of(one)) is JobState.DONE
    assert [bool(making.made(jobs, one)) for one in stories] == [False, True, True]


def test_what_is_no_report_is_refused_by_its_own_name(jobs: Jobs) -> None:
    key = making.begin_to_verify(jobs, b"a letter", "offer.pdf")
    assert done(jobs, key) is JobState.FAILED
    job = jobs.look(key)
    assert job is not None
    assert job.message.startswith("offer.pdf: ")
    assert str(jobs.folder(key)) not in job.message


def test_a_report_is_verified(jobs: Jobs, dossier: Dossier) -> None:
    short = documents.edition(dossier, Audience.BOARD)
    key = making.begin_to_verify(jobs, delivery.report_pdf(short), "report.pdf")
    assert done(jobs, key) is JobState.DONE
    job = jobs.look(key)
    assert job is not None
    found = making.verified(job)
    assert (found.document, found.number, found.verified) == ("report.pdf", short.number, True)

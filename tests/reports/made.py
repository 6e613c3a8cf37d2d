"""The report of the failed project as PDF: many tests look at it, and it takes seconds to print."""

from functools import cache

from reports import render
from tests.reports.dossiers import failed_project
from tests.shared import shared


@cache
def failed_project_pdf() -> bytes:
    return shared("failed_project.pdf", lambda: render.pdf(failed_project()))

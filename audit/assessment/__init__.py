"""Use cases: what people do with an assessment, on a file or over a ledger.

Each is brought when it is first asked for: an inspection needs no rubric, no exchange and no ledger, and
bringing them would take longer than reading a small repository.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from audit.assessment.case import Case, State
    from audit.assessment.comparing import (
        What,
        compare,
        compare_assessments,
        compare_states,
        tender,
        tender_of,
    )
    from audit.assessment.consequences import Consequence, would
    from audit.assessment.correspondence import (
        Brought,
        assessment_text,
        bring,
        held,
        nobody,
        preview,
        questionnaire,
        read_filled,
        read_sheet,
        record,
        signed,
    )
    from audit.assessment.desk import Desk
    from audit.assessment.examining import Side, Wanted, sides
    from audit.assessment.figures import partner_reading, project, project_costs, week_one_reading
    from audit.assessment.files import (
        brand_schema,
        conclude,
        data_folder,
        file_schema,
        gate,
        handbook,
        read_brand,
        read_file,
        read_inspection,
        read_policy,
    )
    from audit.assessment.inspecting import (
        Progress,
        declarations,
        inspect,
        inspect_repositories,
        use_knowledge,
    )
    from audit.assessment.inspecting_apart import begin, begin_with_upload, job_of
    from audit.assessment.jobs import Job, Jobs, JobState
    from audit.assessment.language import language_name, languages, rubric_in, speech
    from audit.assessment.listing import Order, Sought, Standing, listed, standing
    from audit.assessment.places import locate
    from audit.assessment.planning import Plan, Planned, due, plan
    from audit.assessment.questionnaires import (
        lint,
        pack,
        pack_names,
        pack_schema,
        questions_replied,
        specificity,
    )
    from audit.assessment.receiving import MOST_UPLOADED
    from audit.assessment.removing import Loss, archive, delete, history_text, loss
    from audit.assessment.trend import with_earlier
    from audit.assessment.unpacking import ENDINGS, is_delivery

__all__ = [
    "ENDINGS",
    "MOST_UPLOADED",
    "Brought",
    "Case",
    "Consequence",
    "Desk",
    "Job",
    "JobState",
    "Jobs",
    "Loss",
    "Order",
    "Plan",
    "Planned",
    "Progress",
    "Side",
    "Sought",
    "Standing",
    "State",
    "Wanted",
    "What",
    "archive",
    "assessment_text",
    "begin",
    "begin_with_upload",
    "brand_schema",
    "bring",
    "compare",
    "compare_assessments",
    "compare_states",
    "conclude",
    "data_folder",
    "declarations",
    "delete",
    "due",
    "file_schema",
    "gate",
    "handbook",
    "held",
    "history_text",
    "inspect",
    "inspect_repositories",
    "is_delivery",
    "job_of",
    "language_name",
    "languages",
    "lint",
    "listed",
    "locate",
    "loss",
    "nobody",
    "pack",
    "pack_names",
    "pack_schema",
    "partner_reading",
    "plan",
    "preview",
    "project",
    "project_costs",
    "questionnaire",
    "questions_replied",
    "read_brand",
    "read_file",
    "read_filled",
    "read_inspection",
    "read_policy",
    "read_sheet",
    "record",
    "rubric_in",
    "sides",
    "signed",
    "specificity",
    "speech",
    "standing",
    "tender",
    "tender_of",
    "use_knowledge",
    "week_one_reading",
    "with_earlier",
    "would",
]

_HOMES = {
    "case": (
        "Case",
        "State",
    ),
    "comparing": (
        "What",
        "compare",
        "compare_assessments",
        "compare_states",
        "tender",
        "tender_of",
    ),
    "correspondence": (
        "Brought",
        "assessment_text",
        "bring",
        "held",
        "nobody",
        "preview",
        "questionnaire",
        "read_filled",
        "read_sheet",
        "record",
        "signed",
    ),
    "consequences": (
        "Consequence",
        "would",
    ),
    "desk": ("Desk",),
    "examining": (
        "Side",
        "Wanted",
        "sides",
    ),
    "figures": (
        "partner_reading",
        "project",
        "project_costs",
        "week_one_reading",
    ),
    "files": (
        "brand_schema",
        "conclude",
        "data_folder",
        "file_schema",
        "gate",
        "handbook",
        "read_brand",
        "read_file",
        "read_inspection",
        "read_policy",
    ),
    "inspecting_apart": (
        "begin",
        "begin_with_upload",
        "job_of",
    ),
    "inspecting": (
        "Progress",
        "declarations",
        "inspect",
        "inspect_repositories",
        "use_knowledge",
    ),
    "jobs": (
        "Job",
        "JobState",
        "Jobs",
    ),
    "places": ("locate",),
    "language": (
        "language_name",
        "languages",
        "rubric_in",
        "speech",
    ),
    "listing": (
        "Order",
        "Sought",
        "Standing",
        "listed",
        "standing",
    ),
    "planning": (
        "Plan",
        "Planned",
        "due",
        "plan",
    ),
    "receiving": ("MOST_UPLOADED",),
    "removing": (
        "Loss",
        "archive",
        "delete",
        "history_text",
        "loss",
    ),
    "questionnaires": (
        "lint",
        "pack",
        "pack_names",
        "pack_schema",
        "questions_replied",
        "specificity",
    ),
    "trend": ("with_earlier",),
    "unpacking": (
        "ENDINGS",
        "is_delivery",
    ),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = value
    return value

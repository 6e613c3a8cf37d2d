"""Use cases: what people do with an assessment, on a file or over a ledger."""

from audit.assessment.case import Case, State
from audit.assessment.comparing import What, compare, compare_states
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
from audit.assessment.figures import partner_reading, project, project_costs, week_one_reading
from audit.assessment.files import (
    Progress,
    conclude,
    data_folder,
    declarations,
    file_schema,
    gate,
    handbook,
    inspect,
    inspect_repositories,
    read_file,
    read_inspection,
    read_policy,
    use_knowledge,
)
from audit.assessment.places import locate
from audit.assessment.questionnaires import lint, pack, pack_names, pack_schema, specificity

__all__ = [
    "Brought",
    "Case",
    "Desk",
    "Progress",
    "State",
    "What",
    "assessment_text",
    "bring",
    "compare",
    "compare_states",
    "conclude",
    "data_folder",
    "declarations",
    "file_schema",
    "gate",
    "handbook",
    "held",
    "inspect",
    "inspect_repositories",
    "lint",
    "locate",
    "nobody",
    "pack",
    "pack_names",
    "pack_schema",
    "partner_reading",
    "preview",
    "project",
    "project_costs",
    "questionnaire",
    "read_file",
    "read_filled",
    "read_inspection",
    "read_policy",
    "read_sheet",
    "record",
    "signed",
    "specificity",
    "use_knowledge",
    "week_one_reading",
]

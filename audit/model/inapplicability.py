"""Why a criterion may be left out: the list of reasons, beside which a sentence always stands."""

from enum import StrEnum


class Inapplicability(StrEnum):
    """The kind of reason for which a criterion does not apply."""

    NOT_THIS_KIND_OF_SYSTEM = "not_this_kind_of_system"
    COVERED_ELSEWHERE = "covered_elsewhere"
    OUT_OF_SCOPE_OF_AUDIT = "out_of_scope_of_audit"
    NOT_YET_REQUIRED = "not_yet_required"

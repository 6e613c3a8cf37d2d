"""Which function joins which fact from what was read: the one list of all facts of a repository."""

from collections.abc import Callable, Iterable
from functools import cache
from typing import TYPE_CHECKING

from audit.inspection.facts import (
    AgentLoop,
    CodeBase,
    Component,
    DataEntries,
    EvaluationAge,
    EvaluationGate,
    EvaluationRun,
    EvaluationSuite,
    ExecutionSearch,
    Explanation,
    Fact,
    Fallback,
    FileTree,
    InputGuards,
    KeptVersion,
    LogRecords,
    ModelActions,
    ModelCall,
    ModelChoice,
    ModelOrigin,
    NamedOwner,
    OperationsText,
    PromptSource,
    ReferenceRead,
    ReplyUse,
    Requirements,
    SecretRead,
    SecretSearch,
    Telemetry,
    TestFile,
    TestRun,
)
from audit.inspection.joined.approving import model_actions
from audit.inspection.joined.chosen import model_origins
from audit.inspection.joined.components import components, requirements
from audit.inspection.joined.evaluation_ages import evaluation_ages
from audit.inspection.joined.evaluation_gates import evaluation_gates
from audit.inspection.joined.evaluations import evaluation_runs, evaluation_suites
from audit.inspection.joined.executing import execution_search
from audit.inspection.joined.explanations import explanations
from audit.inspection.joined.fallbacks import all_fallbacks
from audit.inspection.joined.guarding import input_guards
from audit.inspection.joined.ingesting import data_entries
from audit.inspection.joined.logs import log_records
from audit.inspection.joined.loops import all_loops
from audit.inspection.joined.outputs import reply_uses
from audit.inspection.joined.owners import named_owners
from audit.inspection.joined.prompts import prompt_sources
from audit.inspection.joined.reference import reference_reads
from audit.inspection.joined.secrecy import secret_reads, secret_search
from audit.inspection.joined.settled import all_calls, all_choices
from audit.inspection.joined.telemetry import telemetry_uses
from audit.inspection.joined.testing import test_files, test_runs
from audit.inspection.joined.tree import code_base, file_tree, operations_texts
from audit.inspection.joined.versions import kept_versions

if TYPE_CHECKING:
    from audit.inspection.project import Project

Join = Callable[["Project"], Iterable[Fact]]


@cache
def all_joins() -> dict[type[Fact], Join]:
    """The join of every kind of fact."""
    return {
        AgentLoop: all_loops,
        CodeBase: code_base,
        Component: components,
        DataEntries: data_entries,
        EvaluationAge: evaluation_ages,
        EvaluationGate: evaluation_gates,
        EvaluationRun: evaluation_runs,
        EvaluationSuite: evaluation_suites,
        ExecutionSearch: execution_search,
        Explanation: explanations,
        Fallback: all_fallbacks,
        FileTree: file_tree,
        InputGuards: input_guards,
        KeptVersion: kept_versions,
        LogRecords: log_records,
        ModelActions: model_actions,
        ModelCall: all_calls,
        ModelChoice: all_choices,
        ModelOrigin: model_origins,
        NamedOwner: named_owners,
        OperationsText: operations_texts,
        PromptSource: prompt_sources,
        ReferenceRead: reference_reads,
        ReplyUse: reply_uses,
        Requirements: requirements,
        SecretRead: secret_reads,
        SecretSearch: secret_search,
        Telemetry: telemetry_uses,
        TestFile: test_files,
        TestRun: test_runs,
    }

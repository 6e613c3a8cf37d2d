"""The vocabulary of facts: what readers take out of a repository and checks speak about.

An *occurrence* fact (a model call, a loop) makes its checks not applicable when there is none.
A *repository* fact always has a place to be, so its absence is an observation. A fact of an *AI
system* is a repository fact that only a repository with an AI surface can be asked for.
"""

from audit.inspection.facts.agents import AgentLoop, Bound
from audit.inspection.facts.base import Basis, Fact, Scope, Sighting
from audit.inspection.facts.calls import ModelCall, ModelChoice, Origin, Pin, Setting, State
from audit.inspection.facts.chosen import Chosen, ModelOrigin
from audit.inspection.facts.data import KeptVersion, PromptSource, ReferenceRead, Use
from audit.inspection.facts.files import CodeBase, Component, FileTree, NamedFile, Requirements
from audit.inspection.facts.operations import Explanation, LogRecords, OperationsText, Telemetry
from audit.inspection.facts.people import Activity, NamedOwner
from audit.inspection.facts.replies import Fallback, Parsing, ReplyUse
from audit.inspection.facts.safety import DataEntries, ExecutionSearch, Idle, InputGuards, Mark, ModelActions
from audit.inspection.facts.secrets import Leak, PastLeak, SecretRead, SecretSearch
from audit.inspection.facts.verification import (
    EvaluationAge,
    EvaluationGate,
    EvaluationRun,
    EvaluationSuite,
    Force,
    Pace,
    TestFile,
    TestRun,
)

__all__ = [
    "Activity",
    "AgentLoop",
    "Basis",
    "Bound",
    "Chosen",
    "CodeBase",
    "Component",
    "DataEntries",
    "EvaluationAge",
    "EvaluationGate",
    "EvaluationRun",
    "EvaluationSuite",
    "ExecutionSearch",
    "Explanation",
    "Fact",
    "Fallback",
    "FileTree",
    "Force",
    "Idle",
    "InputGuards",
    "KeptVersion",
    "Leak",
    "LogRecords",
    "Mark",
    "ModelActions",
    "ModelCall",
    "ModelChoice",
    "ModelOrigin",
    "NamedFile",
    "NamedOwner",
    "OperationsText",
    "Origin",
    "Pace",
    "Parsing",
    "PastLeak",
    "Pin",
    "PromptSource",
    "ReferenceRead",
    "ReplyUse",
    "Requirements",
    "Scope",
    "SecretRead",
    "SecretSearch",
    "Setting",
    "Sighting",
    "State",
    "Telemetry",
    "TestFile",
    "TestRun",
    "Use",
]

"""An assessment file of the seed case, inspected and concluded."""

import os
import subprocess
from pathlib import Path
from typing import NamedTuple

from audit import rubric
from audit.assessment import inspect_repositories
from audit.exchange import assessment_file
from audit.judgement import conclude
from audit.model.assessment import Assessment
from audit.model.conclusion import Conclusion
from audit.model.finding import Finding
from audit.model.inspection import Inspection
from audit.model.pattern import PatternState


class Judged(NamedTuple):
    """What was put in and what came out."""

    assessment: Assessment
    conclusion: Conclusion

    @property
    def inspection(self) -> Inspection:
        (inspection,) = self.assessment.inspections
        return inspection

    @property
    def findings(self) -> dict[str, Finding]:
        return {finding.id: finding for finding in self.inspection.checks}

    def patterns(self, state: PatternState) -> set[str]:
        return {reading.id for reading in self.conclusion.pattern_readings if reading.state is state}


def judge(file: Path) -> Judged:
    """Read, inspect and conclude."""
    known = rubric.load()
    assessment = inspect_repositories(assessment_file.read(file, known), file.parent)
    return Judged(assessment, conclude(assessment, known))


def git(repository: Path, *arguments: str) -> str:
    """Run git with no settings but these; returns what it printed."""
    environment = {"PATH": os.environ["PATH"], "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    options = ["-c", "user.name=Repair", "-c", "user.email=repair@repair.example"]
    command = ["git", *options, "-C", str(repository), *arguments]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    return done.stdout.strip()

"""Agents of tracing that are started with the program, and near misses."""

from pathlib import Path

import pytest

from audit.model.finding import Outcome
from tests.checks.cases import MET, NOT_MET, STRONG, WEAK, finding

CASES: dict[str, tuple[str, str, Outcome]] = {
    "java agent": ("Dockerfile", 'ENTRYPOINT ["java","-javaagent:/app/applicationinsights-agent.jar"]\n', MET),
    "another java agent": ("Dockerfile", 'ENTRYPOINT ["java","-javaagent:/app/lombok.jar"]\n', NOT_MET),
    "in a comment": ("Dockerfile", "FROM python\n# CMD ddtrace-run python app.py\n", NOT_MET),
    "start script": ("start.sh", "exec ddtrace-run gunicorn app:app\n", MET),
    "process file": ("Procfile", "web: newrelic-admin run-program gunicorn app:app\n", MET),
    "options of node": ("compose.yml", "environment:\n  NODE_OPTIONS: --require dd-trace/init\n", MET),
    "a dependency alone": ("requirements.txt", "opentelemetry-instrumentation==0.40\n", NOT_MET),
    "of the tests": ("tests/start.sh", "opentelemetry-instrument pytest\n", NOT_MET),
    "Braintrust": ("log.ts", 'import { initLogger } from "braintrust";\ninitLogger({ projectName: "a" });\n', MET),
    "evaluations of Braintrust": ("run.ts", 'import { Eval } from "braintrust";\nEval("a", {});\n', NOT_MET),
    "Application Insights of .NET": ("Program.cs", "builder.Services.AddApplicationInsightsTelemetry();\n", MET),
    "OpenTelemetry of .NET": ("Program.cs", "builder.Services.AddOpenTelemetry().UseAzureMonitor();\n", MET),
    "a package of .NET": ("App.csproj", '<PackageReference Include="OpenTelemetry" Version="1.9.0" />\n', NOT_MET),
    "an own method of .NET": ("Program.cs", "void AddOpenTelemetry() {}\n", NOT_MET),
    "OpenTelemetry of Rust": ("src/main.rs", "use opentelemetry_sdk::trace;\nfn main() {}\n", MET),
    "a module of Rust that begins alike": ("src/main.rs", "use sentryish::init;\nfn main() {}\n", NOT_MET),
    "Crashlytics": ("App.kt", "import com.google.firebase.crashlytics.FirebaseCrashlytics\n", MET),
    "a library that is only imported": ("log.ts", "import * as Sentry from '@sentry/node';\nrun();\n", NOT_MET),
    "a library spoken of in a comment": (
        "log.ts", "import * as Sentry from '@sentry/node';\n// Sentry.init({})\nrun();\n", NOT_MET,
    ),
    "a library that starts itself": ("log.ts", "import 'dd-trace/init';\nrun();\n", MET),
    "a library that is started": ("log.ts", "import * as Sentry from '@sentry/node';\nSentry.init({});\n", MET),
    "under a flag that is never true": ("log.py", "import sentry_sdk\nif False:\n    sentry_sdk.init()\n", NOT_MET),
    "under a flag that may be true": ("log.py", "import sentry_sdk\nif DSN:\n    sentry_sdk.init()\n", MET),
    "an own logger": ("log.ts", 'import { initLogger } from "./log";\ninitLogger();\n', NOT_MET),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_what_is_started_with_the_program_counts(case: str, tmp_path: Path) -> None:
    name, text, outcome = CASES[case]
    found = finding(tmp_path, "tracing-or-metrics", {"app.py": "x = 1\n", name: text})
    assert found.outcome is outcome, found.reason


def test_a_file_of_its_own_that_nothing_uses_only_asks(tmp_path: Path) -> None:
    files = {
        "app.py": "from openai import OpenAI\nOpenAI().responses.create(model='m', input='')\n",
        "hooks/groups.py": "import sentry_sdk\nsentry_sdk.init()\n",
    }
    assert finding(tmp_path, "tracing-or-metrics", files).confidence is WEAK
    files["app.py"] = f"import hooks.groups\n{files['app.py']}"
    assert finding(tmp_path, "tracing-or-metrics", files).confidence is STRONG

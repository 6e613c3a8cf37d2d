"""Loggers of every language: which write records, which write sentences."""

from pathlib import Path

import pytest

from audit.checks import all_checks
from audit.inspection.engine import inspect
from audit.model.finding import Outcome

(CHECK,) = (check for check in all_checks() if check.id == "structured-logging")
MET, NOT_MET, OPEN = Outcome.MET, Outcome.NOT_MET, Outcome.INCONCLUSIVE
PLAIN = "import logging\nlog = logging.getLogger(__name__)\n"
POWERTOOLS = "from aws_lambda_powertools import Logger\nlog = Logger()\n"
WINSTON = "import winston from 'winston';\n"

LOGGERS = {
    "plain text": ({"a.py": f"{PLAIN}logging.basicConfig(format='%(asctime)s %(message)s')\n"}, NOT_MET),
    "rich": ({"a.py": "from rich.logging import RichHandler\nimport logging\nlogging.basicConfig(handlers=[RichHandler()])\n"}, NOT_MET),
    "a dependency": ({"a.py": "x = 1\n", "requirements.txt": "structlog\npython-json-logger\n"}, NOT_MET),
    "imported and not used": ({"a.py": "import structlog\n"}, NOT_MET),
    "loguru as text": ({"a.py": "from loguru import logger\nlogger.add('a.log', serialize=False)\n"}, NOT_MET),
    "loguru as JSON": ({"a.py": "from loguru import logger\nlogger.add('a.log', serialize=True)\n"}, MET),
    "loguru by a switch": ({"a.py": "from loguru import logger\nlogger.configure(handlers=[{'serialize': JSON}])\n"}, MET),
    "python-json-logger": ({"a.py": "from pythonjsonlogger import jsonlogger\nf = jsonlogger.JsonFormatter()\n"}, MET),
    "in settings": ({"a.py": PLAIN, "logging.yaml": "formatters:\n  json:\n    class: pythonjsonlogger.jsonlogger.JsonFormatter\n"}, MET),
    "a formatter of its own": ({"a.py": "import json, logging\nclass JsonFormatter(logging.Formatter):\n    pass\n"}, MET),
    "a formatter of code": ({"a.py": "import json, logging\nclass JSONFormatter(FormatterPlugin):\n    pass\n"}, NOT_MET),
    "a format of JSON": ({"a.py": "F = '{\"level\": \"%(levelname)s\", \"text\": \"%(message)s\"}'\n"}, MET),
    "records by hand": ({"a.py": "import json\nprint(json.dumps({'severity': 'INFO', 'message': m}))\n"}, MET),
    "data printed": ({"a.py": "import json\nprint(json.dumps({'answer': 1}))\n"}, NOT_MET),
    "in a test": ({"a.py": PLAIN, "tests/test_a.py": "import structlog\nlog = structlog.get_logger()\n"}, NOT_MET),
    "Powertools everywhere": ({"a.py": POWERTOOLS}, MET),
    "Powertools in a corner": ({"hook.py": POWERTOOLS, **{f"app/{n}.py": PLAIN for n in "abcdef"}}, OPEN),
    "pino": ({"a.ts": "import pino from 'pino';\nconst log = pino();\n"}, MET),
    "the country": ({"a.ts": "const languages = ['Filipino'];\nconsole.log(languages);\n"}, NOT_MET),
    "Fastify": ({"a.ts": "import Fastify from 'fastify';\nconst app = Fastify({ logger: true });\n"}, MET),
    "Fastify without": ({"a.ts": "import Fastify from 'fastify';\nconst app = Fastify({ logger: false });\n"}, NOT_MET),
    "winston as JSON": ({"a.ts": f"{WINSTON}winston.createLogger({{ format: winston.format.json() }});\n"}, MET),
    "winston by default": ({"a.ts": f"{WINSTON}winston.createLogger({{ level: 'info' }});\n"}, MET),
    "winston as text": ({"a.ts": f"{WINSTON}winston.createLogger({{ format: winston.format.simple() }});\n"}, NOT_MET),
    "winston of its own": ({"a.ts": f"{WINSTON}winston.createLogger({{ format: winston.format.printf(i => i.m + JSON.stringify(i)) }});\n"}, OPEN),
    "console": ({"a.ts": "console.log('started');\n"}, NOT_MET),
    "zap": ({"a.go": 'package a\n\nimport "go.uber.org/zap"\n\nvar log, _ = zap.NewProduction()\n'}, MET),
    "slog": ({"a.go": 'package a\n\nimport "log/slog"\n\nfunc f() { slog.Info("x", "k", 1) }\n'}, MET),
    "log of Go": ({"a.go": 'package a\n\nimport "log"\n\nfunc f() { log.Println("x") }\n'}, NOT_MET),
    "logrus as text": ({"a.go": 'package a\n\nimport "github.com/sirupsen/logrus"\n\nfunc f() { logrus.Info("x") }\n'}, NOT_MET),
    "tracing of Rust": ({"src/main.rs": "use tracing_subscriber;\nfn main() { tracing_subscriber::fmt::init(); }\n"}, MET),
    "env_logger of Rust": ({"src/main.rs": "fn main() { env_logger::init(); }\n"}, NOT_MET),
    "Serilog": ({"A.cs": "using Serilog;\nvar log = new LoggerConfiguration().CreateLogger();\n"}, MET),
    "logback": ({"src/main/resources/logback.xml": "<encoder class='net.logstash.logback.encoder.LogstashEncoder'/>\n", "A.java": "class A {}\n"}, MET),
    "Spring Boot": ({"application.properties": "logging.structured.format.console=ecs\n", "A.java": "class A {}\n"}, MET),
    "lograge": ({"config/initializers/log.rb": "Rails.application.configure { config.lograge.enabled = true }\n"}, MET),
}  # fmt: skip


@pytest.mark.parametrize("case", LOGGERS)
def test_structured_logging(tmp_path: Path, case: str) -> None:
    files, outcome = LOGGERS[case]
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    (found,) = inspect(tmp_path, [CHECK]).checks
    assert found.outcome is outcome, found

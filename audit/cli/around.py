"""The commands around the audit: the web application, what the machine has, and the schemas of documents."""

from argparse import ArgumentParser, ArgumentTypeError

from audit.cli.command import Command, nothing

SCHEMAS = (
    *("inspection", "conclusion", "assessment", "gate", "verification", "run-comparison"),
    *("vendor-comparison", "tender", "input", "brand"),
)


def _port(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise ArgumentTypeError(f"{text!r} is no port; a port is a number from 1 to 65535")
    return int(text)


def _app_takes(parser: ArgumentParser) -> None:
    parser.add_argument("--port", type=_port, help="port; without it, a free one")


def open_app(port: int | None) -> None:
    """Open the web application, reachable from this machine only."""
    from audit.ui import launch

    launch.run(port)


def doctor() -> int:
    """Say what is installed, what is missing, and the one line that mends it."""
    from audit import assessment
    from audit import doctor as examination
    from audit.cli import show

    needs = examination.examine(assessment.data_folder())
    show.needs(needs)
    return 2 if any(not need.met and not need.optional for need in needs) else 0


def _schema_takes(parser: ArgumentParser) -> None:
    parser.add_argument("name", choices=SCHEMAS, help="which document")


def schema(name: str) -> None:
    """Print the JSON Schema of a document: an output, or the assessment file as editors complete it."""
    from audit import delivery
    from audit.cli import output

    output.text(delivery.schema_json(name))


COMMANDS = (
    Command("app", open_app, _app_takes, "phase2 app --port 8600"),
    Command("doctor", doctor, nothing, "phase2 doctor"),
    Command("schema", schema, _schema_takes, "phase2 schema conclusion > conclusion.schema.json"),
)

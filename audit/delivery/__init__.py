"""From an assessment file to the documents that are handed over; what both doors need whole.

The values it hands on are imported for the type checker alone: a command brings those that it makes.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from audit import assessment
from audit.assessment.folders import folder_for
from audit.delivery.apart import apart
from audit.model.errors import InputError
from audit.model.repository_ref import RepositoryRef
from audit.model.speech import _, speaking

if TYPE_CHECKING:
    from datetime import date

    from plotly.graph_objects import Figure

    from audit.assessment import Progress
    from audit.delivery.documents import Form
    from audit.model.base import AnyValue
    from audit.model.ci_gate import GateResult
    from audit.model.comparison import RunComparison, VendorComparison
    from audit.model.costs import CostProjection
    from audit.model.declaration import Declaration
    from audit.model.dossier import Dossier
    from audit.model.inspection import Inspection
    from audit.model.projection import Projection
    from reports.faces import Face

SCHEMA = "assessment.schema.json"
OUTPUTS: Mapping[str, str] = {
    "inspection": "inspection.Inspection",
    "conclusion": "conclusion.Conclusion",
    "assessment": "dossier.Record",
    "gate": "ci_gate.GateResult",
    "verification": "verification.Verification",
    "run-comparison": "comparison.RunComparison",
    "vendor-comparison": "comparison.VendorComparison",
    "tender": "tender.TenderRecord",
}

Step = Callable[[str], None]


def inspect(
    path: Path,
    revision: str | None = None,
    progress: Progress | None = None,
    *,
    cache: bool = True,
    past: bool = False,
) -> Inspection:
    """Inspect one repository, without answers and without a conclusion."""
    try:
        str(path).encode()
    except UnicodeEncodeError as error:
        raise InputError(
            _(
                "{path}: this path is no text; rename the folder, or link it by another name",
                path=repr(str(path)),
            )
        ) from error
    given = RepositoryRef(path=str(path), revision=revision)
    return assessment.inspect(given, Path.cwd(), progress, cache=cache, past=past)


def inspection_text(inspection: Inspection, form: str) -> str:
    """An inspection as a document: json, markdown, sarif or mlbom."""
    if form == "json":
        return inspection.model_dump_json(indent=2) + "\n"
    from reports import markdown, mlbom, sarif

    match form:
        case "markdown":
            return markdown.render(inspection)
        case "sarif":
            return sarif.render(inspection, assessment.declarations())
        case "mlbom":
            return mlbom.render(inspection)
    raise ValueError(f"an inspection has no form {form!r}")


def gate(
    subject: Path, policy: Path, baseline: Path | None = None, progress: Progress | None = None
) -> GateResult:
    """Hold a repository, or an inspection that was written as JSON, against the policy of a gate."""
    asked = assessment.read_policy(policy)
    before = assessment.read_inspection(baseline) if baseline else None
    written = subject.is_file() and not assessment.is_delivery(subject)
    found = assessment.read_inspection(subject) if written else inspect(subject, None, progress)
    return assessment.gate(asked, found, before)


def handbook(accuracy: Path | None = None, only: str | None = None) -> str:
    """The handbook of the checks in Markdown, or the page of one."""
    return assessment.handbook(accuracy, only)


def declarations() -> tuple[Declaration, ...]:
    """What every check declares about itself."""
    return assessment.declarations()


def save_text(text: str, path: Path) -> None:
    """Write one document whole or not at all."""
    save_bytes(text.encode(errors="backslashreplace"), path)


def save_bytes(content: bytes, path: Path) -> None:
    """Write one file whole or not at all."""
    if path.exists() and not path.is_file():
        raise InputError(
            _("{path}: is no regular file; name the file that the output shall be written to", path=str(path))
        )
    save({path.name: content}, path.parent)


def use_knowledge(overlay: Path | None) -> None:
    """Add the knowledge of a file to our own, where one is given."""
    if overlay is not None:
        assessment.use_knowledge(overlay)


def judge(
    path: Path,
    progress: Progress | None = None,
    today: date | None = None,
    *,
    cache: bool = True,
    earlier: Sequence[Path] = (),
) -> Dossier:
    """Read an assessment file, inspect its repositories, and conclude.

    `earlier` are exports of earlier reports on the same subject (assessment.json), for the trend.
    """
    given = assessment.with_earlier(assessment.read_file(path, today), earlier)
    return assessment.conclude(assessment.inspect_repositories(given, path.parent, progress, cache=cache))


def compare(
    paths: Sequence[Path], what: str = "auto", progress: Progress | None = None
) -> RunComparison | VendorComparison:
    """Compare two runs of one subject, or several vendors on the questions that all were asked."""
    return assessment.compare(paths, assessment.What(what), progress)


def judge_example(folder: Path, progress: Progress | None = None) -> Dossier:
    """Build the seed case in a folder and judge it like any other assessment."""
    from audit import example

    return judge(example.build(folder), progress)


def write_documents(
    dossier: Dossier, folder: Path, step: Step | None = None, forms: Sequence[Form] = ()
) -> tuple[Path, ...]:
    """Write a dossier in these forms, or in the usual ones, into a folder: all or none. Returns the paths."""
    from audit.delivery import documents

    tell = step or (lambda _: None)
    contents: dict[str, bytes] = {}
    for form in forms or documents.DEFAULT:
        tell(f"Writing the report: {documents.FORMS[form].title}")
        contents[documents.file_name(dossier, form)] = documents.make(dossier, form, tell)
        if form is documents.Form.JSON:
            contents[SCHEMA] = schema_json("assessment").encode()
    tell("Saving")
    return save(contents, folder)


def report_html(dossier: Dossier) -> str:
    """The report as one HTML file that works offline."""
    from reports import render  # fonts and templates are read when a report is wanted, not before

    with speaking(assessment.speech(dossier.edition.language)):
        return render.html(dossier)


def report_pdf(dossier: Dossier, step: Step | None = None) -> bytes:
    """The report as PDF, laid out in a child process that is ended when it takes too long.

    `step` is told how far it is, again and again; whatever it raises ends the child and comes out here.
    """
    from reports import render  # fonts and templates are read when a report is wanted, not before

    try:
        with speaking(assessment.speech(dossier.edition.language)):
            return apart(lambda: render.order(dossier).packed(), "print", progress=step)
    except InputError as error:
        raise InputError(
            _(
                "the PDF could not be made: {error}; try phase2 doctor, or take the HTML report: it has "
                "the same content",
                error=str(error),
            )
        ) from error


def fonts() -> Sequence[Face]:
    """The fonts of the report, which the app shows its pages in too."""
    from reports import faces

    return faces.FACES


def font(file: str) -> bytes:
    """The bytes of one of them."""
    from reports import faces

    return faces.font(file)


def figures(dossier: Dossier) -> Mapping[str, Figure]:
    """The report's charts as Plotly figures, by name; those that there is data for."""
    from reports import figures as known
    from reports import plotly_charts

    shapes = known.shapes(dossier)
    return {name: getattr(plotly_charts, shape.kind)(shape) for name, shape in shapes.items() if shape}


def failures_figure(projection: Projection) -> Figure:
    """What a demo figure means over many runs, as a Plotly figure."""
    from reports import charts, plotly_charts

    chart = charts.failures(projection)
    assert chart is not None
    return plotly_charts.failures(chart)


def tornado_figure(costs: CostProjection) -> Figure | None:
    """What changes the cost of a month most, as a Plotly figure; none where no shock is known."""
    from reports import charts, plotly_charts

    chart = charts.tornado(costs)
    return plotly_charts.tornado(chart) if chart else None


def record_json(dossier: Dossier) -> str:
    """The assessment and its conclusion as JSON, the same bytes for the same dossier."""
    return dossier.record().model_dump_json(indent=2) + "\n"


def schema_json(name: str) -> str:
    """The JSON Schema of an output by its name in `OUTPUTS`, or of a file: `input`, `brand`."""
    from pydantic import TypeAdapter  # an inspection needs none of it

    if name in OUTPUTS:
        schema = TypeAdapter(_output(name)).json_schema(mode="serialization")
    else:
        schema = assessment.brand_schema() if name == "brand" else assessment.file_schema()
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _output(name: str) -> type[AnyValue]:
    home, kind = OUTPUTS[name].split(".")
    found: type[AnyValue] = getattr(import_module(f"audit.model.{home}"), kind)
    return found


def save(contents: Mapping[str, bytes], folder: Path) -> tuple[Path, ...]:
    """Write files into a folder, all or none: beside their places first, then each into place in one step."""
    try:
        with folder_for(folder), tempfile.TemporaryDirectory(prefix=".phase2-", dir=folder) as scratch:
            for name, content in contents.items():
                (Path(scratch) / name).write_bytes(content)
            blocked = [name for name in contents if (folder / name).is_dir()]
            if blocked:
                raise InputError(
                    _(
                        "{folder}: is a folder; move it or choose another --output",
                        folder=str(folder / blocked[0]),
                    )
                )
            for name in contents:
                (Path(scratch) / name).replace(folder / name)
    except OSError as error:
        raise InputError(
            _(
                "{folder}: cannot be written to: {strerror}; choose another folder",
                folder=str(folder),
                strerror=str(error.strerror),
            )
        ) from error
    return tuple(folder / name for name in contents)

"""What was shown to the auditor, and every cited line of a repository."""

from audit.model import wording
from audit.model.dossier import Dossier
from audit.model.recorded import recorded
from audit.model.speech import _, meant
from reports.register import Register
from reports.tables.cells import NARROW, WIDE, Column, Sheet


def evidence(dossier: Dossier) -> Sheet:
    """Items shown and lines sighted, each under its number in the register."""
    titles = (
        *(
            Column(meant("number", "No."), NARROW),
            Column(_("Kind")),
            Column(_("Item or place"), WIDE),
            Column(_("Meaning"), WIDE),
        ),
        *(Column(_("Grade or direction")), Column(_("Source")), Column(_("Date"), 13), Column(_("Seen by"))),
        *(
            Column(_("Check")),
            Column(_("Criterion"), NARROW),
            Column(_("Excerpt"), WIDE),
            Column(_("SHA-256 or commit"), 40),
        ),
    )
    shown = (
        (
            *(item.id, _("shown to the auditor"), item.title, item.place, wording.grade(item.grade)),
            *(wording.SOURCES[item.source], item.date, item.seen_by, "", "", "", item.sha256),
        )
        for item in dossier.assessment.evidence
    )
    sighted = (
        (
            *(s.id, _("sighted in a repository"), s.evidence.place, recorded(s.evidence.note)),
            *(wording.DIRECTIONS[s.evidence.direction].word, s.repository, None, "", s.check, s.criterion),
            *(s.evidence.excerpt, s.evidence.commit),
        )
        for s in Register(dossier.assessment).sightings
    )
    about = _("What was shown to the auditor, and every cited line of a repository.")
    return Sheet(_("Evidence"), about, titles, (*shown, *sighted))

"""Dossiers at the edge: one written by an attacker, and one as long as a report becomes."""

from audit.model.assessment import Answer
from audit.model.dossier import Dossier
from audit.model.evidence import Grade
from audit.model.gap import Severity
from audit.model.standing import Gates, GateState, Standing
from tests.reports.case import ALIAS, ASSESSMENT, RUBRIC
from tests.reports.dossiers import CONCLUSION, action, gap, standings, with_changes

LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 3
ATTACK = (
    '<script>fetch("http://127.0.0.1:9/x")</script><img src="http://127.0.0.1:9/i">'
    '<link rel="attachment" href="file:///etc/hostname">{{ 7 * 7 }} שלום 🚀 ' + LONG
)


def hostile() -> Dossier:
    """The same case, with an attack and a word that does not end in every text that others write."""
    evil = f"{ATTACK} {'word ' * 2000}"
    answers = tuple(a.model_copy(update={"narrative": evil, "quote": ATTACK}) for a in ASSESSMENT.answers)
    respondents = tuple(r.model_copy(update={"name": ATTACK, "role": ATTACK}) for r in ASSESSMENT.respondents)
    sighted = ALIAS.model_copy(update={"path": f"{LONG}/<b>.py", "note": evil, "excerpt": evil})
    entries = tuple(
        c.model_copy(update={"statement": evil, "finding": evil, "evidence": (sighted,)})
        for c in CONCLUSION.contradictions
    )
    gaps = tuple(
        g.model_copy(update={"condition": evil, "cause": ATTACK, "evidence": (sighted,)})
        for g in CONCLUSION.gaps
    )
    subject = ASSESSMENT.subject.model_copy(update={"name": ATTACK, "description": evil})
    actions = tuple(a.model_copy(update={"title": evil, "text": evil}) for a in CONCLUSION.actions)
    return with_changes(
        assessment={
            "answers": answers,
            "respondents": respondents,
            "subject": subject,
            "story": evil,
            "auditor": ATTACK,
        },
        conclusion={"contradictions": entries, "gaps": gaps, "actions": actions, "because": ATTACK},
    )


def big() -> Dossier:
    """As long as a report becomes: a finding for every criterion, 200 lines of evidence, every gate failed."""
    lines = tuple(
        ALIAS.model_copy(update={"line": n, "note": f"a floating alias names model {n}"})
        for n in range(1, 201)
    )
    inspection = ASSESSMENT.inspections[0]
    checks = (inspection.checks[0].model_copy(update={"evidence": lines}), *inspection.checks[1:])
    gaps = tuple(
        gap(n, c.id, list(Severity)[n % 4], *lines[n * 2 : n * 2 + 2])
        for n, c in enumerate(RUBRIC.criteria(), start=1)
    )
    statements = tuple(
        Answer(criterion=c.id, level=1, by="ops", narrative=f"For {c.name} nobody could show a thing.")
        for c in RUBRIC.criteria()
    )
    shared = standings()
    blank = Standing(criterion="X", low=0, high=1, claimed=1, grade=Grade.CLAIMED, answered=True)
    every = {
        c.id: shared.get(c.id, blank).model_copy(
            update={"criterion": c.id, "answered": True, "gate": GateState.FAILED if c.is_gate else None}
        )
        for c in RUBRIC.criteria()
    }
    failed = tuple(c.id for c in RUBRIC.criteria() if c.is_gate)
    return with_changes(
        assessment={
            "inspections": (inspection.model_copy(update={"checks": checks}),),
            "answers": statements,
        },
        conclusion={
            "gaps": gaps,
            "standings": every,
            "gates": Gates(failed=failed),
            "actions": tuple(action(g.criterion, "30 days", "a failed gate") for g in gaps),
        },
    )

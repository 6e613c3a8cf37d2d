"""How an advice is shown: its words, the shape around it and its tone; one that nobody knows stays open."""

from audit.model.conclusion import Conclusion, Verdict
from audit.model.partner import PartnerName
from audit.model.plan import ComponentFate
from audit.model.speech import _, counted, marked
from audit.model.wording import VerdictWords, capital, verdict

UNDECIDABLE = "not decidable yet"
"""The decision of a table that cannot be read to its end."""
_SHAPES = {
    marked("go"): ("pass", "good"),
    marked("go with conditions"): ("warn", "medium"),
    marked("no-go"): ("stop", "critical"),
    marked("select"): ("pass", "good"),
    marked("select with conditions"): ("warn", "medium"),
    marked("reject"): ("stop", "critical"),
    marked("salvage"): ("pass", "good"),
    marked("partial rebuild"): ("warn", "medium"),
    marked("rebuild"): ("warn", "high"),
    marked("stop"): ("stop", "critical"),
    marked("not decidable yet"): ("open", "medium"),
}
_FAVOURABLE = {Verdict.CONDITIONAL, Verdict.PRODUCTION_READY, Verdict.INFRASTRUCTURE}
_POSITIVE = {"go", "go with conditions", "select", "select with conditions", "salvage"}
_COMPONENTS = (
    marked("code"),
    marked("data and lineage"),
    marked("prompts, configuration and models"),
    marked("evaluation set"),
    marked("infrastructure"),
    marked("accounts and rights"),
)
_FATES = (marked("keep"), marked("repair"), marked("replace"), marked("undecided"))
_PARTNERS = {
    PartnerName.PHASE_1_SPECIALIST: marked("Phase 1 specialist"),
    PartnerName.PRODUCTION_ENGINEER: marked("production engineer"),
    PartnerName.MIXED: marked("mixed"),
    PartnerName.OPEN: marked("open"),
}


def advised(decision: str, rule: str) -> VerdictWords:
    """The decision with a capital letter, the rule that fired as its meaning, and its badge."""
    shape, tone = _SHAPES.get(decision, ("open", "medium"))
    return VerdictWords(capital(decided(decision)), rule, shape, tone)


def decided(decision: str) -> str:
    """A decision in the language that is spoken; one that nobody knows stays as it is."""
    return _(decision) if decision in _SHAPES else decision


def component(name: str) -> str:
    """A component of a failed project in the language that is spoken; one that nobody knows stays."""
    return _(name) if name in _COMPONENTS else name


def fate(name: str) -> str:
    """What becomes of a component, in the language that is spoken."""
    return _(name) if name in _FATES else name


def fate_of(one: ComponentFate) -> str:
    """A component and what becomes of it: `code: replace`."""
    return f"{component(one.component)}: {fate(one.fate)}"


def partner(name: PartnerName) -> str:
    """What answers to the partner questions call a vendor."""
    return _(_PARTNERS[name])


def reserved(conclusion: Conclusion) -> str:
    """Under which reservation a favourable conclusion or advice is told; empty where there is none."""
    found, advice = conclusion.reservation, conclusion.decision
    if found is None or advice is None:
        return ""
    if conclusion.conclusion not in _FAVOURABLE and advice.decision not in _POSITIVE:
        return ""
    told = [
        counted(
            "Believed, not proven: {count} level counts on the word of whoever graded it, who names no "
            "item of evidence.",
            "Believed, not proven: {count} levels count on the word of whoever graded them, who names no "
            "item of evidence.",
            len(found.criteria),
        )
    ]
    if found.gates:
        told.append(
            counted("{count} met gate is among them.", "{count} met gates are among them.", len(found.gates))
        )
    if (found.conclusion, found.decision) == (conclusion.conclusion, advice.decision):
        told.append(_("Without that word the advice and the conclusion would stay as they are."))
    else:
        told.append(
            _(
                "Without that word, the advice would be “{advice}” and the system “{conclusion}”.",
                advice=capital(decided(found.decision)),
                conclusion=verdict(found.conclusion).words,
            )
        )
    return " ".join(told)

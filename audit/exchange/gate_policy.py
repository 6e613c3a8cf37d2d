"""The policy file of a gate: conditions and waivers in YAML, with the line of everything wrong in it."""

import difflib
from collections.abc import Collection, Iterator
from datetime import date, timedelta

from audit import yamlfile
from audit.model.base import InputError
from audit.model.ci_gate import Policy
from audit.yamlfile import Document


def parse(text: str, name: str, checks: Collection[str], today: date) -> Policy:
    """The policy in a text; `name` is what errors call it.

    A check that does not exist, and a waiver that has expired or lasts too long, are errors: each would let
    pass unseen what somebody meant to be stopped.
    """
    document = yamlfile.parse(text, name)
    if not isinstance(document.data, dict):
        raise InputError(f"{name}:1 file: has to hold conditions, such as `require: {{eval-suite: met}}`")
    policy = yamlfile.build(Policy, document)
    complaints = [
        *_unknown(document, policy, checks),
        *_expired(document, policy, today),
        *_too_long(document, policy, today),
    ]
    if complaints:
        raise InputError(yamlfile.listed(complaints))
    return policy


def _unknown(document: Document, policy: Policy, checks: Collection[str]) -> Iterator[str]:
    named: list[tuple[yamlfile.Path, str]] = [(("require", check), check) for check in policy.require]
    named += [(("waivers", n, "check"), waiver.check) for n, waiver in enumerate(policy.waivers)]
    for path, check in named:
        if check not in checks:
            close = difflib.get_close_matches(check, checks, n=1)
            yield document.error(
                path, f"there is no check {check!r}{f'; did you mean {close[0]}?' if close else ''}"
            )


def _too_long(document: Document, policy: Policy, today: date) -> Iterator[str]:
    last = today + timedelta(days=policy.longest_waiver)
    for n, waiver in enumerate(policy.waivers):
        if waiver.expires > last:
            yield document.error(
                ("waivers", n, "expires"),
                f"the waiver of {waiver.check} by {waiver.owner} lasts longer than {policy.longest_waiver} "
                f"days; let it end by {last}, or set `longest_waiver` to what your house allows",
            )


def _expired(document: Document, policy: Policy, today: date) -> Iterator[str]:
    for n, waiver in enumerate(policy.waivers):
        if waiver.expires < today:
            yield document.error(
                ("waivers", n, "expires"),
                f"the waiver of {waiver.check} by {waiver.owner} expired on {waiver.expires}; "
                "mend what it covers, or let its owner renew it",
            )

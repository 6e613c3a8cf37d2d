"""A process of its own, whose memory is limited: makes a document, or reads one."""

import gc
import resource
import sys
from collections.abc import Iterator
from contextlib import contextmanager

MEMORY = 3 * 2**30
"""Bytes of address space: about ten times what a report of 100 pages takes."""
STEP = "step: "
"""What a line on standard error begins with that says how far the work is."""


def main() -> None:
    """Do what the words ask for with what comes in, and put out the result.

    With `print`: an order to its PDF. With `form` and its name: a language and a dossier, each as JSON on a
    line of its own, to that form; with `tender`: a language and several vendors to HTML. With `data` or
    `text`: a PDF to that as JSON. With `logo`: a picture to one that is drawn anew.
    """
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    gc.disable()  # the process ends with its document: collecting would cost a fifth of its time
    wanted = sys.argv[1:]
    if wanted == ["print"]:
        from reports import paper  # while the other process still composes what is to be printed

        html, identifier, embedded = paper.Order.unpacked(sys.stdin.buffer.read())
        sys.stdout.buffer.write(
            paper.print_pdf(html, identifier, embedded=embedded, progress=_tell, abreast=True)
        )
    elif wanted in (["data"], ["text"]):
        from reports import reading

        found = reading.read(sys.stdin.buffer.read(), text=wanted == ["text"])
        sys.stdout.write(found.model_dump_json())
    elif wanted == ["tender"]:
        from audit.model.tender import Tender
        from reports import render

        with _told() as given:
            sys.stdout.buffer.write(render.tender_html(Tender.model_validate_json(given)).encode())
    elif wanted == ["logo"]:
        from reports import logos

        sys.stdout.buffer.write(logos.picture(sys.stdin.buffer.read()))
    else:
        from audit.model.dossier import Dossier
        from reports import render

        _, form = wanted
        with _told() as given:
            sys.stdout.buffer.write(render.make(Dossier.model_validate_json(given), form))


@contextmanager
def _told() -> Iterator[bytes]:
    """What shall be printed, as JSON; meanwhile the language is spoken that stands on the line before it."""
    from audit.model.speech import Speech, speaking

    language = sys.stdin.buffer.readline()
    with speaking(Speech.model_validate_json(language)):
        yield sys.stdin.buffer.read()


def _tell(step: str) -> None:
    sys.stderr.write(f"{STEP}{step}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    main()

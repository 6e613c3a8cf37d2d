"""A process of its own, whose memory is limited: a dossier to its PDF, or a PDF to what it holds."""

import gc
import resource
import sys

MEMORY = 3 * 2**30
"""Bytes of address space: about ten times what a report of 100 pages takes."""


def main() -> None:
    """Without a word: a dossier as JSON to a PDF; with `form` and its name: to that form.

    With `tender` and a form: several vendors to that. With `data` or `text`: a PDF to that as JSON.
    """
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    gc.disable()  # the process ends with its document: collecting would cost a fifth of its time
    content = sys.stdin.buffer.read()
    wanted = sys.argv[1:]
    if wanted in (["data"], ["text"]):
        from reports import reading

        sys.stdout.write(reading.read(content, text=wanted == ["text"]).model_dump_json())
    elif wanted[:1] == ["tender"]:
        from audit.model.tender import Tender
        from reports import render

        sys.stdout.buffer.write(render.tender(Tender.model_validate_json(content), wanted[1]))
    else:
        from audit.model.dossier import Dossier
        from reports import render

        form = wanted[1] if wanted else "pdf"
        sys.stdout.buffer.write(render.make(Dossier.model_validate_json(content), form))


if __name__ == "__main__":
    main()

"""The PDF of a dossier: JSON in, PDF out; a process of its own, whose memory and time others can limit."""

import gc
import sys

from audit.model.dossier import Dossier
from reports import render


def main() -> None:
    """Read a dossier as JSON from standard input and write its PDF to standard output."""
    gc.disable()  # the process ends with its document: collecting would cost a fifth of its time
    sys.stdout.buffer.write(render.pdf(Dossier.model_validate_json(sys.stdin.buffer.read())))


if __name__ == "__main__":
    main()

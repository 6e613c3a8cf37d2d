"""Work on documents in a process of its own, which is ended when it takes too long or too much."""

import subprocess
import sys
import tempfile

from audit.model.base import InputError

SECONDS = 180


def apart(content: bytes, *work: str) -> bytes:
    """What the reports' own process makes of a document; raises InputError with its reason if nothing."""
    command = [sys.executable, "-P", "-m", "reports", *work]
    try:
        done = subprocess.run(
            command,
            input=content,
            capture_output=True,
            timeout=SECONDS,
            check=False,
            cwd=tempfile.gettempdir(),
        )
    except subprocess.TimeoutExpired as error:
        raise InputError(f"it took longer than {SECONDS} s and was given up") from error
    if done.returncode or not done.stdout:
        why = done.stderr.decode(errors="replace").strip().splitlines()
        raise InputError(why[-1].removeprefix("audit.model.base.InputError: ") if why else "no reason given")
    return done.stdout

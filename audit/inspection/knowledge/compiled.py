"""Our own YAML as it is read at once, kept where Python keeps the modules that it compiled.

Like a compiled module it is used for as long as it was made of what stands in the folder now, and is written
where the folder of compiled modules can be. It is plain data, checked by its digest and by the form of each
entry; what was damaged is made again.
"""

import hashlib
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from importlib.util import cache_from_source
from pathlib import Path

import msgspec

FOLDER = Path(__file__).parent
_DIGEST = 32


@cache
def texts() -> Mapping[str, bytes]:
    """The text of each file of knowledge, by its name."""
    return {file.stem: file.read_bytes() for file in sorted(FOLDER.glob("*.yaml"))}


@cache
def digest() -> bytes:
    """A hash of all texts."""
    whole = hashlib.sha256()
    for name, text in texts().items():
        whole.update(b"%s %d %s" % (name.encode(), len(text), text))
    return whole.digest()


@cache
def data() -> Mapping[str, bytes]:
    """The content of each file of knowledge, as MessagePack."""
    known = _read()
    if known is None:
        known = _made()
        _write(known)
    return known


def place() -> Path:
    """Where it is kept; it moves with the modules where Python is told to keep them elsewhere."""
    return Path(cache_from_source(str(FOLDER / "knowledge.py"))).with_suffix(".msgpack")


def _read() -> Mapping[str, bytes] | None:
    """What was made of these very texts; none if it was made of others, is damaged or is not there."""
    try:
        kept = place().read_bytes()
    except OSError:
        return None
    made_of, proof, body = kept[:_DIGEST], kept[_DIGEST : 2 * _DIGEST], kept[2 * _DIGEST :]
    if made_of != digest() or proof != hashlib.sha256(body).digest():
        return None
    try:
        return msgspec.msgpack.decode(body, type=dict[str, bytes])
    except msgspec.MsgspecError:
        return None


def _made() -> Mapping[str, bytes]:
    from audit.inspection.knowledge import overlay  # brings YAML, which is needed once

    return {
        name: msgspec.msgpack.encode(overlay.parsed(text.decode(), f"{FOLDER / name}.yaml"))
        for name, text in texts().items()
    }


def _write(known: Mapping[str, bytes]) -> None:
    """Write it whole or not at all; nothing where Python shall not write, or cannot."""
    if sys.dont_write_bytecode:
        return
    body = msgspec.msgpack.encode(known)
    whole = place()
    begun = whole.with_suffix(f".{os.getpid()}")
    try:
        whole.parent.mkdir(parents=True, exist_ok=True)
        begun.write_bytes(digest() + hashlib.sha256(body).digest() + body)
        begun.replace(whole)
    except OSError:
        with suppress(OSError):
            begun.unlink(missing_ok=True)

"""Our own YAML as it is read at once: kept as plain data, each entry checked by its form when it is read."""

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import msgspec

from audit import pycache

FOLDER = Path(__file__).parent


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
        pycache.write(place(), digest(), msgspec.msgpack.encode(known))
    return known


def place() -> Path:
    """Where it is kept."""
    return pycache.place(FOLDER / "knowledge.py", "msgpack")


def _read() -> Mapping[str, bytes] | None:
    """What is kept of these very texts, where it is there and is data."""
    kept = pycache.read(place(), digest())
    if kept is None:
        return None
    try:
        return msgspec.msgpack.decode(kept, type=dict[str, bytes])
    except msgspec.MsgspecError:
        return None


def _made() -> Mapping[str, bytes]:
    from audit.inspection.knowledge import overlay  # brings YAML, which is needed once

    return {
        name: msgspec.msgpack.encode(overlay.parsed(text.decode(), f"{FOLDER / name}.yaml"))
        for name, text in texts().items()
    }

"""Templates as they are compiled, kept where Python keeps the modules that it compiled (decision 0009).

Like a compiled module, one is used for as long as it was made of what stands there now, and is written where
the folder of compiled modules can be. To compile them takes longer than to fill them.
"""

import hashlib
import sys
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket

FOLDER = Path(__file__).parent / "templates"


class Kept(jinja2.FileSystemBytecodeCache):
    """Keeps each template for as long as its text, the module that compiles it, and Jinja are the same."""

    def __init__(self, compiler: Path) -> None:
        place = Path(cache_from_source(str(FOLDER / "template.py")))
        super().__init__(str(place.parent), f"%s.{sys.implementation.cache_tag}")
        self._made_by = f"{jinja2.__version__} {hashlib.sha256(compiler.read_bytes()).hexdigest()}"

    def get_source_checksum(self, source: str) -> str:
        """What a template was made of."""
        return hashlib.sha256(f"{self._made_by}\n{source}".encode()).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Bring a template that is kept; one that is damaged is made again."""
        try:
            super().load_bytecode(bucket)
        except Exception:  # noqa: BLE001  # whatever reading comes upon in what is no such file
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template, whole or not at all; nothing where Python shall not write, or cannot."""
        if sys.dont_write_bytecode:
            return
        with suppress(OSError):
            Path(self.directory).mkdir(parents=True, exist_ok=True)
            super().dump_bytecode(bucket)

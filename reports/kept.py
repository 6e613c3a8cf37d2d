"""Templates as they are compiled, kept like the modules: to compile them takes longer than to fill them."""

import hashlib
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket

from audit import pycache

FOLDER = Path(__file__).parent / "templates"


class Kept(jinja2.BytecodeCache):
    """Keeps each template for as long as its text, the module that compiles it, and Jinja are the same."""

    def __init__(self, compiler: Path) -> None:
        self._made_by = f"{jinja2.__version__} {hashlib.sha256(compiler.read_bytes()).hexdigest()}"

    def get_source_checksum(self, source: str) -> str:
        """What a template was made of."""
        return hashlib.sha256(f"{self._made_by}\n{source}".encode()).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Bring a template that is kept."""
        code = pycache.read(_place(bucket), bytes.fromhex(bucket.checksum))
        if code is not None:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template."""
        pycache.write(_place(bucket), bytes.fromhex(bucket.checksum), bucket.bytecode_to_string())


def _place(bucket: Bucket) -> Path:
    return pycache.place(FOLDER / f"{bucket.key}.py", "template")

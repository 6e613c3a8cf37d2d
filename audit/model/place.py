"""A place in a document, as people cite it."""

from pydantic import Field

from audit.model.base import Value
from audit.model.speech import _


class Place(Value):
    """Where a statement stands: a document and, if known, its line or page."""

    document: str
    line: int | None = Field(default=None, ge=1)
    page: int | None = Field(default=None, ge=1)

    def __str__(self) -> str:
        if self.line:
            return f"{self.document}:{self.line}"
        if self.page:
            return _("{document}, page {page}", document=self.document, page=str(self.page))
        return self.document

"""Questionnaires as workbooks (XLSX), out and back."""

from audit.exchange.workbook.read import read
from audit.exchange.workbook.write import write

__all__ = ["read", "write"]

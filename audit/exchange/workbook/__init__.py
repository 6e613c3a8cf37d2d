"""Questionnaires as workbooks (XLSX), out and back."""

"""Rubric and questionnaires as data, for people who do not program. Imports nothing."""

"""Assessments and questionnaires out of the project and back into it."""

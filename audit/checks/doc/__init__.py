"""Checks of the dimension DOC."""

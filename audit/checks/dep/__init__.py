"""Checks of the dimension DEP."""

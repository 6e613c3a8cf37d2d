"""Checks of the dimension EVAL."""

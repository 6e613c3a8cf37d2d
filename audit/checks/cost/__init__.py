"""Checks of the dimension COST."""

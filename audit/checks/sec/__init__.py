"""Checks of the dimension SEC."""

"""Checks of the dimension REL."""

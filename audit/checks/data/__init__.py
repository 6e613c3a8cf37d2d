"""Checks of the dimension DATA."""

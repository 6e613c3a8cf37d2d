"""Checks of the dimension OWN."""

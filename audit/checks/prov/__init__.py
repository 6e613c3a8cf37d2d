"""Checks of the dimension PROV."""

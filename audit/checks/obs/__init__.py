"""Checks of the dimension OBS."""

"""Checks of the dimension HUM."""

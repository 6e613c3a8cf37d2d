"""The error that people are shown."""


class InputError(Exception):
    """Something given from outside cannot be used; the message names the thing, the place and the way out."""

"""Readers: one per kind of file, each a pure function of a file's bytes and its class."""

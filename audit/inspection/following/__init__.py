"""Names, values and settings followed through the modules of a repository."""

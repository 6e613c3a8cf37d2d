"""The printed word: documents made from a dossier, and nothing else. Sees `audit.model` only."""

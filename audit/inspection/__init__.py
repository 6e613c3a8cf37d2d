"""The engine that reads a repository and lets checks speak about it; it knows no check by name."""

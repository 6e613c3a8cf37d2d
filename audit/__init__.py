"""Phase 2 Audit: whether an AI system is ready for production, and how that is known."""

__version__ = "0.1.0"

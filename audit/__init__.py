"""Phase 2 Audit: is this AI system ready for production, and how do we know?"""

__version__ = "0.1.0"

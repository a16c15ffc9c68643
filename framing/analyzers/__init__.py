"""Document → facts.  One file a question; ``read.py`` runs them in order."""

from framing.analyzers.analysis import Analysis, Local, Passage

__all__ = ["Analysis", "Local", "Passage"]

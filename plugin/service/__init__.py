"""The HTTP service: a thin, guarded door to ``framing.analyze``."""

"""Framing inside other programs: the HTTP service, the editor page, and what content management systems use."""

from plugin.service.app import create_app

__all__ = ["create_app"]

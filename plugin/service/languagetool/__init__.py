"""``/v2``: answers clients of LanguageTool, so that Framing reaches editors nobody wrote a plugin for.

The interface is LanguageTool's public HTTP API.  Its clients take liberties with it, and so does ``form``.
"""

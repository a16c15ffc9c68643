"""Framing in Wagtail: a panel beside the page editor, marks on the words, a gate before publishing.

Add ``framing_wagtail`` to ``INSTALLED_APPS`` and run ``migrate``; ``docs/wagtail.md`` has the rest.
"""

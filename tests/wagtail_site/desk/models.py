"""The newsroom's own page types.  Framing asks for no change in them."""

from __future__ import annotations

from django.db import models
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page


class Story(Page):
    """Everything a story may hold."""

    standfirst = models.CharField(max_length=300, blank=True)
    desk = models.CharField(max_length=20, blank=True, choices=[("city", "City"), ("sport", "Sport")])
    reporter_email = models.EmailField(blank=True)
    intro = RichTextField(blank=True)
    body = StreamField(
        [
            ("paragraph", blocks.RichTextBlock()),
            ("heading", blocks.CharBlock()),
            ("quote", blocks.BlockQuoteBlock()),
            (
                "box",
                blocks.StructBlock(
                    [
                        ("text", blocks.RichTextBlock()),
                        ("caption", blocks.CharBlock(required=False)),
                        ("link", blocks.URLBlock(required=False)),
                    ]
                ),
            ),
            ("points", blocks.ListBlock(blocks.CharBlock())),
            ("html", blocks.RawHTMLBlock()),
        ],
        blank=True,
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("standfirst"),
        FieldPanel("desk"),
        FieldPanel("reporter_email"),
        FieldPanel("intro"),
        FieldPanel("body"),
    ]
    template = "desk/story.html"


class Note(Page):
    """Another page type, with a body in one rich text."""

    body = RichTextField(blank=True)
    content_panels = [*Page.content_panels, FieldPanel("body")]
    template = "desk/note.html"

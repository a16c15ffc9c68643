"""Published guidance that several rules rest on."""

from __future__ import annotations

from typing import Final

from framing.rules.base import Reference

AAPOR: Final = Reference(
    "AAPOR Code of Professional Ethics and Practices, III: disclosure standards",
    "https://aapor.org/standards-and-ethics/disclosure-standards/",
)
ESOMAR_WAPOR: Final = Reference(
    "ESOMAR/WAPOR Guideline on Opinion Polls and Published Surveys (2014), key requirement 7",
    "https://wapor.org/publications/esomar-wapor-guide-to-opinion-polls/",
)
AP_POLLS: Final = Reference("AP Stylebook: new polls and surveys chapter", "https://www.apstylebook.com/blog_posts/12")
BBC_POLLS: Final = Reference(
    "BBC Editorial Guidance: opinion polls, surveys, questionnaires, votes and straw polls",
    "https://www.bbc.co.uk/editorialguidelines/guidance/surveys",
)
BBC_STATISTICS: Final = Reference(
    "BBC Editorial Guidance: reporting statistics",
    "https://www.bbc.co.uk/editorialguidelines/guidance/reporting-statistics",
)
WRITING_STATISTICS: Final = Reference(
    "UK Government Analysis Function: Writing about statistics (2019)",
    "https://analysisfunction.civilservice.gov.uk/policy-store/writing-about-statistics/",
)

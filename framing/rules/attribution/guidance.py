"""Published guidance that the attribution rules rest on."""

from __future__ import annotations

from typing import Final

from framing.rules.base import Reference

SPJ: Final = Reference("Society of Professional Journalists: Code of Ethics", "https://www.spj.org/spj-code-of-ethics/")
AP_ANONYMOUS: Final = Reference(
    "Associated Press, News Values and Principles: telling the story, anonymous sources",
    "https://www.ap.org/about/news-values-and-principles/telling-the-story/",
)
REUTERS: Final = Reference("Reuters: standards and values", "https://www.reutersagency.com/en/about/standards-values/")
BBC_ACCURACY: Final = Reference(
    "BBC Editorial Guidelines, section 3: accuracy", "https://www.bbc.co.uk/editorialguidelines/guidelines/accuracy"
)
WEASELS: Final = Reference(
    "Ganter and Strube 2009: Finding hedges by chasing weasels (ACL-IJCNLP)", "https://aclanthology.org/P09-2044/"
)
WATCH: Final = Reference(
    "Wikipedia Manual of Style: words to watch, unsupported attributions",
    "https://en.wikipedia.org/wiki/Wikipedia:Manual_of_Style/Words_to_watch",
)
RECASENS: Final = Reference(
    "Recasens, Danescu-Niculescu-Mizil and Jurafsky 2013: Linguistic models for biased language (ACL)",
    "https://aclanthology.org/P13-1162/",
)
FISHER: Final = Reference(
    "Fisher 1922: On the interpretation of χ² from contingency tables, and the calculation of P, "
    "Journal of the Royal Statistical Society 85(1)",
    "https://doi.org/10.2307/2340521",
)
IPSO: Final = Reference(
    "IPSO: Editors' Code of Practice, clause 1, accuracy", "https://www.ipso.co.uk/editors-code-of-practice/"
)
BBC_FAIRNESS: Final = Reference(
    "BBC Editorial Guidelines, section 6: fairness to contributors, right of reply",
    "https://www.bbc.co.uk/editorialguidelines/guidelines/fairness",
)

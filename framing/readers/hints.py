"""What tags, classes and other attributes of an element say about its role."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from framing.document import Role, Shape


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


SHAPES: Final[dict[str, Shape]] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("li", "dd", "dt"), "item"),
    **dict.fromkeys(("td", "th"), "cell"),
    "blockquote": "quote",
}
BLOCKS: Final = _names(
    "address article aside blockquote body button caption center dd details dialog div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 head header hgroup html legend li main menu nav ol p pre search section "
    "summary table tbody td tfoot th thead title tr ul"
)
SILENT: Final = _names(
    "script style template code samp kbd svg math object canvas video audio select datalist noscript iframe "
    "textarea xmp noembed noframes option map"
)
VOID: Final = _names("area base br col embed hr img input link meta param source track wbr")
CONTAINERS: Final = _names("html head body main article")

TAG_ROLES: Final[dict[str, Role]] = {
    **dict.fromkeys(("nav", "footer", "aside", "form", "button", "menu", "dialog", "search"), "chrome"),
    **dict.fromkeys(("figcaption", "caption"), "caption"),
    "h1": "headline",
}
ARIA_CHROME: Final = _names(
    "navigation banner contentinfo complementary search dialog alert alertdialog menu menubar toolbar tablist"
)
STATE_WORDS: Final = re.compile(r"^(?:has|is|with|no|not|tag|category|cat|topic|type|status|format|js|u|l|theme)[-_]")
WORD: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
HIDDEN_STYLE: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
HIDDEN_CLASSES: Final = _names("sr-only visually-hidden screen-reader-text visuallyhidden")

CLASS_ROLES: Final[tuple[tuple[Role, frozenset[str]], ...]] = (
    ("bio", _names("bio biography")),
    (
        "chrome",
        _names(
            "ad ads advert advertisement advertising banner breadcrumb breadcrumbs comments consent cookie cookies "
            "donate donation footer membership menu modal more nav navbar navigation newsletter outbrain pagination "
            "paywall popular popup promo promoted promotion pullquote readmore recirc recirculation recommendation "
            "recommendations recommended related share sharing shares sidebar signup social sponsor sponsored "
            "subscribe subscription taboola tags teaser teasers toc toolbar trending widget"
        ),
    ),
    ("caption", _names("caption figcaption credit credits")),
    ("dek", _names("dek deck standfirst subtitle subheadline subhed strapline")),
    ("byline", _names("byline author authors contributor dateline timestamp pubdate")),
)


def tag_role(name: str, attributes: Mapping[str, str]) -> Role | None:
    """The role that an element has by its tag or its ARIA role."""
    if attributes.get("role", "").lower() in ARIA_CHROME:
        return "chrome"
    return TAG_ROLES.get(name)


def hinted_role(name: str, attributes: Mapping[str, str]) -> Role | None:
    """The role that names given by the page's makers suggest; never for elements that hold the whole page."""
    if name in CONTAINERS or not attributes:
        return None
    if hidden(attributes):
        return "chrome"
    if attributes.get("rel") == "author" or attributes.get("itemprop") == "author":
        return "byline"
    words = _words(f"{attributes.get('class', '')} {attributes.get('id', '')}")
    return next((role for role, names in CLASS_ROLES if not names.isdisjoint(words)), None) if words else None


def hidden(attributes: Mapping[str, str]) -> bool:
    """Whether an element is not shown to readers."""
    return (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or HIDDEN_STYLE.search(attributes.get("style", "")) is not None
        or not HIDDEN_CLASSES.isdisjoint(attributes.get("class", "").split())
    )


def is_region(name: str, attributes: Mapping[str, str]) -> bool:
    """Whether an element is where a page keeps its story."""
    return (
        name in {"article", "main"}
        or attributes.get("role") == "main"
        or attributes.get("itemprop", "").lower() == "articlebody"
    )


def _words(names: str) -> set[str]:
    """The words of class names and ids, leaving out names that only state a condition."""
    return {
        word.lower() for name in names[:1_000].split() if not STATE_WORDS.match(name) for word in WORD.findall(name)
    }

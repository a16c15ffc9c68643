"""Parts of speech and irregular lemmas by spaCy's attribute ruler, asked once for each kind of token.

The ruler matches 179 patterns against every document, which takes as long as the neural network does.  All but a
few look at one token alone, and only at its tag, its label and whether it is one of some 120 words: what the ruler
once said of such a token is true of all of its kind.  A document with anything else in it goes to the ruler itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, MorphAnalysis

NAME: Final = "remembered_attributes"
SPELLINGS: Final = ("nothin'", "nuthin'", "y", "y'", "nt", "n't", "n''t")
"""What the ruler's regular expressions match."""
LOOKED_AT: Final[list[int | str]] = ["TAG", "DEP", "LOWER", "IS_SPACE"]


class _Said(NamedTuple):
    pos: int
    lemma: int
    morph: MorphAnalysis


class Attributes:
    """A component of a spaCy pipeline that stands in for its attribute ruler and gives the same."""

    def __init__(self, nlp: Language) -> None:
        ruler: Any = nlp.get_pipe("attribute_ruler")
        self.ruler: Callable[[Doc], Doc] = ruler
        patterns = [pattern for item in ruler.patterns for pattern in item["patterns"]]
        hash_of = nlp.vocab.strings.__getitem__
        self.words = {hash_of(word) for pattern in patterns for word in _words(pattern)}
        self.rows = {hash_of(word) for pattern in patterns if len(pattern) > 1 for word in _words(pattern[:1])}
        self.there = hash_of("expl")
        self.said: dict[tuple[int, int, int, bool], _Said] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set what the ruler would set."""
        kinds = []
        after_there = False
        for tag, label, word, is_space in doc.to_array(LOOKED_AT).tolist():
            if is_space or word in self.rows:
                return self.ruler(doc)
            kinds.append((tag, label, word if word in self.words else 0, after_there))
            after_there = label == self.there
        if not self.said.keys() >= set(kinds):
            self.ruler(doc)
            self.said.update(
                (kind, _Said(token.pos, token.lemma, token.morph)) for kind, token in zip(kinds, doc, strict=True)
            )
            return doc
        token: Any
        for kind, token in zip(kinds, doc, strict=True):
            token.pos, token.lemma, morph = self.said[kind]
            token.set_morph(morph)
        return doc


def _words(pattern: list[dict[str, Any]]) -> set[str]:
    """The words, in lower case, that a pattern of the ruler names."""
    found: set[str] = set()
    for place in pattern:
        word = place.get("LOWER", "")
        if isinstance(word, str):
            found.add(word)
        elif "IN" in word:
            found.update(word["IN"])
        else:
            found.update(spelling for spelling in SPELLINGS if re.search(word["REGEX"], spelling))
    return found - {""}

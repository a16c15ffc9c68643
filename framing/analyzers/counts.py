"""Words, syllables and sentences of a paragraph: what readability formulas need.

Gunning's complex words leave out names, compounds and words that -es, -ed or -ing lifts to three syllables
(Gunning 1952); Dale and Chall count regular inflections of familiar words as familiar, and names too.
"""

from __future__ import annotations

from framing.analyzers.facts import Counts
from framing.language.parse import Paragraph, Token


def count(paragraph: Paragraph) -> Counts:
    """Count one paragraph.  A word is a token with a letter or digit, clitics ("'s", "n't") aside."""
    from framing.language.syllables import syllables

    words = [token for token in paragraph.tokens if counts_as_word(token)]
    lengths = [0] * len(paragraph.sentences)
    for token in words:
        lengths[token.sentence] += 1
    sizes = [syllables(token.lower) for token in words]
    return Counts(
        words=len(words),
        letters=sum(sum(map(str.isalnum, token.text)) for token in words),
        syllables=sum(sizes),
        polysyllables=sum(size >= 3 for size in sizes),
        complex=sum(size >= 3 and _is_complex(token) for token, size in zip(words, sizes, strict=True)),
        unfamiliar=sum(not _is_familiar(token) for token in words),
        sentence_words=tuple(length for length in lengths if length),
    )


def counts_as_word(token: Token) -> bool:
    """Whether a reader would count the token as a word: "n't" and "'s" belong to the one before."""
    return token.is_word and token.lower[0] != "'" and token.lower != "n't"


def _is_complex(token: Token) -> bool:
    from framing.language.syllables import syllables

    if token.pos in ("PROPN", "NUM") or "-" in token.text:
        return False
    return not (token.lower.endswith(("es", "ed", "ing")) and syllables(token.lemma) < 3)


def _is_familiar(token: Token) -> bool:
    from framing.language.syllables import familiar

    return token.pos in ("PROPN", "NUM") or familiar(token.lower) or familiar(token.lemma)

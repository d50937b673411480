"""The words that hang on a word, of those that are asked for again and again."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

# So many at most hang on a word of a sentence. In what is none, such as a column of words, thousands hang on one and
# each of them asks it for its subject, which takes time that grows with their number's square.
_MOST = 100


def lefts(token: Token) -> Iterator[Token]:
    """Those before it; none where they are too many for a sentence."""
    return token.lefts if token.n_lefts <= _MOST else iter(())


def rights(token: Token) -> Iterator[Token]:
    """Those behind it; none where they are too many for a sentence."""
    return token.rights if token.n_rights <= _MOST else iter(())

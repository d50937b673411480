"""Gives one article with all that the index knows of it."""

from __future__ import annotations

from dataclasses import dataclass

from services.indexer.index_reader import Index
from services.indexer.packed_documents import unpack
from services.indexer.searching.also_in import AlsoIn, also_in
from shared.identity import canonical_url
from shared.schemas.articles import ArticleExtracted


@dataclass(frozen=True, slots=True)
class StoredRevision:
    """An entry of an article's history, oldest first; `has_text` unless its text was forgotten since."""

    revision: str
    submission: str
    change: str
    indexed_at: str
    headline: str | None
    cleaned_by: str
    extracted_by: str
    has_text: bool


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """The article as it was extracted last, its history, and where else its text appeared."""

    article: ArticleExtracted
    change: str
    indexed_at: str
    history: tuple[StoredRevision, ...]
    also_in: tuple[AlsoIn, ...]


def get_article(index: Index, article_id: str, *, revision: str | None = None) -> StoredArticle | None:
    """The article with this id, or with this URL; None when there is none, or no text of that `revision`.

    Without `revision`, the current one.
    """
    head = index.row("SELECT id, change, indexed_at FROM articles WHERE article_id = ?", (article_id,))
    if head is None and (key := canonical_url(article_id)):
        head = index.row(
            "SELECT id, change, indexed_at FROM articles WHERE url_key = ? ORDER BY sort_time DESC", (key,)
        )
    if head is None:
        return None
    document = index.row(
        "SELECT document FROM revisions WHERE article = ?1 AND document IS NOT NULL"
        " AND revision = coalesce(?2, revision) ORDER BY id DESC LIMIT 1",
        (head["id"], revision),
    )
    if document is None:
        return None
    history = index.rows("SELECT * FROM revisions WHERE article = ? ORDER BY id", (head["id"],))
    return StoredArticle(
        unpack(document["document"]),
        head["change"],
        head["indexed_at"],
        tuple(
            StoredRevision(
                row["revision"],
                f"{row['submission_ms']}-{row['submission_seq']}",
                row["change"],
                row["indexed_at"],
                row["headline"],
                row["cleaned_by"],
                row["extracted_by"],
                row["document"] is not None,
            )
            for row in history
        ),
        also_in(index, head["id"]),
    )

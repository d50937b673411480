"""Gives the stored articles out again: for other tools, to rebuild an index, and to process them once more."""

from __future__ import annotations

from collections.abc import Iterator

from services.indexer.index_reader import Index
from services.indexer.packed_documents import unpack
from services.indexer.searching.query_language import parse_query
from services.indexer.searching.query_sql import articles_matching
from shared.schemas.articles import ArticleCleaned, ArticleExtracted

# The documents are fetched so many at a time: each is some ten kilobytes of JSON.
_AT_A_TIME = 200


def export_articles(index: Index, *, query: str = "", earlier_revisions: bool = False) -> Iterator[ArticleExtracted]:
    """The articles that match `query`, in the order in which they were first indexed; all when it is empty.

    With `earlier_revisions` each comes in all revisions whose text is kept, oldest first. `import_articles` takes them.
    Raises QueryError.
    """
    articles = articles_matching(parse_query(query))
    which = (
        "" if earlier_revisions else "AND revisions.id = (SELECT max(id) FROM revisions WHERE article = articles.id)"
    )
    article, revision = 0, 0
    while True:
        rows = index.rows(
            "SELECT articles.id AS article, revisions.id, document, revisions.submission_ms, revisions.submission_seq"
            " FROM articles JOIN revisions ON revisions.article = articles.id"
            f" WHERE document IS NOT NULL {which} AND (articles.id, revisions.id) > (?, ?) AND {articles.sql}"
            f" ORDER BY articles.id, revisions.id LIMIT {_AT_A_TIME}",
            (article, revision, *articles.parameters),
        )
        for row in rows:
            submission = f"{row['submission_ms']}-{row['submission_seq']}"
            yield unpack(row["document"]).model_copy(update={"submission": submission})
        if len(rows) < _AT_A_TIME:
            return
        article, revision = rows[-1]["article"], rows[-1]["id"]


def articles_to_extract_again(
    index: Index, *, query: str = "", not_by: str | None = None
) -> Iterator[tuple[ArticleCleaned, str, str]]:
    """Cleaned articles with their correlation id and submission, as the extractor's stream takes them.

    `not_by`: only those whose extraction names no model or rule set of this name, or of this name and version
    ("en_core_web_md 3.8.0"). Raises QueryError.
    """
    for article in export_articles(index, query=query):
        made_by = {made for one in article.extracted_by for made in (one.name, f"{one.name} {one.version}")}
        if not_by is not None and not_by in made_by:
            continue
        wrote = index.row(
            "SELECT correlation_id FROM revisions WHERE article = (SELECT id FROM articles WHERE article_id = ?)"
            " ORDER BY id DESC LIMIT 1",
            (article.article_id,),
        )
        cleaned = ArticleCleaned.model_validate(article.model_dump(exclude={"schema_version"}))
        yield cleaned, (wrote["correlation_id"] if wrote else None) or article.article_id, article.submission or ""

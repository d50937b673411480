"""Finds quotations: who said what, where and when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from sqlite3 import Row

from services.indexer.index_reader import Index
from services.indexer.searching.also_in import AlsoIn
from services.indexer.searching.filter_sql import Condition, quotation_match, said_by
from services.indexer.searching.marked_text import MARK_END, MARK_START, MarkedText, parse_marked
from services.indexer.searching.query_language import parse_query
from services.indexer.searching.query_sql import articles_matching
from services.indexer.searching.quote_filters import said_about, said_to, said_within

_MOST_ALSO_IN = 50


@dataclass(frozen=True, slots=True)
class FoundQuote:
    """A quotation and its article; `date` is when it was said, where that is known.

    `kind` is that of the cue (claim, denial, ...); `also_in` are the other articles that quote the same words.
    """

    text: MarkedText
    type: str
    speaker: str | None
    cue: str | None
    addressee: str | None
    occasion: str | None
    date: str | None
    start: int
    end: int
    article_id: str
    headline: str | None
    published_at: str | None
    outlet: str | None
    kind: str | None = None
    also_in: tuple[AlsoIn, ...] = ()


@dataclass(frozen=True, slots=True)
class QuoteResults:
    total: int
    quotes: tuple[FoundQuote, ...]


@dataclass(frozen=True, slots=True)
class WantedQuotes:
    """Which quotations; see `find_quotes`."""

    speaker: str | None = None
    said: str | None = None
    query: str = ""
    quote_type: str | None = None
    to: str | None = None
    about: str | None = None
    after: str | None = None
    before: str | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class QuotePlace:
    """Where a page of quotations ended: at this article and position."""

    row: int
    time: int
    position: int


@dataclass(frozen=True, slots=True)
class QuotePage:
    """Some quotations and where to go on; `following` is None when there are no more."""

    results: QuoteResults
    following: QuotePlace | None


def find_quotes(
    index: Index,
    *,
    speaker: str | None = None,
    said: str | None = None,
    query: str = "",
    quote_type: str | None = None,
    to: str | None = None,
    about: str | None = None,
    after: str | None = None,
    before: str | None = None,
    kind: str | None = None,
    limit: int = 20,
    offset: int = 0,
) -> QuoteResults:
    """Quotations, those of the newest articles first.

    `speaker`: an identifier, or all words of one of the speaker's names, in any order. `said`: words that follow each
    other in the quotation.
    `query`: which articles (see query_language). `quote_type`: direct, indirect or mixed. `to`: words of the addressee.
    `about`: an identifier or a name of an entity that the quotation mentions. `after`, `before`: said on or after the
    first day of this date, or before it; where that is not known, published. `kind`: of the cue, such as denial.
    Raises QueryError, and ValueError for what is no date.
    """
    wanted = WantedQuotes(speaker, said, query, quote_type, to, about, after, before, kind)
    total, rows = _find(index, wanted, limit, offset)
    return QuoteResults(total, tuple(_found(index, row) for row in rows))


def quote_page(index: Index, wanted: WantedQuotes, *, limit: int = 20, after: QuotePlace | None = None) -> QuotePage:
    """As `find_quotes`, those that follow the place `after`; what is indexed meanwhile moves nothing."""
    total, rows = _find(index, wanted, limit + 1, 0, after)
    page, last = rows[:limit], rows[limit - 1] if len(rows) > limit else None
    following = QuotePlace(last["article"], last["sort_time"], last["position"]) if last is not None else None
    return QuotePage(QuoteResults(total, tuple(_found(index, row) for row in page)), following)


def _find(
    index: Index, wanted: WantedQuotes, limit: int, offset: int, after: QuotePlace | None = None
) -> tuple[int, list[Row]]:
    said = wanted.said
    articles = articles_matching(parse_query(wanted.query))
    tables = "quotes JOIN articles ON articles.id = quotes.article"
    text, conditions = "quotes.text", [articles.sql]
    parameters: list[str | int] = [*articles.parameters]
    for condition in _conditions(wanted):
        conditions.append(condition.sql)
        parameters += condition.parameters
    if said and said.strip():
        tables = (
            "quote_search CROSS JOIN quotes ON quotes.id = quote_search.rowid"
            " CROSS JOIN articles ON articles.id = quotes.article"
        )
        conditions.append("quote_search MATCH ?")
        parameters.append(quotation_match([], [said]))
        text = f"highlight(quote_search, 1, '{MARK_START}', '{MARK_END}')"
    where = " AND ".join(conditions)
    total = index.row(f"SELECT count(*) FROM {tables} WHERE {where}", parameters)
    if after is not None:
        where += " AND (articles.sort_time, articles.id, -quotes.position) < (?, ?, ?)"
        parameters += [after.time, after.row, -after.position]
    rows = index.rows(
        f"SELECT {text} AS marked, quotes.*, article_id, articles.headline, published_at, sort_time,"
        f" labels.name AS outlet FROM {tables} LEFT JOIN labels ON labels.id = articles.outlet WHERE {where}"
        " ORDER BY articles.sort_time DESC, articles.id DESC, quotes.position LIMIT ? OFFSET ?",
        (*parameters, limit, offset),
    )
    return int(total[0]) if total else 0, rows


def _conditions(wanted: WantedQuotes) -> Iterator[Condition]:
    if wanted.speaker and wanted.speaker.strip():
        yield said_by(wanted.speaker)
    yield from said_to(wanted.to or "")
    if wanted.about and wanted.about.strip():
        yield said_about(wanted.about)
    yield from said_within(wanted.after, wanted.before)
    if wanted.quote_type:
        yield Condition("quotes.type = ?", (wanted.quote_type,))
    if wanted.kind:
        yield Condition("quotes.kind = ?", (wanted.kind,))


def _found(index: Index, row: Row) -> FoundQuote:
    return FoundQuote(
        parse_marked(row["marked"]),
        row["type"],
        row["speaker"],
        row["cue"],
        row["addressee"],
        row["occasion"],
        row["date"],
        row["start"],
        row["end"],
        row["article_id"],
        row["headline"],
        row["published_at"],
        row["outlet"],
        row["kind"],
        _also_in(index, row) if row["utterance"] is not None else (),
    )


def _also_in(index: Index, row: Row) -> tuple[AlsoIn, ...]:
    """The other articles that quote the utterance, the earliest first."""
    rows = index.rows(
        "SELECT DISTINCT articles.id, article_id, articles.headline, published_at, labels.name AS outlet FROM quotes"
        " JOIN articles ON articles.id = quotes.article LEFT JOIN labels ON labels.id = articles.outlet"
        " WHERE utterance = ? ORDER BY sort_time, articles.id LIMIT ?",
        (row["utterance"], _MOST_ALSO_IN + 1),
    )
    return tuple(
        AlsoIn(one["article_id"], one["headline"], one["outlet"], one["published_at"], is_original=place == 0)
        for place, one in enumerate(rows)
        if one["id"] != row["article"]
    )

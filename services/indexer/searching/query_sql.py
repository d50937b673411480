"""Turns a parsed query into a full-text expression and SQL conditions on ``articles``. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from services.indexer.searching.filter_sql import Condition, filter_condition, in_one_event, in_one_quotation, spelled
from services.indexer.searching.query_language import All, Any, Filter, Node, Not, Text

EVERY_ARTICLE = Condition("1", ())


@dataclass(frozen=True, slots=True)
class CompiledQuery:
    """`match` ranks and restricts by full text, where the query has words; `where` restricts further."""

    match: str | None
    where: Condition


def compile_query(query: All) -> CompiledQuery:
    """The top level's words become `match`; everything else `where`.

    ``speaker:`` and ``said:`` at the top level speak of one quotation, the ``event-`` filters of one event.
    """
    quotation = [part for part in query.parts if isinstance(part, Filter) and part.name in ("speaker", "said")]
    if sum(part.name == "speaker" for part in quotation) > 1:
        quotation = []  # two speakers are two quotations
    event = [part for part in query.parts if isinstance(part, Filter) and part.name.startswith("event-")]
    conditions = [in_one_quotation(quotation)] if quotation else []
    conditions += [in_one_event(event)] if event else []
    wanted, unwanted, others = [], [], []
    for part in query.parts:
        if part in quotation or part in event:
            continue
        if isinstance(part, Not) and (expression := full_text(part.part)) is not None:
            unwanted.append(expression)
        elif (expression := full_text(part)) is not None:
            wanted.append(expression)
        else:
            others.append(part)
    conditions += [_condition(part) for part in others]
    if unwanted and not wanted:
        conditions.append(_not(_matches(" OR ".join(unwanted))))
    match = " AND ".join(wanted) or None
    if match and unwanted:
        match = f"({match}) NOT ({' OR '.join(unwanted)})"
    return CompiledQuery(match, _every(conditions))


def articles_matching(query: All) -> Condition:
    """The whole query as a condition on ``articles``, for where no ranking is wanted."""
    compiled = compile_query(query)
    return _every([_matches(compiled.match), compiled.where]) if compiled.match else compiled.where


@dataclass(frozen=True, slots=True)
class Matching:
    """Where the articles of a query come from: `SELECT {row} FROM {tables} WHERE {condition}` gives their numbers."""

    row: str
    tables: str
    condition: str
    parameters: tuple[str, ...]


def matching(compiled: CompiledQuery) -> Matching:
    """Words alone are answered by the full-text table alone; with filters too, full text comes first."""
    where = compiled.where
    if compiled.match is None:
        return Matching("articles.id", "articles", where.sql, where.parameters)
    if where == EVERY_ARTICLE:
        return Matching("article_search.rowid", "article_search", "article_search MATCH ?", (compiled.match,))
    # CROSS JOIN keeps the order, whatever the planner thinks.
    tables = "article_search CROSS JOIN articles ON articles.id = article_search.rowid"
    condition = f"article_search MATCH ? AND {where.sql}"
    return Matching("article_search.rowid", tables, condition, (compiled.match, *where.parameters))


def full_text(node: Node) -> str | None:
    """The node as an FTS5 expression, in brackets where needed; None when it says more than words can."""
    match node:
        case Text(words, prefix):
            return spelled(words, prefix=prefix)
        case Filter("headline", value):
            return f"headline : {spelled(value, prefix=value.endswith('*'))}"
        case Any(parts):
            expressions = [full_text(part) for part in parts]
            if any(expression is None for expression in expressions):
                return None
            return f"({' OR '.join(filter(None, expressions))})"
        case All(parts):
            unwanted = [full_text(part.part) for part in parts if isinstance(part, Not)]
            wanted = [full_text(part) for part in parts if not isinstance(part, Not)]
            if not wanted or None in wanted or None in unwanted:
                return None
            together = " AND ".join(filter(None, wanted))
            return f"(({together}) NOT ({' OR '.join(filter(None, unwanted))}))" if unwanted else f"({together})"
        case _:
            return None


def _condition(node: Node) -> Condition:
    if (expression := full_text(node)) is not None:
        return _matches(expression)
    match node:
        case Not(part):
            return _not(_condition(part))
        case All(parts):
            return _every([_condition(part) for part in parts])
        case Any(parts):
            return _joined(" OR ", [_condition(part) for part in parts])
        case Filter():
            return filter_condition(node)
        case Text():
            raise AssertionError("words are always a full-text expression")


def _matches(expression: str) -> Condition:
    return Condition("articles.id IN (SELECT rowid FROM article_search WHERE article_search MATCH ?)", (expression,))


def _not(condition: Condition) -> Condition:
    # What is not known (null) is not so either.
    return Condition(f"NOT coalesce({condition.sql}, 0)", condition.parameters)


def _every(conditions: list[Condition]) -> Condition:
    return _joined(" AND ", conditions) if conditions else EVERY_ARTICLE


def _joined(operator: str, conditions: list[Condition]) -> Condition:
    return Condition(
        f"({operator.join(condition.sql for condition in conditions)})",
        tuple(parameter for condition in conditions for parameter in condition.parameters),
    )

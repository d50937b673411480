"""Turns a parsed query into a full-text expression and SQL conditions on ``articles``. Pure.

Whatever people write reaches SQLite as a parameter or inside a quoted full-text string, never as syntax.
"""

from __future__ import annotations

from dataclasses import dataclass

from services.indexer.names import name_key
from services.indexer.query_language import All, Any, Filter, Node, Not, Text
from shared.identity import canonical_url

_TYPES = {"person": ("PERSON",), "org": ("ORG",), "place": ("GPE", "LOC", "FAC"), "entity": ()}


@dataclass(frozen=True, slots=True)
class Condition:
    """SQL that is true for the wanted rows of ``articles``, and its parameters."""

    sql: str
    parameters: tuple[str, ...]


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
    wanted, unwanted, conditions = [], [], []
    quotation = [part for part in query.parts if isinstance(part, Filter) and part.name in ("speaker", "said")]
    event = [part for part in query.parts if isinstance(part, Filter) and part.name.startswith("event-")]
    if sum(part.name == "speaker" for part in quotation) > 1:
        quotation = []  # two speakers are two quotations
    for part in query.parts:
        if part in quotation or part in event:
            continue
        if isinstance(part, Not) and (expression := full_text(part.part)) is not None:
            unwanted.append(expression)
        elif (expression := full_text(part)) is not None:
            wanted.append(expression)
        else:
            conditions.append(_condition(part))
    if quotation:
        conditions.append(_in_one_quotation(quotation))
    if event:
        conditions.append(_in_one_event(event))
    if unwanted and not wanted:
        conditions.append(_not(_matches(" OR ".join(unwanted))))
        unwanted = []
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
            return quoted(words) + (" *" if prefix else "")
        case Filter("headline", value):
            return f"headline : {quoted(value)}" + (" *" if value.endswith("*") else "")
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


def quoted(words: str) -> str:
    """The words as one FTS5 string: a phrase, whatever signs it holds."""
    # A NUL would end the expression early.
    return '"' + words.replace("\0", " ").replace('"', '""') + '"'


def words_of_name(name: str) -> str:
    """An FTS5 expression for names that hold all of the words, in any order."""
    return " AND ".join(quoted(word) for word in name_key(name).split()) or quoted(name)


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
        case Filter("speaker" | "said"):
            return _in_one_quotation([node])
        case Filter() if node.name.startswith("event-"):
            return _in_one_event([node])
        case Filter():
            return _filter(node)
        case Text():
            raise AssertionError("words are always a full-text expression")


def _filter(wanted: Filter) -> Condition:
    match wanted.name:
        case "person" | "org" | "place" | "entity":
            return articles_with_entity(wanted.value, _TYPES[wanted.name])
        case "source":
            labels = _labels("outlet", wanted.value)
            return Condition(
                f"(articles.outlet IN ({labels.sql}) OR articles.source IN ({labels.sql}))", labels.parameters * 2
            )
        case "section":
            labels = _labels("section", wanted.value)
            return Condition(f"articles.section IN ({labels.sql})", labels.parameters)
        case "author":
            labels = _labels("author", wanted.value)
            return Condition(
                f"articles.id IN (SELECT article FROM article_authors WHERE author IN ({labels.sql}))",
                labels.parameters,
            )
        case "lang":
            code = wanted.value.lower()
            return Condition("(articles.language = ? OR articles.language LIKE ? || '-%')", (code, code))
        case "url":
            key = canonical_url(wanted.value) or canonical_url(f"https://{wanted.value}") or wanted.value
            return Condition("articles.url_key = ?", (key,))
        case "after":
            return Condition("articles.published_day >= ?", (wanted.first_day,))
        case "before":
            return Condition("articles.published_day < ?", (wanted.first_day,))
        case "on":
            return Condition("articles.published_day BETWEEN ? AND ?", (wanted.first_day, wanted.last_day))
        case _:
            raise AssertionError(f"no such filter: {wanted.name}")


def articles_with_entity(name: str, types: tuple[str, ...]) -> Condition:
    """Articles that mention an entity whose name, or other name there, holds all words of `name`."""
    entities = "SELECT id FROM entities WHERE id IN (SELECT rowid FROM entity_search WHERE entity_search MATCH ?)"
    if types:
        entities += f" AND type IN ({', '.join('?' * len(types))})"
    parameters = (words_of_name(name), *types)
    return Condition(
        f"articles.id IN (SELECT article FROM article_entities WHERE entity IN ({entities})"
        f" UNION ALL SELECT article FROM article_aliases WHERE alias IN ({entities}))",
        parameters * 2,
    )


def quotation_match(speakers: list[str], sayings: list[str]) -> str:
    """An FTS5 expression on quotations."""
    speaker = [f"speaker : ({words_of_name(name)})" for name in speakers]
    return " AND ".join([*speaker, *(f"text : {quoted(saying)}" for saying in sayings)])


def _in_one_quotation(filters: list[Filter]) -> Condition:
    speakers = [part.value for part in filters if part.name == "speaker"]
    sayings = [part.value for part in filters if part.name == "said"]
    return Condition(
        "articles.id IN (SELECT article FROM quotes WHERE id IN"
        " (SELECT rowid FROM quote_search WHERE quote_search MATCH ?))",
        (quotation_match(speakers, sayings),),
    )


def _in_one_event(filters: list[Filter]) -> Condition:
    conditions, parameters = [], []
    for wanted in filters:
        # Of an event known to the month only, any day may be the one.
        if wanted.name != "event-before":
            conditions.append("last_day >= ?")
            parameters.append(wanted.first_day)
        if wanted.name == "event-before":
            conditions.append("first_day < ?")
            parameters.append(wanted.first_day)
        if wanted.name == "event-on":
            conditions.append("first_day <= ?")
            parameters.append(wanted.last_day)
    return Condition(f"articles.id IN (SELECT article FROM events WHERE {' AND '.join(conditions)})", tuple(parameters))


def _labels(kind: str, name: str) -> Condition:
    words = name_key(name).split() or [name]
    holds = " AND ".join("instr(' ' || key || ' ', ' ' || ? || ' ')" for _ in words)
    return Condition(f"SELECT id FROM labels WHERE kind = '{kind}' AND {holds}", tuple(words))


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

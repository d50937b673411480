"""Turns a search's filters into SQL conditions on ``articles``. Pure.

Whatever people write reaches SQLite as a parameter or inside a quoted full-text string, never as syntax.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from services.indexer.entities.entity_ids import parse_public_id
from services.indexer.entities.names import name_key
from services.indexer.searching.query_language import Filter
from shared.identity import canonical_url

_TYPES = {"person": ("PERSON",), "org": ("ORG",), "place": ("GPE", "LOC", "FAC"), "entity": ()}


@dataclass(frozen=True, slots=True)
class Condition:
    """SQL that is true for the wanted rows of ``articles``, and its parameters."""

    sql: str
    parameters: tuple[str, ...]


def filter_condition(wanted: Filter) -> Condition:
    """What the filter says of an article."""
    match wanted.name:
        case "speaker" | "said":
            return in_one_quotation([wanted])
        case "event-after" | "event-before" | "event-on":
            return in_one_event([wanted])
        case "person" | "org" | "place" | "entity":
            return _mentioning(wanted.value, _TYPES[wanted.name])
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


def _mentioning(name: str, types: tuple[str, ...]) -> Condition:
    """An entity with this identifier, or one of whose names, here or in other articles, holds all words of `name`."""
    wanted = named(name, types)
    if parse_public_id(name):
        return Condition(
            f"articles.id IN (SELECT article FROM article_entities WHERE entity IN ({wanted.sql}))", wanted.parameters
        )
    return Condition(
        f"articles.id IN (SELECT article FROM article_entities WHERE entity IN ({wanted.sql})"
        f" UNION ALL SELECT article FROM article_aliases WHERE alias IN ({wanted.sql}))",
        wanted.parameters * 2,
    )


def named(name: str, types: tuple[str, ...] = ()) -> Condition:
    """SQL that gives all rows of the entities that are meant: by identifier, or by the words of any of their names."""
    parameters: tuple[str, ...]
    if known := parse_public_id(name):
        meant, parameters = "found.key = ? AND found.type = ?", (known.key, known.type)
    else:
        meant = "found.id IN (SELECT rowid FROM entity_search WHERE entity_search MATCH ?)"
        if types:
            meant += f" AND found.type IN ({', '.join('?' * len(types))})"
        parameters = (words_of_name(name), *types)
    return Condition(
        f"SELECT found.id FROM entities AS found WHERE {meant} UNION SELECT other.id FROM entities AS found"
        f" CROSS JOIN entities AS other ON other.known = found.known WHERE {meant}",
        parameters * 2,
    )


def in_one_quotation(filters: Sequence[Filter]) -> Condition:
    """A quotation that all of the ``speaker:`` and ``said:`` filters fit."""
    conditions = [said_by(part.value) for part in filters if part.name == "speaker"]
    if sayings := [part.value for part in filters if part.name == "said"]:
        conditions.append(
            Condition(
                "quotes.id IN (SELECT rowid FROM quote_search WHERE quote_search MATCH ?)",
                (quotation_match([], sayings),),
            )
        )
    return Condition(
        f"articles.id IN (SELECT article FROM quotes WHERE {' AND '.join(one.sql for one in conditions)})",
        tuple(parameter for one in conditions for parameter in one.parameters),
    )


def said_by(speaker: str) -> Condition:
    """Rows of ``quotes`` whose speaker is called so, or is an entity that is called so elsewhere."""
    wanted = named(speaker)
    # By way of the articles that mention the entity: an index of speakers would cost each batch more than it spares.
    of_entity = (
        "SELECT quotes.id FROM article_entities CROSS JOIN quotes ON quotes.article = article_entities.article"
        f" AND quotes.speaker_entity = article_entities.entity WHERE article_entities.entity IN ({wanted.sql})"
    )
    if parse_public_id(speaker):
        return Condition(f"quotes.id IN ({of_entity})", wanted.parameters)
    return Condition(
        f"quotes.id IN (SELECT rowid FROM quote_search WHERE quote_search MATCH ? UNION ALL {of_entity})",
        (quotation_match([speaker], []), *wanted.parameters),
    )


def in_one_event(filters: Sequence[Filter]) -> Condition:
    """An event that all of the ``event-`` filters fit."""
    first = max((part.first_day for part in filters if part.name != "event-before"), default=None)
    ends = [part.first_day for part in filters if part.name == "event-before"]
    ends += [day_after(part.last_day) for part in filters if part.name == "event-on"]
    happened = events_within(first, min(ends, default=None))
    return Condition(f"articles.id IN (SELECT article FROM events WHERE {happened.sql})", happened.parameters)


def events_within(first: str | None, before: str | None) -> Condition:
    """Rows of ``events`` that may have happened on or after `first` and before `before` (days).

    Of an event that is known to the month only, any day may be the one. One whose bounds lie further apart ("since
    2013") says nothing of single days: it is found by its beginning.
    """
    conditions, parameters = ["first_day IS NOT NULL"], []
    if first is not None:
        # The first of the two bounds the range of the index that is looked at.
        conditions.append("first_day >= date(?, '-30 days')")
        conditions.append("(first_day >= ? OR last_day >= ? AND last_day <= date(first_day, '+30 days'))")
        parameters += [first, first, first]
    if before is not None:
        conditions.append("first_day < ?")
        parameters.append(before)
    return Condition(" AND ".join(conditions), tuple(parameters))


def quotation_match(speakers: Sequence[str], sayings: Sequence[str]) -> str:
    """A full-text expression on quotations."""
    speaker = [f"speaker : ({words_of_name(name)})" for name in speakers]
    return " AND ".join([*speaker, *(f"text : {spelled(saying)}" for saying in sayings)])


def spelled(words: str, *, prefix: bool = False) -> str:
    """The words as an FTS5 expression that also finds them with ss for ß, as in Switzerland, or the other way round."""
    spellings = dict.fromkeys((words, words.replace("ß", "ss"), re.sub("ss", "ß", words, flags=re.IGNORECASE)))
    expressions = [quoted(spelling) + (" *" if prefix else "") for spelling in spellings]
    return expressions[0] if len(expressions) == 1 else f"({' OR '.join(expressions)})"


def quoted(words: str) -> str:
    """The words as one FTS5 string: a phrase, whatever signs it holds."""
    # A NUL would end the expression early.
    return '"' + words.replace("\0", " ").replace('"', '""') + '"'


def words_of_name(name: str) -> str:
    """An FTS5 expression for names that hold all of the words, in any order."""
    return " AND ".join(spelled(word) for word in name_key(name).split()) or quoted(name)


def _labels(kind: str, name: str) -> Condition:
    words = name_key(name).split() or [name]
    holds = " AND ".join("instr(' ' || key || ' ', ' ' || ? || ' ')" for _ in words)
    return Condition(f"SELECT id FROM labels WHERE kind = '{kind}' AND {holds}", tuple(words))


def day_after(day: str) -> str:
    """The next day; after the last there is, something that sorts behind it."""
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat() if day < "9999-12-31" else "9999-12-32"

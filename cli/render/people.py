"""Who and what an article is about: people with their roles, then organisations, places and other names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import RenderableType
from rich.text import Text

from cli.render.layout import NAME, QUIET, columns, counted, heading, indented
from shared.schemas.articles import ArticleExtracted, Entity, EntityType

_OTHERS: tuple[tuple[str, frozenset[EntityType]], ...] = (
    ("organisations", frozenset({"ORG"})),
    ("places", frozenset({"GPE", "LOC", "FAC"})),
    ("groups", frozenset({"NORP"})),
    ("other names", frozenset({"EVENT", "WORK_OF_ART", "LAW", "PRODUCT", "LANGUAGE"})),
)


def people(article: ArticleExtracted) -> Iterator[RenderableType]:
    """One line a person, and one for each other kind of name."""
    if not article.entities:
        return
    persons = [entity for entity in article.entities if entity.type == "PERSON"]
    yield heading("Who and what", counted(len(persons), "person", "people"))
    table = columns(None, 1)
    for person in sorted(persons, key=_mentions, reverse=True):
        table.add_row(Text(person.name, style=NAME), _about(person))
    for label, types in _OTHERS:
        named = [entity for entity in article.entities if entity.type in types]
        if named:
            table.add_row(Text(label, style=QUIET), _names(named))
    yield indented(table)


def _about(person: Entity) -> Text:
    roles = dict.fromkeys(role.text for role in person.roles)
    text = Text("; ".join(roles))
    remarks = [f"{_mentions(person)}×"]
    if person.aliases:
        remarks.append("also " + ", ".join(f"“{alias}”" for alias in person.aliases))
    text.append(f"{'  ' if roles else ''}{', '.join(remarks)}", style=QUIET)
    return text


def _names(entities: Iterable[Entity]) -> Text:
    parts = []
    for entity in sorted(entities, key=_mentions, reverse=True):
        part = Text(entity.name)
        if _mentions(entity) > 1:
            part.append(f" {_mentions(entity)}×", style=QUIET)
        parts.append(part)
    return Text(", ").join(parts)


def _mentions(entity: Entity) -> int:
    return len(entity.mentions)

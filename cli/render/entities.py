"""An entity over all articles, and what people decided of entities."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from cli.render.layout import DATE, NAME, QUIET, columns, counted, heading, indented, joined, listing
from services.indexer.entities.decision_log import Decision
from services.indexer.entities.known_entities import KnownEntity


def entity_page(entity: KnownEntity) -> RenderableType:
    """Its names and why they are its, its roles with their days, its newest articles."""
    return Group(*_parts(entity))


def _parts(entity: KnownEntity) -> Iterator[RenderableType]:
    yield joined([Text(entity.name, style=NAME), Text(entity.type, style=QUIET), entity.id])
    yield joined([counted(entity.articles, "article"), counted(entity.mentions, "mention"), _days(entity)], " · ")
    yield heading("Names", "each with the articles that call it so, and its own identifier")
    table = columns(None, None, 1)
    for name in entity.names:
        table.add_row(Text(name.name), f"{name.articles:,}", Text(name.id, style=QUIET))
    yield indented(table)
    if entity.reasons:
        yield heading("Why they are one")
        table = columns(1, None)
        for reason in entity.reasons:
            where = f" ({', '.join(reason.articles)})" if reason.articles else ""
            by = f", decision {reason.decision}" if reason.decision is not None else ""
            table.add_row(
                Text(f"{reason.name} = {reason.other}: {reason.sign}{by}{where}"), Text(reason.since[:10], style=DATE)
            )
        yield indented(table)
    if entity.told_apart:
        yield heading("Not to be mistaken for")
        yield indented(Text(", ".join(dict.fromkeys(entity.told_apart))))
    if entity.roles:
        yield heading("Known as")
        table = columns(1, None, None)
        for role in entity.roles:
            days = "" if role.first_day is None else _span(role.first_day, role.last_day)
            table.add_row(Text(role.role), Text(days, style=DATE), Text(counted(role.articles, "article"), style=QUIET))
        yield indented(table)
    if entity.decisions:
        yield heading("Decisions")
        yield indented(Group(*(Text(decision_line(one)) for one in entity.decisions)))
    yield heading("Newest articles")
    table = columns(None, 1, None)
    for article in entity.latest:
        table.add_row(
            Text(article.published_day or "", style=DATE),
            joined([Text(article.headline or ""), Text(article.outlet or "", style=QUIET)]),
            Text(article.article_id, style=QUIET),
        )
    yield indented(table)


def decisions_table(decisions: Sequence[Decision]) -> RenderableType:
    """One line a decision; those taken back are marked."""
    if not decisions:
        return Text("Nothing was decided.", style=QUIET)
    table = listing("made", "decision", "taken back")
    for decision in decisions:
        table.add_row(Text(decision.made_at[:16], style=DATE), decision_line(decision), (decision.undone_at or "")[:16])
    return table


def decision_line(decision: Decision) -> str:
    """What was decided, in a sentence."""
    name, other = (_named(decision, one) for one in (decision.entity, decision.other))
    number = f"decision {decision.number}: "
    match decision.action:
        case "merge":
            return f"{number}{other} is {name}"
        case "alias":
            return f"{number}{other} is another name of {name}"
        case "apart":
            return f"{number}{other} is not {name}"
        case "split":
            where = [f"in {', '.join(decision.articles)}"] if decision.articles else []
            where += [f"where articles say {', '.join(decision.traits)}"] if decision.traits else []
            return f"{number}{name} is {other} {' and '.join(where)}"


def _named(decision: Decision, identifier: str) -> str:
    return f"{decision.names.get(identifier) or decision.others.get(identifier) or identifier} ({identifier})"


def _days(entity: KnownEntity) -> str | None:
    return _span(entity.first_day, entity.last_day) if entity.first_day else None


def _span(first: str | None, last: str | None) -> str:
    return f"{first}" if first == last else f"{first} to {last}"

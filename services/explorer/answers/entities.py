"""What is answered about entities, and about the whole index."""

from __future__ import annotations

from pydantic import Field

from services.explorer.answers.answer import Answer


class Entity(Answer):
    id: str = Field(description="For `person:` and the like in queries; empty where it has none.")
    name: str
    type: str
    articles: int
    mentions: int
    roles: tuple[str, ...] = Field(description="What articles most often say it is.")


class EntitiesAnswer(Answer):
    entities: tuple[Entity, ...]


class EntityName(Answer):
    id: str
    name: str
    articles: int = Field(description="Articles that use it as the main name.")


class EntityRole(Answer):
    role: str
    organisation: str | None
    articles: int
    first_day: str | None
    last_day: str | None


class Reason(Answer):
    """Why two names are one entity's."""

    name: str
    other: str
    rule: str = Field(description="form, role, company, alias, or person: somebody decided so.")
    sign: str = Field(description="What it rests on, in words.")
    articles: tuple[str, ...] = Field(description="Articles that show it.")


class EntityArticle(Answer):
    article_id: str
    headline: str | None
    published_day: str | None
    outlet: str | None


class EntityAnswer(Answer):
    """All that the index knows of an entity over all articles."""

    id: str
    name: str
    type: str
    articles: int
    mentions: int
    first_day: str | None
    last_day: str | None
    names: tuple[EntityName, ...]
    roles: tuple[EntityRole, ...]
    reasons: tuple[Reason, ...]
    told_apart: tuple[str, ...] = Field(description="Ids of others that people said it is not.")
    latest: tuple[EntityArticle, ...] = Field(description="The newest articles that mention it.")


class Companion(Answer):
    id: str
    name: str
    type: str
    articles: int = Field(description="Articles that mention both, among the latest 1,000.")


class CompanionsAnswer(Answer):
    entities: tuple[Companion, ...]


class RisingEntity(Answer):
    id: str
    name: str
    type: str
    articles: int
    expected: float = Field(description="Articles that would have been usual.")


class RisingAnswer(Answer):
    entities: tuple[RisingEntity, ...]


class StatsAnswer(Answer):
    """What the index holds."""

    articles: int
    revisions: int
    entities: int
    mentions: int
    quotes: int
    events: int
    first_day: str | None
    last_day: str | None
    last_indexed_at: str | None
    languages: dict[str, int]
    schema_version: int
    file_bytes: int
    log_bytes: int = Field(description="Of the write-ahead log beside the file.")

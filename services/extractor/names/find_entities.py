"""The people, organisations and places of an article: one entity each, with all its names, roles and mentions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from spacy.tokens import Doc

from services.extractor.names.aliases import same_names
from services.extractor.names.name_forms import is_acronym
from services.extractor.names.names import Name, find_names
from services.extractor.names.nominals import Described, Nominal, bearer, descriptions
from services.extractor.names.pronouns import subject_pronouns
from services.extractor.names.reading import Reading
from services.extractor.names.roles import RoleSpan, needs_another, roles_of
from shared.schemas.articles import Entity, EntityRole, EntityType, Mention


@dataclass(slots=True)
class _Draft:
    """An entity while it is put together."""

    names: list[Name]
    roles: list[RoleSpan] = field(default_factory=list)
    nominals: list[Nominal] = field(default_factory=list)
    pronouns: list[int] = field(default_factory=list)

    @property
    def label(self) -> EntityType:
        return self.names[0].label


def find_entities(doc: Doc, headline: str | None = None) -> tuple[Entity, ...]:
    """The entities of an article's body in order of first mention, ids e1, e2, ...; mentions are sorted."""
    reading = Reading.of(doc)
    names = find_names(reading)
    drafts = [_Draft(group) for group in same_names(reading, names)]
    for draft in drafts:
        if draft.label == "PERSON":
            draft.roles = [role for name in draft.names for role in roles_of(reading, name)]
    _bind_nominals(reading, names, drafts)
    _bind_pronouns(reading, drafts)
    organisations = _names_by_token(drafts)
    return tuple(_entity(reading, f"e{number}", draft, organisations) for number, draft in enumerate(drafts, start=1))


def _bind_nominals(reading: Reading, names: Sequence[Name], drafts: Sequence[_Draft]) -> None:
    described = [Described(index, draft.names, draft.roles) for index, draft in enumerate(drafts)]
    people = [person for person in described if person.roles]
    firms = [firm for firm in described if drafts[firm.index].label == "ORG"]
    for nominal in descriptions(reading, names):
        index = bearer(reading, nominal, people, firms)
        if index is not None:
            drafts[index].nominals.append(nominal)


def _bind_pronouns(reading: Reading, drafts: Sequence[_Draft]) -> None:
    people = {
        token: number
        for number, draft in enumerate(drafts)
        if draft.label == "PERSON"
        for name in draft.names
        for token in range(name.start, name.end)
    }
    for pronoun in subject_pronouns(reading, people):
        drafts[pronoun.person].pronouns.append(pronoun.token)


def _names_by_token(drafts: Sequence[_Draft]) -> dict[int, str]:
    """The name of the organisation that a mention beginning at a token is of."""
    return {
        name.start: fullest_name([other.form for other in draft.names])
        for draft in drafts
        if draft.label == "ORG"
        for name in draft.names
    }


def fullest_name(forms: Sequence[str]) -> str:
    """The longest form, by words and then by letters; never an acronym where there is another."""
    return max(forms, key=lambda form: (not is_acronym(form), len(form.split()), len(form)))


def _entity(reading: Reading, entity_id: str, draft: _Draft, organisations: dict[int, str]) -> Entity:
    forms = list(dict.fromkeys(name.form for name in draft.names))
    name = fullest_name(forms)
    mentions = [
        *(_mention(reading, name, "name") for name in draft.names),
        *(_mention(reading, nominal, "nominal") for nominal in draft.nominals),
        *(_mention(reading, role, "nominal") for role in draft.roles if role.is_mention),
        *(Mention(start=reading.starts[token], end=reading.end_of(token), kind="pronoun") for token in draft.pronouns),
    ]
    return Entity(
        entity_id=entity_id,
        name=name,
        type=draft.label,
        aliases=tuple(form for form in forms if form != name),
        roles=tuple(_roles(reading, draft.roles, organisations)),
        mentions=tuple(sorted(mentions, key=lambda mention: mention.start)),
    )


def _mention(reading: Reading, span: Name | Nominal | RoleSpan, kind: Literal["name", "nominal"]) -> Mention:
    return Mention(
        start=reading.starts[span.start],
        end=reading.end_of(span.end - 1),
        kind=kind,
    )


def _roles(reading: Reading, roles: Sequence[RoleSpan], organisations: dict[int, str]) -> list[EntityRole]:
    """Each role once, where it is first stated; not what only the article's next words explain ("his counterpart")."""
    stated: dict[str, EntityRole] = {}
    for role in roles:
        if needs_another(reading, role):
            continue
        text = reading.text(role.start, role.end)
        within = [organisations[token] for token in range(role.start, role.end) if token in organisations]
        stated.setdefault(
            text.casefold(),
            EntityRole(
                start=reading.starts[role.start],
                end=reading.end_of(role.end - 1),
                text=text,
                organisation=within[0] if within else None,
            ),
        )
    return list(stated.values())

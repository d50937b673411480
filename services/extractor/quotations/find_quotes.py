"""Who said what: direct, indirect and mixed quotations of an article, with cue, speaker, addressee and occasion."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from spacy.tokens import Doc, Token

from services.extractor.quotations.answers import link_answers
from services.extractor.quotations.layout import Layout, lay_out
from services.extractor.quotations.loose_quotations import place_loose
from services.extractor.quotations.occasions import occasion_of
from services.extractor.quotations.quotation_marks import find_quotations
from services.extractor.quotations.quote_drafts import Draft, draft_quotes
from services.extractor.quotations.speakers import People, name_range
from shared.schemas.articles import Addressee, Cue, Entity, Quote, Speaker
from shared.schemas.message import Span

# How many words of a name may follow what somebody is: told the news agency Agence France-Presse.
_LONGEST_NAME = 5


def find_quotes(doc: Doc, entities: Sequence[Entity], published: date | None) -> tuple[Quote, ...]:
    """Every quotation and reported statement of the body, in order; offsets are characters of ``doc.text``.

    A direct part leaves its quotation marks out, a mixed one keeps those inside it. Speakers that are not known to be
    one of ``entities`` keep the words that the article names them by. The quotations carry the day ``published``
    until ``quote_dates.with_dates`` finds a better one.
    """
    text = doc.text
    quotations = find_quotations(text)
    layout = lay_out(doc, text, quotations)
    drafts = draft_quotes(doc, quotations, layout)
    place_loose(doc, drafts, quotations, layout)
    speakers = _speakers(drafts, People(doc, layout, entities))
    people = People(doc, layout, entities)
    day = published.isoformat() if published else None
    return link_answers(
        [_quote(draft, speaker, people, day) for draft, speaker in zip(drafts, speakers, strict=True)], text
    )


def _speakers(drafts: Sequence[Draft], people: People) -> list[Speaker | None]:
    """Who speaks in each; asked in the order of the text, as a pronoun may mean who spoke before."""
    speakers: list[Speaker | None] = [None] * len(drafts)
    latest: tuple[int, Speaker] | None = None
    for number in sorted(range(len(drafts)), key=lambda n: _place(drafts[n])):
        draft = drafts[number]
        if draft.agent is not None:
            speakers[number] = people.speaker(draft.agent)
        elif draft.is_carried and latest is not None and draft.paragraph - latest[0] <= 1:
            speakers[number] = latest[1]
        speaker = speakers[number]
        if speaker is not None:
            latest = draft.paragraph, speaker
    return speakers


def _place(draft: Draft) -> int:
    return draft.agent.idx if draft.agent is not None else draft.parts[0][0]


def _quote(draft: Draft, speaker: Speaker | None, people: People, day: str | None) -> Quote:
    layout = people.layout
    return Quote(
        type=draft.type,
        parts=tuple(Span(start=start, end=end) for start, end in draft.parts),
        text=" … ".join(layout.text[start:end] for start, end in draft.parts),
        cue=_cue(draft, layout),
        speaker=speaker,
        addressee=_addressee(people, draft.addressee) if draft.addressee is not None else None,
        occasion=occasion_of(draft.verb, draft.word, draft.addressee, draft.content)
        if draft.verb is not None and draft.word is not None
        else None,
        date=day,
    )


def _cue(draft: Draft, layout: Layout) -> Cue | None:
    if draft.cue is None:
        return None
    start, end = draft.cue
    return Cue(
        start=start,
        end=end,
        text=layout.text[start:end],
        kind=draft.word.kind if draft.word else None,
        negated=draft.verb is not None and any(child.dep_ == "neg" for child in draft.verb.lefts),
    )


def _addressee(people: People, noun: Token) -> Addressee:
    start, end = name_range(noun)
    held = people.mention_at(noun)
    # "the news agency TASS": the parse may hang the name anywhere.
    after = people.layout.token_at(end - 1) + 1
    for token in noun.doc[after : after + _LONGEST_NAME] if noun.tag_ == "NN" else ():
        if token.tag_ not in ("NNP", "NNPS"):
            break
        held = people.mention_at(token) or held
        end = token.idx + len(token)
    return Addressee(
        start=start, end=end, text=people.layout.text[start:end], entity=held[0].entity_id if held else None
    )

"""From a readable article to who said what, when, about whom: the order of the finders, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from spacy.tokens import Doc

from services.extractor.country_focus import find_country_focus
from services.extractor.events.find_events import find_events
from services.extractor.key_phrases import find_key_phrases
from services.extractor.language_model import LanguageModel, paragraph_groups
from services.extractor.names.find_entities import find_entities
from services.extractor.quotations.answers import with_headline
from services.extractor.quotations.find_quotes import find_quotes
from services.extractor.quotations.quote_dates import with_dates
from services.extractor.speaker_mentions import with_speakers
from services.extractor.times.find_times import find_times
from shared.schemas.articles import ArticleExtracted, Producer, ReadableArticle

RULES = Producer(name="copydesk-extractor", version="2")
"""The rule set; its version rises whenever the same article would come out differently."""

_RULES_LANGUAGE = "en"

_CUT, _INFERRED, _NAMES_ONLY, _UNREAD = (
    "extracted from the first",
    "days such as 'Tuesday'",
    "names only",
    "not extracted",
)
_NOTE_OPENINGS = (_CUT, _INFERRED, _NAMES_ONLY, _UNREAD)


def extract(
    articles: Sequence[ReadableArticle],
    model: LanguageModel,
    others: Mapping[str, LanguageModel] | None = None,
    batch_size: int = 32,
    most_characters: int = 500_000,
) -> list[ArticleExtracted]:
    """What the articles say, one result per article, in order.

    An article in another language than ``model``'s is read by the one of ``others`` for its language (``de``), which
    finds names only; without one it comes out as it is, with a note. An unknown language is taken for the model's.
    Of a body longer than ``most_characters`` the paragraphs up to there are read, and a note says so.
    """
    articles = [_without_earlier_notes(article) for article in articles]
    models = {**(others or {}), model.language: model}
    by_language: dict[str, list[int]] = {}
    for place, article in enumerate(articles):
        by_language.setdefault(_language(article) or model.language, []).append(place)
    results: dict[int, ArticleExtracted] = {}
    for language, places in by_language.items():
        some = [articles[place] for place in places]
        reader = models.get(language)
        if reader:
            done = _read_all(some, reader, batch_size, most_characters)
        else:
            done = [_unread(article) for article in some]
        results.update(zip(places, done, strict=True))
    return [results[place] for place in range(len(articles))]


def _read_all(
    articles: Sequence[ReadableArticle], model: LanguageModel, batch_size: int, most_characters: int
) -> list[ArticleExtracted]:
    read = _read if model.language == _RULES_LANGUAGE else _read_names
    bodies = [paragraph_groups(article.body, most_characters)[0] for article in articles]
    noted = [_with_note_if_cut(article, len(body)) for article, body in zip(articles, bodies, strict=True)]
    with model.memory_zone():
        docs = model.parse(bodies, batch_size)
        return [read(article, doc, model) for article, doc in zip(noted, docs, strict=True)]


def _without_earlier_notes(article: ReadableArticle) -> ReadableArticle:
    """An article that is extracted again brings along what was noted the last time, which may hold no longer."""
    notes = tuple(note for note in article.notes if not note.startswith(_NOTE_OPENINGS))
    return article if len(notes) == len(article.notes) else article.model_copy(update={"notes": notes})


def _with_note_if_cut(article: ReadableArticle, read: int) -> ReadableArticle:
    if read == len(article.body):
        return article
    note = f"{_CUT} {read:,} of the body's {len(article.body):,} characters"
    return article.model_copy(update={"notes": (*article.notes, note)})


def _read(article: ReadableArticle, doc: Doc, model: LanguageModel) -> ArticleExtracted:
    day = published_day(article)
    entities = find_entities(doc, article.headline)
    times = find_times(doc, day)
    quotes = with_headline(find_quotes(doc, entities, day), article.headline)
    entities = with_speakers(entities, quotes, doc.text)
    events = find_events(doc, times, entities, quotes, day)
    return ArticleExtracted(
        **_known(article) | {"notes": (*article.notes, *_notes_on_dates(article))},
        entities=entities,
        quotes=with_dates(quotes, events, day),
        times=times,
        events=events,
        key_phrases=find_key_phrases(doc, entities, article.headline),
        countries=find_country_focus(entities),
        extracted_by=(_producer(model), RULES),
    )


def _notes_on_dates(article: ReadableArticle) -> tuple[str, ...]:
    published = article.published_at
    if published is None or published.known_by != "inferred":
        return ()
    return (f"{_INFERRED} count from {published.value[:10]}, a publication date that is itself inferred",)


def _read_names(article: ReadableArticle, doc: Doc, model: LanguageModel) -> ArticleExtracted:
    note = f"{_NAMES_ONLY}: quotations, dates and events are read in English, and this is {model.language!r}"
    known = _known(article) | {"notes": (*article.notes, note)}
    return ArticleExtracted(
        **known, entities=find_entities(doc, article.headline), extracted_by=(_producer(model), RULES)
    )


def _unread(article: ReadableArticle) -> ArticleExtracted:
    note = f"{_UNREAD}: no language model is configured for {article.language!r}"
    return ArticleExtracted(**_known(article) | {"notes": (*article.notes, note)})


def published_day(article: ReadableArticle) -> date | None:
    """The calendar day of publication, from which "today" counts."""
    return date.fromisoformat(article.published_at.value[:10]) if article.published_at else None


def _language(article: ReadableArticle) -> str | None:
    """The language without script and region: ``pt-BR`` is read as ``pt``."""
    return article.language.partition("-")[0] if article.language else None


def _known(article: ReadableArticle) -> dict[str, object]:
    return {name: getattr(article, name) for name in ReadableArticle.model_fields}


def _producer(model: LanguageModel) -> Producer:
    return Producer(name=model.name, version=model.version)

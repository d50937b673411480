-- For people: what they ask of an index, one view each, with names where the tables have numbers.

CREATE VIEW article_list AS
SELECT
    articles.article_id,
    articles.headline,
    outlets.name AS outlet,
    sections.name AS section,
    (
        SELECT group_concat(name, '; ')
        FROM (
            SELECT labels.name FROM article_authors JOIN labels ON labels.id = article_authors.author
            WHERE article_authors.article = articles.id ORDER BY article_authors.position
        )
    ) AS authors,
    articles.language,
    articles.published_at,
    articles.published_known_by,
    articles.words,
    articles.url,
    articles.indexed_at
FROM articles
LEFT JOIN labels AS outlets ON outlets.id = articles.outlet
LEFT JOIN labels AS sections ON sections.id = articles.section;

CREATE VIEW quotes_with_speakers AS
SELECT
    quotes.speaker,
    quotes.text AS quotation,
    quotes.type,
    quotes.cue,
    quotes.addressee,
    quotes.occasion,
    quotes.date AS said_on,
    entities.type AS speaker_type,
    articles.article_id,
    articles.headline,
    outlets.name AS outlet,
    articles.published_day
FROM quotes
JOIN articles ON articles.id = quotes.article
LEFT JOIN entities ON entities.id = quotes.speaker_entity
LEFT JOIN labels AS outlets ON outlets.id = articles.outlet;

CREATE VIEW timeline AS
SELECT
    events.first_day,
    events.last_day,
    events.date,
    events.precision,
    events.text AS event,
    (
        SELECT group_concat(entities.name, '; ')
        FROM event_participants JOIN entities ON entities.id = event_participants.entity
        WHERE event_participants.event = events.id
    ) AS participants,
    substr(
        article_texts.body, events.sentence_start + 1, events.sentence_end - events.sentence_start
    ) AS sentence,
    articles.article_id,
    articles.headline,
    articles.published_day
FROM events
JOIN articles ON articles.id = events.article
JOIN article_texts ON article_texts.article = events.article;

CREATE VIEW entity_counts AS
SELECT
    entities.name,
    entities.type,
    count(*) AS articles,
    sum(article_entities.mentions) AS mentions,
    min(articles.published_day) AS first_day,
    max(articles.published_day) AS last_day
FROM article_entities
JOIN entities ON entities.id = article_entities.entity
JOIN articles ON articles.id = article_entities.article
GROUP BY entities.id;

CREATE VIEW copies AS
SELECT
    originals.article_id AS original,
    originals.headline AS original_headline,
    original_outlets.name AS original_outlet,
    originals.published_at AS original_published_at,
    articles.article_id AS copy,
    articles.headline AS copy_headline,
    outlets.name AS copy_outlet,
    articles.published_at AS copy_published_at,
    near_copies.share
FROM near_copies
JOIN articles AS originals ON originals.id = near_copies.original
JOIN articles ON articles.id = near_copies.article
LEFT JOIN labels AS original_outlets ON original_outlets.id = originals.outlet
LEFT JOIN labels AS outlets ON outlets.id = articles.outlet;

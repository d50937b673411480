-- Queries that people keep. Each is asked of every article when it is first indexed or revised; `error` says why it
-- could not be asked the last time.
CREATE TABLE saved_searches (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    query TEXT NOT NULL,
    webhook TEXT,
    created_at TEXT NOT NULL,
    error TEXT
);

-- What they found: an article once for each search, however often it is revised. The id grows with time.
CREATE TABLE matches (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    match_id TEXT NOT NULL UNIQUE,
    search INTEGER NOT NULL REFERENCES saved_searches (id) ON DELETE CASCADE,
    article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    revision TEXT NOT NULL,
    submission_ms INTEGER NOT NULL,
    submission_seq INTEGER NOT NULL,
    matched_at TEXT NOT NULL,
    snippet TEXT NOT NULL,
    UNIQUE (search, article)
);
CREATE INDEX matches_of_article ON matches (article);
CREATE INDEX matches_of_search ON matches (search, id);

-- The timeline as `copydesk timeline` shows it: without what has no date but its article's own, and with how each event
-- is meant. It takes the place of the view of 0003.
DROP VIEW timeline;
CREATE VIEW timeline AS
SELECT
    events.first_day,
    events.last_day,
    events.date,
    events.precision,
    events.text AS event,
    events.kind,
    events.modality,
    events.polarity,
    events.dated_by,
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
JOIN article_texts ON article_texts.article = events.article
WHERE coalesce(events.dated_by, '') <> 'article';

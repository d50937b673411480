-- An article is one row of `articles`; its narrow columns serve filters, sorting and facets, and its text lies apart.
-- Columns called `article` are articles.id; `article_id` is the identifier that publishers and readers use.
-- The full-text tables (..._search) hold no text of their own. The indexer fills them itself: a trigger would write a
-- segment per row, since FTS5 flushes at the savepoint that SQLite sets for it. Triggers only take out what is deleted.

CREATE TABLE labels (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('outlet', 'section', 'author')),
    name TEXT NOT NULL,
    key TEXT NOT NULL,
    UNIQUE (kind, key)
);

CREATE TABLE articles (
    id INTEGER PRIMARY KEY,
    article_id TEXT NOT NULL UNIQUE,
    revision TEXT NOT NULL,
    submission_ms INTEGER NOT NULL,
    submission_seq INTEGER NOT NULL,
    change TEXT NOT NULL CHECK (change IN ('new', 'revised', 'reprocessed', 'unchanged')),
    indexed_at TEXT NOT NULL,
    cleaned_by TEXT NOT NULL,
    extracted_by TEXT NOT NULL,
    headline TEXT,
    url TEXT,
    url_key TEXT,
    source INTEGER REFERENCES labels (id),
    outlet INTEGER REFERENCES labels (id),
    outlet_known_by TEXT,
    section INTEGER REFERENCES labels (id),
    language TEXT,
    published_at TEXT,
    published_latest TEXT,
    published_known_by TEXT,
    published_day TEXT,
    sort_time INTEGER NOT NULL,
    fetched_at TEXT,
    reading_minutes INTEGER,
    dateline TEXT,
    agency TEXT,
    words INTEGER NOT NULL,
    notes TEXT
);
CREATE INDEX articles_by_time ON articles (sort_time);
CREATE INDEX articles_by_day ON articles (published_day);
CREATE INDEX articles_by_outlet ON articles (outlet, sort_time);
CREATE INDEX articles_by_source ON articles (source, sort_time);
CREATE INDEX articles_by_section ON articles (section, sort_time);
CREATE INDEX articles_by_language ON articles (language, sort_time);
CREATE INDEX articles_by_url ON articles (url_key) WHERE url_key IS NOT NULL;

-- What was written, and when. `document` is the whole ArticleExtracted as JSON, compressed by zlib; null once forgotten.
CREATE TABLE revisions (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    revision TEXT NOT NULL,
    submission_ms INTEGER NOT NULL,
    submission_seq INTEGER NOT NULL,
    correlation_id TEXT,
    change TEXT NOT NULL CHECK (change IN ('new', 'revised', 'reprocessed')),
    indexed_at TEXT NOT NULL,
    headline TEXT,
    cleaned_by TEXT NOT NULL,
    extracted_by TEXT NOT NULL,
    document BLOB
);
CREATE INDEX revisions_of_article ON revisions (article, id);

CREATE TABLE article_texts (
    article INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    headline TEXT,
    standfirst TEXT,
    body TEXT NOT NULL,
    captions TEXT
);
CREATE VIRTUAL TABLE article_search USING fts5 (
    headline, standfirst, body, captions,
    content = 'article_texts', content_rowid = 'article', tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER article_texts_deleted AFTER DELETE ON article_texts BEGIN
    INSERT INTO article_search (article_search, rowid, headline, standfirst, body, captions)
    VALUES ('delete', old.article, old.headline, old.standfirst, old.body, old.captions);
END;

CREATE TABLE article_authors (
    article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    author INTEGER NOT NULL REFERENCES labels (id),
    role TEXT,
    biography TEXT,
    PRIMARY KEY (article, position)
) WITHOUT ROWID;
CREATE INDEX articles_by_author ON article_authors (author, article);

CREATE TABLE captions (
    article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    text TEXT NOT NULL,
    credit TEXT,
    PRIMARY KEY (article, position)
) WITHOUT ROWID;

-- What each stretch of the submitted text is on the page; offsets are characters of the document's source_text.
CREATE TABLE blocks (
    article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    role TEXT NOT NULL,
    reason TEXT NOT NULL,
    confidence REAL NOT NULL,
    PRIMARY KEY (article, position)
) WITHOUT ROWID;

-- One row per name and type over all articles. `key` is the name without case, accents and punctuation.
CREATE TABLE entities (
    id INTEGER PRIMARY KEY,
    type TEXT NOT NULL,
    name TEXT NOT NULL,
    key TEXT NOT NULL,
    UNIQUE (key, type)
);
CREATE VIRTUAL TABLE entity_search USING fts5 (
    key, content = 'entities', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER entities_deleted AFTER DELETE ON entities BEGIN
    INSERT INTO entity_search (entity_search, rowid, key) VALUES ('delete', old.id, old.key);
END;

CREATE TABLE article_entities (
    article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    entity INTEGER NOT NULL REFERENCES entities (id),
    mentions INTEGER NOT NULL,
    PRIMARY KEY (article, entity)
) WITHOUT ROWID;
CREATE INDEX articles_by_entity ON article_entities (entity, article);

-- Other names that an article uses for an entity, such as an acronym; each is an entity row of its own.
CREATE TABLE article_aliases (
    article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    entity INTEGER NOT NULL REFERENCES entities (id),
    alias INTEGER NOT NULL REFERENCES entities (id),
    PRIMARY KEY (article, entity, alias)
) WITHOUT ROWID;
CREATE INDEX articles_by_alias ON article_aliases (alias, article);

-- What an article says an entity is, such as 'Kremlin spokesperson'.
CREATE TABLE entity_roles (
    article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    entity INTEGER NOT NULL REFERENCES entities (id),
    role TEXT NOT NULL,
    organisation TEXT,
    PRIMARY KEY (article, entity, role)
) WITHOUT ROWID;
CREATE INDEX roles_by_entity ON entity_roles (entity);

-- Where the body speaks of an entity; offsets are characters of article_texts.body, end exclusive.
CREATE TABLE mentions (
    article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    entity INTEGER NOT NULL REFERENCES entities (id),
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    kind TEXT NOT NULL,
    PRIMARY KEY (article, start, end, entity)
) WITHOUT ROWID;

CREATE TABLE quotes (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    type TEXT NOT NULL,
    text TEXT NOT NULL,
    speaker TEXT,
    speaker_entity INTEGER REFERENCES entities (id),
    cue TEXT,
    addressee TEXT,
    occasion TEXT,
    date TEXT,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL
);
CREATE INDEX quotes_of_article ON quotes (article, position);
CREATE INDEX quotes_by_speaker ON quotes (speaker_entity, article);
CREATE VIRTUAL TABLE quote_search USING fts5 (
    speaker, text, content = 'quotes', content_rowid = 'id', tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER quotes_deleted AFTER DELETE ON quotes BEGIN
    INSERT INTO quote_search (quote_search, rowid, speaker, text) VALUES ('delete', old.id, old.speaker, old.text);
END;

-- first_day and last_day bound the event's date: 2025-10 lies between 2025-10-01 and 2025-10-31. Offsets are characters
-- of article_texts.body, end exclusive: of the predicate, and of the sentence that says it.
CREATE TABLE events (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    date TEXT NOT NULL,
    precision TEXT NOT NULL,
    first_day TEXT,
    last_day TEXT,
    predicate TEXT NOT NULL,
    text TEXT NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    sentence_start INTEGER NOT NULL,
    sentence_end INTEGER NOT NULL
);
CREATE INDEX events_of_article ON events (article, position);
CREATE INDEX events_by_day ON events (first_day, last_day, article);

CREATE TABLE event_participants (
    event INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    entity INTEGER NOT NULL REFERENCES entities (id),
    part TEXT NOT NULL,
    PRIMARY KEY (event, entity, part)
) WITHOUT ROWID;
CREATE INDEX events_by_participant ON event_participants (entity, event);

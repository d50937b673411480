-- Entities over all articles. A row of `entities` is a name with its type; rows with the same `known` are one entity's
-- names (null: a name for itself). A homonym is a row of its own whose key ends in ~ and what tells it apart. All that
-- follows from the articles is derived, and can be derived anew; `entity_decisions` is what people decided.

ALTER TABLE entities ADD COLUMN article_count INTEGER NOT NULL DEFAULT 0;
ALTER TABLE entities ADD COLUMN form TEXT;
ALTER TABLE entities ADD COLUMN sound TEXT;
ALTER TABLE entities ADD COLUMN core INTEGER;
ALTER TABLE entities ADD COLUMN known INTEGER;
ALTER TABLE entities ADD COLUMN preferred INTEGER NOT NULL DEFAULT 0;
CREATE INDEX entities_by_form ON entities (form, type) WHERE form IS NOT NULL;
CREATE INDEX entities_by_sound ON entities (sound) WHERE sound IS NOT NULL;
CREATE INDEX entities_by_core ON entities (core) WHERE core IS NOT NULL;
CREATE INDEX entities_by_known ON entities (known) WHERE known IS NOT NULL;

-- How many articles use `alias` as another name of `entity`.
CREATE TABLE alias_counts (
    alias INTEGER NOT NULL REFERENCES entities (id),
    entity INTEGER NOT NULL REFERENCES entities (id),
    articles INTEGER NOT NULL,
    PRIMARY KEY (alias, entity)
) WITHOUT ROWID;
CREATE INDEX aliases_of_entity ON alias_counts (entity);

-- What articles say a person is, in a form that two articles can agree on, and how many say so.
CREATE TABLE entity_traits (
    entity INTEGER NOT NULL REFERENCES entities (id),
    trait TEXT NOT NULL,
    articles INTEGER NOT NULL,
    PRIMARY KEY (entity, trait)
) WITHOUT ROWID;

-- Why two names are one entity's by a rule: form (written alike), role or company (spelt otherwise, with this sign), alias
-- (`one` is another name of `other`). The articles are those that it rests on, where it is two of them.
CREATE TABLE entity_links (
    one INTEGER NOT NULL REFERENCES entities (id),
    other INTEGER NOT NULL REFERENCES entities (id),
    rule TEXT NOT NULL CHECK (rule IN ('form', 'role', 'company', 'alias')),
    sign TEXT,
    article INTEGER REFERENCES articles (id) ON DELETE CASCADE,
    other_article INTEGER REFERENCES articles (id) ON DELETE CASCADE,
    made_at TEXT NOT NULL,
    PRIMARY KEY (one, other, rule)
) WITHOUT ROWID;
CREATE INDEX entity_links_of_other ON entity_links (other);
CREATE INDEX entity_links_by_article ON entity_links (article) WHERE article IS NOT NULL;
CREATE INDEX entity_links_by_other_article ON entity_links (other_article) WHERE other_article IS NOT NULL;

-- What people decided, in order; `decision` is JSON in terms of entity ids, so that another index can take it over.
CREATE TABLE entity_decisions (
    id INTEGER PRIMARY KEY,
    made_at TEXT NOT NULL,
    action TEXT NOT NULL CHECK (action IN ('merge', 'alias', 'apart', 'split')),
    decision TEXT NOT NULL,
    undone_at TEXT
);

-- What the decisions in force amount to.
CREATE TABLE entity_pairs (
    one INTEGER NOT NULL REFERENCES entities (id),
    other INTEGER NOT NULL REFERENCES entities (id),
    is_same INTEGER NOT NULL,
    decision INTEGER NOT NULL REFERENCES entity_decisions (id),
    PRIMARY KEY (one, other)
) WITHOUT ROWID;
CREATE INDEX entity_pairs_of_other ON entity_pairs (other);

-- Namesakes that a person told apart: the articles with these ids, and those that call it one of these, mean `homonym`.
CREATE TABLE homonyms (
    homonym INTEGER NOT NULL REFERENCES entities (id),
    base INTEGER NOT NULL REFERENCES entities (id),
    article_ids TEXT NOT NULL,
    traits TEXT NOT NULL,
    decision INTEGER NOT NULL REFERENCES entity_decisions (id),
    PRIMARY KEY (base, homonym)
) WITHOUT ROWID;

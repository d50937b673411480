-- The phrases that stand for an article's body, to find others with the same ones.
CREATE TABLE phrases (
    phrase INTEGER NOT NULL,
    article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    PRIMARY KEY (phrase, article)
) WITHOUT ROWID;
CREATE INDEX phrases_of_article ON phrases (article);

-- Articles whose text is, for the most part, that of an earlier one: syndicated, shortened or updated.
CREATE TABLE near_copies (
    article INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    original INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    share REAL NOT NULL
);
CREATE INDEX near_copies_of ON near_copies (original);

-- What is spread over a whole table makes each batch change most of its pages, the more the larger the index. So the
-- numbers by which texts are found again are gathered in a small table first, and moved to the large one many at a time
-- (gathered_numbers.py). And what an entity says or takes part in is found by the articles that mention it.

DROP INDEX quotes_by_speaker;
DROP INDEX events_by_participant;
DROP INDEX quotes_of_article;
CREATE INDEX quotes_of_article ON quotes (article, position, speaker_entity);

-- The phrases that stand for an article's body, as a JSON array: what is to be taken out when the article goes.
CREATE TABLE sketches (
    article INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    phrases TEXT NOT NULL
);
INSERT INTO sketches (article, phrases)
SELECT article, json_group_array(phrase) FROM (SELECT article, phrase FROM phrases ORDER BY article, phrase) GROUP BY 1;

CREATE TABLE moved_phrases (phrase INTEGER NOT NULL, article INTEGER NOT NULL, PRIMARY KEY (phrase, article)) WITHOUT ROWID;
INSERT INTO moved_phrases SELECT phrase, article FROM phrases;
DROP TABLE phrases;
ALTER TABLE moved_phrases RENAME TO phrases;
CREATE TABLE recent_phrases (phrase INTEGER NOT NULL, article INTEGER NOT NULL, PRIMARY KEY (phrase, article)) WITHOUT ROWID;
CREATE TRIGGER sketches_deleted AFTER DELETE ON sketches BEGIN
    DELETE FROM phrases WHERE article = old.article AND phrase IN (SELECT value FROM json_each(old.phrases));
    DELETE FROM recent_phrases WHERE article = old.article AND phrase IN (SELECT value FROM json_each(old.phrases));
END;

-- The same for quotations, in place of an index on quotes (wording).
CREATE TABLE wordings (wording INTEGER NOT NULL, quote INTEGER NOT NULL, PRIMARY KEY (wording, quote)) WITHOUT ROWID;
INSERT INTO wordings SELECT wording, id FROM quotes WHERE wording IS NOT NULL ORDER BY wording, id;
DROP INDEX quotes_by_wording;
CREATE TABLE recent_wordings (wording INTEGER NOT NULL, quote INTEGER NOT NULL, PRIMARY KEY (wording, quote)) WITHOUT ROWID;
CREATE TRIGGER wordings_deleted AFTER DELETE ON quotes WHEN old.wording IS NOT NULL BEGIN
    DELETE FROM wordings WHERE wording = old.wording AND quote = old.id;
    DELETE FROM recent_wordings WHERE wording = old.wording AND quote = old.id;
END;

-- When the result in the index, or one that only confirmed it, first came on the indexer's stream: its entry id there.
-- Of two results of one revision the later one counts. Null for what was imported or written by an earlier release.

ALTER TABLE articles ADD COLUMN arrival_ms INTEGER;
ALTER TABLE articles ADD COLUMN arrival_seq INTEGER;

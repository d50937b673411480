-- What kind of word reports a quotation (claim, denial, ...), and the same words said once and quoted in several
-- articles: `wording` is a number that near-identical quotations share, for finding them (null: too short to tell, or
-- not in marks); `utterance` is the same for those that were found to be one.
ALTER TABLE quotes ADD COLUMN kind TEXT;
ALTER TABLE quotes ADD COLUMN wording INTEGER;
ALTER TABLE quotes ADD COLUMN utterance INTEGER;
CREATE INDEX quotes_by_wording ON quotes (wording) WHERE wording IS NOT NULL;
CREATE INDEX quotes_by_utterance ON quotes (utterance, article) WHERE utterance IS NOT NULL;

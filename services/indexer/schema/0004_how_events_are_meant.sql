-- What an event is (happening, statement, state), whether it is asserted, planned or possible, affirmed or denied, and
-- what it is dated by. Null for articles that were indexed before: `copydesk reprocess` fills them.

ALTER TABLE events ADD COLUMN kind TEXT;
ALTER TABLE events ADD COLUMN modality TEXT;
ALTER TABLE events ADD COLUMN polarity TEXT;
ALTER TABLE events ADD COLUMN dated_by TEXT;

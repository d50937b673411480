-- Looks through a page of a stream for an article, by the fields beside its messages.
--
-- KEYS: stream
-- ARGV: first entry id, '(' before it to leave it out; most entries; article id or correlation id; the stream's own
--       name; how many bytes of messages that name no article may be handed out
-- Returns: the last entry id looked at, or ''; how many were looked at; the matches, each as entry id, article id,
-- correlation id, submission, attempt; and the entries that name no article, as entry id and all their fields.
local last, looked, matches, nameless, budget = '', 0, {}, {}, tonumber(ARGV[5])
for _, entry in ipairs(redis.call('XRANGE', KEYS[1], ARGV[1], '+', 'COUNT', ARGV[2])) do
  local known, size = {article_id = '', cid = '', submission = '', attempt = '1'}, 0
  for i = 1, #entry[2], 2 do
    local name, value = entry[2][i], entry[2][i + 1]
    size = size + #value
    if known[name] then known[name] = value end
  end
  if known.cid == '' then known.cid = ARGV[4] .. '/' .. entry[1] end
  if known.article_id == ARGV[3] or known.cid == ARGV[3] or known.submission == ARGV[3] or entry[1] == ARGV[3] then
    matches[#matches + 1] = {entry[1], known.article_id, known.cid, known.submission, known.attempt}
  elseif known.article_id == '' and budget > 0 then
    nameless[#nameless + 1] = entry
    budget = budget - size
  end
  last, looked = entry[1], looked + 1
  if budget <= 0 and tonumber(ARGV[5]) > 0 then break end
end
return {last, looked, matches, nameless}

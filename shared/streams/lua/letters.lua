-- A page of dead letters without the messages they carry, which may be large.
--
-- KEYS: dead   ARGV: first entry id, '(' before it to leave it out; most letters
-- Returns for each letter: entry id, its JSON, submission, correlation id, bytes of the original message.
local page = {}
for _, entry in ipairs(redis.call('XRANGE', KEYS[1], ARGV[1], '+', 'COUNT', ARGV[2])) do
  local letter, size = {data = '', submission = '', cid = ''}, 0
  for i = 1, #entry[2], 2 do
    local name, value = entry[2][i], entry[2][i + 1]
    if letter[name] then letter[name] = value
    elseif string.sub(name, 1, 8) == 'original' then size = size + #value end
  end
  page[#page + 1] = {entry[1], letter.data, letter.submission, letter.cid, size}
end
return page

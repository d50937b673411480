-- Removes consumers that hold nothing: the named one, or all that have been silent for long.
--
-- KEYS: source   ARGV: group, consumer name or '', least silence in ms
-- Returns how many were removed.
local removed = 0
for _, flat in ipairs(redis.call('XINFO', 'CONSUMERS', KEYS[1], ARGV[1])) do
  local consumer = {}
  for i = 1, #flat, 2 do consumer[flat[i]] = flat[i + 1] end
  local meant = consumer['name'] == ARGV[2] or (ARGV[2] == '' and consumer['idle'] > tonumber(ARGV[3]))
  if meant and consumer['pending'] == 0 then
    redis.call('XGROUP', 'DELCONSUMER', KEYS[1], ARGV[1], consumer['name'])
    removed = removed + 1
  end
end
return removed

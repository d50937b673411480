-- Removes from a stream what every group has been given and has acknowledged, and remembers how far the stage has come.
--
-- KEYS: source, settled   ARGV: the stage's group, 1 where nothing is to be removed
-- Returns how many entries were removed; nothing is removed while the stage's own group is missing.
local function parts(id)
  local ms, seq = string.match(id, '(%d+)-(%d+)')
  return tonumber(ms), tonumber(seq)
end
local function before(a_ms, a_seq, b_ms, b_seq)
  return a_ms < b_ms or (a_ms == b_ms and a_seq < b_seq)
end

local least_ms, least_seq, own
for _, flat in ipairs(redis.call('XINFO', 'GROUPS', KEYS[1])) do
  local group = {}
  for i = 1, #flat, 2 do group[flat[i]] = flat[i + 1] end
  local ms, seq
  if group['pending'] > 0 then
    ms, seq = parts(redis.call('XPENDING', KEYS[1], group['name'])[2])
  else
    ms, seq = parts(group['last-delivered-id'])
    seq = seq + 1
  end
  if group['name'] == ARGV[1] then own = string.format('%.0f-%.0f', ms, seq) end
  if not least_ms or before(ms, seq, least_ms, least_seq) then least_ms, least_seq = ms, seq end
end
if not own then return 0 end
if redis.call('GET', KEYS[2]) ~= own then
  redis.call('XACK', KEYS[1], ARGV[1], '0-0')  -- changes nothing; see settle.lua on the memory limit
  redis.call('SET', KEYS[2], own)
end
if ARGV[2] == '1' then return 0 end
return redis.call('XTRIM', KEYS[1], 'MINID', '~', string.format('%.0f-%.0f', least_ms, least_seq))

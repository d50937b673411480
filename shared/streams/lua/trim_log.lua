-- Shortens a log to its newest entries, but for those that the group of the stage that reads it has not been given or
-- has not acknowledged. Where there is no such group, nobody is waited for.
--
-- KEYS: log   ARGV: the group or '', entries to keep, most entries to remove at once
-- Returns 1 when there is more to remove.
local excess = redis.call('XLEN', KEYS[1]) - ARGV[2]
if excess <= 0 then return 0 end
local first_needed
for _, flat in ipairs(ARGV[1] ~= '' and redis.call('XINFO', 'GROUPS', KEYS[1]) or {}) do
  local group = {}
  for i = 1, #flat, 2 do group[flat[i]] = flat[i + 1] end
  if group['name'] == ARGV[1] then
    if group['pending'] > 0 then
      first_needed = redis.call('XPENDING', KEYS[1], ARGV[1])[2]
    else
      first_needed = group['last-delivered-id']
    end
  end
end
if not first_needed then
  redis.call('XTRIM', KEYS[1], 'MAXLEN', '~', ARGV[2])
  return 0
end
local settled = redis.call('XRANGE', KEYS[1], '-', first_needed, 'COUNT', math.min(excess, ARGV[3]))
if #settled == 0 then return 0 end
local removed = redis.call('XTRIM', KEYS[1], 'MINID', '~', settled[#settled][1])
return (removed > 0 and #settled == tonumber(ARGV[3])) and 1 or 0

-- Renews the lease on what a consumer is still working on, without counting a delivery and without taking back what
-- another consumer has claimed.
--
-- KEYS: source   ARGV: group, consumer, first entry id, last entry id, most entries
-- Returns how many entries are still the consumer's.
local ids = {}
for _, pending in ipairs(redis.call('XPENDING', KEYS[1], ARGV[1], ARGV[3], ARGV[4], ARGV[5], ARGV[2])) do
  ids[#ids + 1] = pending[1]
end
for first = 1, #ids, 1000 do
  local arguments = {unpack(ids, first, math.min(first + 999, #ids))}
  arguments[#arguments + 1] = 'JUSTID'
  redis.call('XCLAIM', KEYS[1], ARGV[1], ARGV[2], 0, unpack(arguments))
end
return #ids

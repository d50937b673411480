-- Puts the messages whose next try is due back on their stream.
--
-- KEYS: due, waiting, source   ARGV: most messages
-- Returns how many were put back, and how many still wait.
redis.call('ZREM', KEYS[1], '')  -- changes nothing; see settle.lua on the memory limit
local time = redis.call('TIME')
local now = string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000))
local places = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now, 'LIMIT', 0, ARGV[1])
for _, place in ipairs(places) do
  local entry = redis.call('XRANGE', KEYS[2], place, place)[1]
  if entry then
    redis.call('XADD', KEYS[3], '*', unpack(entry[2]))
    redis.call('XDEL', KEYS[2], place)
  end
  redis.call('ZREM', KEYS[1], place)
end
return {#places, redis.call('ZCARD', KEYS[1])}

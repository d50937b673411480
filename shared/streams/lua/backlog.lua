-- What there is to know of a stream's backlog.
--
-- KEYS: stream, due   ARGV: the group whose lag is counted where Redis does not know it or gives a high one, or '';
--                           how many entries to count at most
-- Returns: length, newest entry id or '', messages waiting for their next try, and of each group: name, pending, last
-- delivered entry id, lag or -1 where Redis does not know it.
if redis.call('EXISTS', KEYS[1]) == 0 then return {0, '', redis.call('ZCARD', KEYS[2]), {}} end
local most = tonumber(ARGV[2])
local groups = {}
for _, flat in ipairs(redis.call('XINFO', 'GROUPS', KEYS[1])) do
  local group = {}
  for i = 1, #flat, 2 do group[flat[i]] = flat[i + 1] end
  local name, last, lag = group['name'], group['last-delivered-id'], group['lag'] or -1
  if name == ARGV[1] and (lag < 0 or lag >= most) then
    local counted = #redis.call('XRANGE', KEYS[1], '(' .. last, '+', 'COUNT', most)
    if counted < most then lag = counted end
  end
  groups[#groups + 1] = {name, group['pending'], last, lag}
end
local newest = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)[1]
return {redis.call('XLEN', KEYS[1]), newest and newest[1] or '', redis.call('ZCARD', KEYS[2]), groups}

-- Lets go of pending entries that somebody has deleted from the stream: nobody can handle them any more. Redis 7 does so
-- when they are claimed; before, they would stay for ever and keep everything after them from being trimmed.
--
-- KEYS: source   ARGV: group, least silence in ms
-- Returns their entry ids.
local gone = {}
for _, pending in ipairs(redis.call('XPENDING', KEYS[1], ARGV[1], 'IDLE', ARGV[2], '-', '+', 100)) do
  if #redis.call('XRANGE', KEYS[1], pending[1], pending[1]) == 0 then
    redis.call('XACK', KEYS[1], ARGV[1], pending[1])
    gone[#gone + 1] = pending[1]
  end
end
return gone

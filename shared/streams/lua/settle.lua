-- Settles a batch: for every entry that is still ours, first writes what becomes of it, then acknowledges it.
-- Sending it twice is safe: what has been settled is no longer pending and is passed over.
--
-- KEYS: source, target, due, waiting, dead, settled counts
-- ARGV: group, consumer, number of entries, then for each entry, in the order of their ids:
--       entry id, outcome, wait in ms, number of fields, the fields
-- Returns one character for each entry: 1 settled now, 0 no longer ours.
local source, target, due, waiting, dead = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local group, consumer, count = ARGV[1], ARGV[2], tonumber(ARGV[3])

-- A write that changes nothing. Redis checks its memory limit at a script's first write only, and this one needs no
-- memory: what is in the pipeline must be able to leave it when Redis is full, or Redis would stay full for ever.
redis.call('XACK', source, group, '0-0')

local ids, at = {}, 4
for i = 1, count do
  ids[i] = at
  at = at + 4 + tonumber(ARGV[at + 3])
end
local ours = {}
for _, pending in ipairs(redis.call('XPENDING', source, group, ARGV[ids[1]], ARGV[ids[count]], count + 1000, consumer)) do
  ours[pending[1]] = true
end

local now
local acknowledged, flags, counts = {}, {}, {}
for i = 1, count do
  at = ids[i]
  local id, outcome, fields = ARGV[at], ARGV[at + 1], tonumber(ARGV[at + 3])
  if ours[id] then
    if outcome == 'done' and fields > 0 then
      redis.call('XADD', target, '*', unpack(ARGV, at + 4, at + 3 + fields))
    elseif outcome == 'retried' then
      if not now then
        local time = redis.call('TIME')
        now = time[1] * 1000 + math.floor(time[2] / 1000)
      end
      local place = redis.call('XADD', waiting, '*', unpack(ARGV, at + 4, at + 3 + fields))
      redis.call('ZADD', due, string.format('%.0f', now + ARGV[at + 2]), place)
    elseif outcome == 'dead_lettered' then
      redis.call('XADD', dead, '*', unpack(ARGV, at + 4, at + 3 + fields))
    end
    acknowledged[#acknowledged + 1] = id
    counts[outcome] = (counts[outcome] or 0) + 1
    flags[i] = '1'
  else
    flags[i] = '0'
  end
end
for first = 1, #acknowledged, 1000 do
  redis.call('XACK', source, group, unpack(acknowledged, first, math.min(first + 999, #acknowledged)))
end
for outcome, messages in pairs(counts) do redis.call('HINCRBY', KEYS[6], outcome, messages) end
return table.concat(flags)

-- Settles a batch: for every entry that is still ours, first writes what becomes of it, then acknowledges it.
-- Sending it twice is safe: what has been settled is no longer pending and is passed over.
--
-- It also notes how far the stage has come, so that a consumer group that gets lost can be made again where it was:
-- up to where everything is settled, and what is settled beyond. An entry of those that comes again is passed over.
--
-- KEYS: source, due, waiting, dead, settled counts, settled, settled ahead, target, further targets
-- ARGV: group, consumer, number of entries, then for each entry, in the order of their ids:
--       entry id, outcome, wait in ms, number of messages, then for each message: which of KEYS, number of fields,
--       the fields
-- Returns one character for each entry: 1 settled now, 0 no longer ours or settled before.
local source, due, waiting, settled, ahead = KEYS[1], KEYS[2], KEYS[3], KEYS[6], KEYS[7]
local group, consumer, count = ARGV[1], ARGV[2], tonumber(ARGV[3])

-- A write that changes nothing. Redis checks its memory limit at a script's first write only, and this one needs no
-- memory: what is in the pipeline must be able to leave it when Redis is full, or Redis would stay full for ever.
redis.call('XACK', source, group, '0-0')

local starts, at = {}, 4
for i = 1, count do
  starts[i] = at
  local messages = tonumber(ARGV[at + 3])
  at = at + 4
  for _ = 1, messages do at = at + 2 + ARGV[at + 1] end
end
local first, last, ours = ARGV[starts[1]], ARGV[starts[count]], {}
for _, pending in ipairs(redis.call('XPENDING', source, group, first, last, count + 1000, consumer)) do
  ours[pending[1]] = true
end

if redis.call('EXISTS', ahead) == 1 then
  for id in pairs(ours) do
    if redis.call('ZSCORE', ahead, id) then
      redis.call('XACK', source, group, id)
      ours[id] = nil
    end
  end
end

local acknowledged, flags, counts = {}, {}, {}
for i = 1, count do
  at = starts[i]
  local id, outcome, wait, messages = ARGV[at], ARGV[at + 1], ARGV[at + 2], tonumber(ARGV[at + 3])
  flags[i] = '0'
  if ours[id] then
    at = at + 4
    for _ = 1, messages do
      local key, fields = KEYS[tonumber(ARGV[at])], ARGV[at + 1]
      local place = redis.call('XADD', key, '*', unpack(ARGV, at + 2, at + 1 + fields))
      if key == waiting then
        local time = redis.call('TIME')
        redis.call('ZADD', due, string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000) + wait), place)
      end
      at = at + 2 + fields
    end
    acknowledged[#acknowledged + 1] = id
    counts[outcome] = (counts[outcome] or 0) + 1
    flags[i] = '1'
  end
end
for from = 1, #acknowledged, 1000 do
  redis.call('XACK', source, group, unpack(acknowledged, from, math.min(from + 999, #acknowledged)))
end
for outcome, messages in pairs(counts) do redis.call('HINCRBY', KEYS[5], outcome, messages) end

local function parts(id)
  local ms, seq = string.match(id, '(%d+)-(%d+)')
  return tonumber(ms), tonumber(seq)
end
local unsettled = redis.call('XPENDING', source, group)
if unsettled[1] > 0 then
  local least_ms, least_seq = parts(unsettled[2])
  redis.call('SET', settled, unsettled[2])
  for _, id in ipairs(acknowledged) do
    local ms, seq = parts(id)
    if ms > least_ms or (ms == least_ms and seq > least_seq) then redis.call('ZADD', ahead, ms, id) end
  end
  redis.call('ZREMRANGEBYSCORE', ahead, '-inf', '(' .. least_ms)
elseif #acknowledged > 0 then
  for _, flat in ipairs(redis.call('XINFO', 'GROUPS', source)) do
    local about = {}
    for i = 1, #flat, 2 do about[flat[i]] = flat[i + 1] end
    if about['name'] == group then
      local ms, seq = parts(about['last-delivered-id'])
      redis.call('SET', settled, string.format('%.0f-%.0f', ms, seq + 1))
      -- What lies further ahead is of a group that got lost, and has not come again yet.
      redis.call('ZREMRANGEBYSCORE', ahead, '-inf', '(' .. ms)
    end
  end
end
return table.concat(flags)

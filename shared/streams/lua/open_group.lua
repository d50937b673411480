-- Makes a stage's consumer group where it is missing: at the start of the stream, so that nothing published before the
-- stage's first start is passed over, or, when the group was there before and got lost, where it had come to.
--
-- KEYS: source, settled   ARGV: group
-- Returns 1 if the group was made, 0 if it was there.
redis.call('XACK', KEYS[1], ARGV[1], '0-0')  -- changes nothing; see settle.lua on the memory limit
if redis.call('EXISTS', KEYS[1]) == 1 then
  for _, flat in ipairs(redis.call('XINFO', 'GROUPS', KEYS[1])) do
    for i = 1, #flat, 2 do
      if flat[i] == 'name' and flat[i + 1] == ARGV[1] then return 0 end
    end
  end
end
local start, settled = '0', redis.call('EXISTS', KEYS[1]) == 1 and redis.call('GET', KEYS[2])
if settled then
  local ms, seq = string.match(settled, '(%d+)-(%d+)')
  if tonumber(seq) > 0 then
    start = string.format('%s-%.0f', ms, tonumber(seq) - 1)
  else
    start = string.format('%.0f-18446744073709551615', tonumber(ms) - 1)
  end
end
redis.call('XGROUP', 'CREATE', KEYS[1], ARGV[1], start, 'MKSTREAM')
return 1

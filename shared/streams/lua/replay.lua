-- Puts a dead letter's original message back on its stream, with a fresh count of attempts, and removes the letter.
--
-- KEYS: dead, the stream it failed on
-- ARGV: the letter's entry id, correlation id, submission, and where it first came on the stream if it does not say so
-- Returns the new entry id; nil when there is no such letter any more; an empty text when it holds no such fields.
local entry = redis.call('XRANGE', KEYS[1], ARGV[1], ARGV[1])[1]
if not entry then return nil end
local envelope = {cid = true, submission = true, attempt = true, arrival = true}
local fields, arrival = {}, ARGV[4]
for i = 1, #entry[2], 2 do
  local name = string.match(entry[2][i], '^original%.(.*)$')
  if name == 'arrival' then arrival = entry[2][i + 1] end
  if name and not envelope[name] then
    fields[#fields + 1] = name
    fields[#fields + 1] = entry[2][i + 1]
  end
end
if #fields == 0 then return '' end
for _, field in ipairs({'cid', ARGV[2], 'submission', ARGV[3], 'arrival', arrival}) do fields[#fields + 1] = field end
local place = redis.call('XADD', KEYS[2], '*', unpack(fields))
redis.call('XDEL', KEYS[1], ARGV[1])
return place

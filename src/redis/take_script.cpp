#include "redis/allowances.hpp"

namespace serval::redis {

// It counts as src/store does (sliding_log.cpp, token_bucket.cpp, window.cpp), by Redis' own time, in microseconds. Lua's numbers are doubles:
// exact up to 2^53, of which the microseconds since 1970 leave 200 years.
//
// What is remembered of a key is an array:
//   {'window', banned until, when the newest mark began, how much was taken, the first mark's last taking, its takings, the second mark's …}
//   {'bucket', banned until, when it was looked at, the nanoseconds that filling it up took then}
const std::string_view take_script = R"lua(
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local takes = ARGV[1] == '1'
local most_marks = 128

local function forget(state, claim)
    local size = #state
    local first = 5
    local clock_went_back = size > 4 and state[size - 1] > now + claim.period
    while first < size and (clock_went_back or state[first] + claim.period <= now) do
        state[4] = state[4] - state[first + 1]
        first = first + 2
    end
    local gone = first - 5
    if gone == 0 then return end
    for i = first, size do state[i - gone] = state[i] end
    for i = size, size - gone + 1, -1 do state[i] = nil end
end

local window = {}

function window.new(banned) return {'window', banned, 0, 0} end

function window.stand(state, claim)
    forget(state, claim)
    if state[4] < claim.amount then
        local wait = 0
        if #state > 4 then wait = state[5] + claim.period - now end
        return true, claim.amount - state[4], wait * 1000
    end
    local left = state[4]
    local mark = 3
    repeat
        mark = mark + 2
        left = left - state[mark + 1]
    until left < claim.amount
    return false, 0, (state[mark] + claim.period - now) * 1000
end

function window.take(state, claim)
    local size = #state
    local last = now
    if size > 4 then last = math.max(now, state[size - 1]) end
    if size > 4 and last - state[3] <= claim.moment then
        state[size - 1] = last
        state[size] = state[size] + 1
    else
        state[size + 1] = last
        state[size + 2] = 1
        state[3] = last
    end
    state[4] = state[4] + 1
end

function window.idle_at(state, claim)
    if #state == 4 then return 0 end
    return state[#state - 1] + claim.period
end

local bucket = {}

function bucket.new(banned) return {'bucket', banned, 0, 0} end

-- How long filling up takes from now on. It is never emptier than empty, also when the clock has gone back.
local function lack(state, claim)
    return math.min(math.max(state[4] - (now - state[3]) * 1000, 0), claim.pace * claim.burst)
end

function bucket.stand(state, claim)
    local there = claim.pace * claim.burst - lack(state, claim)
    local rest = math.fmod(there, claim.pace)
    local tokens = (there - rest) / claim.pace
    local wait = 0
    if tokens < claim.burst then wait = claim.pace - rest end
    return tokens > 0, tokens, wait
end

function bucket.take(state, claim)
    state[4] = lack(state, claim) + claim.pace
    state[3] = now
end

function bucket.idle_at(state) return state[3] + math.ceil(state[4] / 1000) end

local function load(key, counter, kind)
    local kept = redis.call('GET', key)
    if not kept then return counter.new(0) end
    local state = cmsgpack.unpack(kept)
    if state[1] ~= kind then return counter.new(state[2]) end
    return state
end

local function keep(claim)
    local idle_at = math.max(claim.state[2], claim.counter.idle_at(claim.state, claim))
    local ttl = math.max(math.ceil((idle_at - now) / 1000), 1)
    redis.call('SET', claim.key, cmsgpack.pack(claim.state), 'PX', string.format('%.0f', ttl))
end

local function stand(claim)
    local state = claim.state
    if state[2] > now then
        claim.wait = (state[2] - now) * 1000
        return false
    end
    local is_allowed
    is_allowed, claim.remaining, claim.wait = claim.counter.stand(state, claim)
    if is_allowed or claim.ban == 0 then return is_allowed end
    claim.wait = math.max(claim.wait, claim.ban * 1000)
    state[2] = now + math.ceil(claim.wait / 1000)
    keep(claim)
    return false
end

local claims = {}
local all_allowed = true
for i, key in ipairs(KEYS) do
    local at = (i - 1) * 6 + 2
    local kind = ARGV[at]
    local claim = {key = key, counter = kind == 'bucket' and bucket or window, amount = tonumber(ARGV[at + 1]),
                   period = tonumber(ARGV[at + 2]), burst = tonumber(ARGV[at + 3]), pace = tonumber(ARGV[at + 4]),
                   ban = tonumber(ARGV[at + 5]), moment = 0, remaining = 0, wait = 0}
    if claim.amount > most_marks then claim.moment = math.floor(claim.period / most_marks) end
    claim.state = load(key, claim.counter, kind)
    claim.is_allowed = stand(claim)
    all_allowed = all_allowed and claim.is_allowed
    claims[i] = claim
end

local answer = {0}
if takes and all_allowed then
    answer[1] = 1
    for _, claim in ipairs(claims) do
        claim.counter.take(claim.state, claim)
        keep(claim)
        local _, remaining, wait = claim.counter.stand(claim.state, claim)
        claim.remaining, claim.wait = remaining, wait
    end
end
for _, claim in ipairs(claims) do
    answer[#answer + 1] = claim.is_allowed and 1 or 0
    answer[#answer + 1] = claim.remaining
    answer[#answer + 1] = claim.wait
end
return answer
)lua";

}  // namespace serval::redis

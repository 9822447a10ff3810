-- wrk -s pipeline.lua URL -- DEPTH: so many requests at once on each connection, and the next when all are answered.
function init(arguments)
    local batch = {}
    for i = 1, tonumber(arguments[1]) do batch[i] = wrk.format() end
    requests = table.concat(batch)
end
function request() return requests end

#include <serval/logging/access_line.hpp>

#include <algorithm>
#include <array>

namespace serval {
namespace {

/** `q=dune&limit=5` with each value as `*`. */
void append_names(std::string& out, std::string_view query) {
    while (!query.empty()) {
        const std::string_view pair = query.substr(0, std::min(query.find('&'), query.size()));
        const auto equals = pair.find('=');
        out.append(pair.substr(0, equals)).append(equals != pair.npos ? "=*" : "");
        query.remove_prefix(pair.size());
        if (query.empty()) return;
        out += '&';
        query.remove_prefix(1);
    }
}

}  // namespace

std::string logged_target(std::string_view target, LoggedQuery query) {
    const auto mark = std::min(target.find('?'), target.size());
    if (query == LoggedQuery::whole || mark == target.size()) return std::string{target};
    std::string shown{target.substr(0, mark)};
    if (query == LoggedQuery::omitted) return shown;
    shown += '?';
    append_names(shown, target.substr(mark + 1));
    return shown;
}

void write_access_line(const Log& log, const AccessLine& line, LoggedQuery query) noexcept try {
    if (!log.enabled(LogLevel::info)) return;
    const std::string target = logged_target(line.target, query);
    const std::array<LogField, 8> fields{{{"method", line.method.name()},
                                          {"target", target},
                                          {"status", static_cast<unsigned>(line.status)},
                                          {"bytes", line.bytes},
                                          {"microseconds", std::int64_t{line.took.count()}},
                                          {"remote", line.remote_address},
                                          {"request_id", line.request_id},
                                          {"trace_id", line.trace_id}}};
    const LogFields all{fields};
    log.write(LogLevel::info, "request", line.trace_id.empty() ? all.first(7) : all, true);
} catch (...) {
    // Only memory can be wanting; the request has been answered, its line is lost.
}

}  // namespace serval

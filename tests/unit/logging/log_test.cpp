#include <catch2/catch.hpp>

#include <serval/logging/memory_log.hpp>

#include <thread>

using namespace serval;

namespace {

struct ThrowingSink final : LogSink {
    void write(const LogRecord&) override { throw 42; }
    void flush() override { throw 42; }
};

}  // namespace

TEST_CASE("a log line says its level, its message and its fields in order", "[logging]") {
    auto lines = std::make_shared<MemoryLog>();
    const Log log{lines};
    const std::string address = "127.0.0.1:8000";
    log.info("listening", {{"address", address}, {"loops", 4U}, {"change", -1}, {"load", 0.5}, {"secure", false}});
    REQUIRE(lines->lines() == std::vector<std::string>{
                                  "info listening address=127.0.0.1:8000 loops=4 change=-1 load=0.5 secure=false"});
}

TEST_CASE("a log lets through its own level and what lies above it", "[logging]") {
    const auto level = GENERATE(LogLevel::debug, LogLevel::info, LogLevel::warning, LogLevel::error, LogLevel::off);
    auto lines = std::make_shared<MemoryLog>();
    const Log log{lines, level};
    log.debug("d");
    log.info("i");
    log.warning("w");
    log.error("e");
    const std::vector<std::string> all{"debug d", "info i", "warning w", "error e"};
    REQUIRE(lines->lines() == std::vector<std::string>{all.begin() + static_cast<int>(level), all.end()});
}

TEST_CASE("nothing can be written at level off", "[logging]") {
    auto lines = std::make_shared<MemoryLog>();
    Log{lines, LogLevel::debug}.write(LogLevel::off, "never", {});
    REQUIRE(lines->lines().empty());
}

TEST_CASE("a log that was given no sink is silent", "[logging]") {
    const Log silent;
    REQUIRE_FALSE(silent.enabled(LogLevel::error));
    REQUIRE_FALSE(Log{nullptr, LogLevel::debug}.enabled(LogLevel::error));
    silent.error("nobody hears this");
    silent.flush();
}

TEST_CASE("a level is found by its name", "[logging]") {
    for (const LogLevel level : {LogLevel::debug, LogLevel::info, LogLevel::warning, LogLevel::error, LogLevel::off}) {
        REQUIRE(parse_log_level(name(level)) == level);
    }
    REQUIRE_FALSE(parse_log_level("INFO"));
    REQUIRE_FALSE(parse_log_level(""));
}

TEST_CASE("a sink that throws never throws into the caller", "[logging]") {
    const Log log{std::make_shared<ThrowingSink>()};
    log.error("lost");
    log.flush();
    SUCCEED("no exception came through");
}

TEST_CASE("a log with bound fields says them with every line, and keeps what it was given", "[logging]") {
    auto lines = std::make_shared<MemoryLog>();
    const Log plain{lines};
    Log inner;
    {
        const std::string id = "a request id that is far too long for a small string";
        const Log outer = plain.with({{"request_id", id}});
        inner = outer.with({{"attempt", 2}, {"user", std::string{"ada"}}});
    }
    inner.warning("slow", {{"took", 7}});
    plain.info("bare");
    REQUIRE(lines->lines() == std::vector<std::string>{
                                  "warning slow request_id=\"a request id that is far too long for a small string\" "
                                  "attempt=2 user=ada took=7",
                                  "info bare"});
}

TEST_CASE("two logs in one process share nothing", "[logging]") {
    auto one = std::make_shared<MemoryLog>();
    auto other = std::make_shared<MemoryLog>();
    Log{one}.info("first");
    Log{other}.info("second");
    REQUIRE(one->lines() == std::vector<std::string>{"info first"});
    REQUIRE(other->lines() == std::vector<std::string>{"info second"});
}

TEST_CASE("a memory log finds and forgets its lines", "[logging]") {
    MemoryLog lines;
    lines.write({{}, LogLevel::info, "hello", {}, {}});
    REQUIRE(lines.contains("hell"));
    REQUIRE_FALSE(lines.contains("heaven"));
    lines.clear();
    REQUIRE_FALSE(lines.contains("hell"));
}

TEST_CASE("threads that write into one log lose no line", "[logging]") {
    auto lines = std::make_shared<MemoryLog>();
    const Log log{lines};
    std::vector<std::thread> writers;
    for (int writer = 0; writer < 4; ++writer) {
        writers.emplace_back([&log, writer] {
            const Log own = log.with({{"writer", writer}});
            for (int i = 0; i < 250; ++i) own.info("line", {{"i", i}});
        });
    }
    for (std::thread& writer : writers) writer.join();
    REQUIRE(lines->lines().size() == 1000);
}

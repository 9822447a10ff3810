#include <catch2/catch.hpp>

#include <serval/logging/log_settings.hpp>

#include "logging/batching_sink.hpp"
#include "logging/line_format.hpp"

#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <stdexcept>
#include <thread>

#include <unistd.h>

using namespace serval;

namespace {

/** A path of its own that is gone again with the test. */
class TemporaryFile {
public:
    TemporaryFile() {
        std::string pattern = (std::filesystem::temp_directory_path() / "serval-log-XXXXXX").string();
        ::close(::mkstemp(pattern.data()));
        path_ = pattern;
    }
    ~TemporaryFile() { std::filesystem::remove(path_); }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;

    [[nodiscard]] const std::string& path() const noexcept { return path_; }

    [[nodiscard]] std::vector<std::string> lines() const {
        std::ifstream file{path_};
        std::vector<std::string> all;
        for (std::string line; std::getline(file, line);) all.push_back(line);
        return all;
    }

private:
    std::string path_;
};

/** Keeps each write as one entry, can be told to fail, and can be waited for. */
class Writes {
public:
    void add(std::string_view lines) {
        const std::lock_guard lock{mutex_};
        if (fails) throw std::runtime_error{"no space left"};
        all_.emplace_back(lines);
        changed_.notify_all();
    }

    [[nodiscard]] std::vector<std::string> all() const {
        const std::lock_guard lock{mutex_};
        return all_;
    }

    bool wait_for(std::size_t count) {
        std::unique_lock lock{mutex_};
        return changed_.wait_for(lock, std::chrono::seconds{30}, [&] { return all_.size() >= count; });
    }

    bool fails = false;

private:
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<std::string> all_;
};

class WritesOutput final : public detail::LineOutput {
public:
    explicit WritesOutput(Writes& writes) : writes_{writes} {}
    void write(std::string_view lines) override { writes_.add(lines); }

private:
    Writes& writes_;
};

std::shared_ptr<LogSink> batching_into(Writes& writes) {
    return std::make_shared<detail::BatchingSink>(std::make_unique<WritesOutput>(writes), detail::append_untimed_line);
}

}  // namespace

TEST_CASE("a log is appended to its file, one line for each message", "[logging]") {
    const TemporaryFile file;
    for (const auto* message : {"first", "second"}) {
        open_log({.destination = file.path()}).info(message, {{"n", 1}});
    }
    const auto lines = file.lines();
    REQUIRE(lines.size() == 2);
    REQUIRE_THAT(lines[0], Catch::EndsWith("Z info first n=1"));
    REQUIRE_THAT(lines[1], Catch::EndsWith("Z info second n=1"));
}

TEST_CASE("a log of JSON lines begins each with its time", "[logging]") {
    const TemporaryFile file;
    open_log({.format = LogFormat::json, .destination = file.path()}).error("broken");
    REQUIRE(file.lines().size() == 1);
    REQUIRE_THAT(file.lines()[0], Catch::StartsWith("{\"time\":\"2") && Catch::EndsWith(R"("level":"error","message":"broken"})"));
}

TEST_CASE("a log at level off opens nothing", "[logging]") {
    REQUIRE_FALSE(open_log({.level = LogLevel::off, .destination = "/nowhere/at/all"}).enabled(LogLevel::error));
}

TEST_CASE("a destination that cannot be opened is named", "[logging]") {
    REQUIRE_THROWS_WITH(open_log({.destination = "/dev/null/log"}), Catch::Contains("cannot be written to \"/dev/null/log\""));
}

TEST_CASE("lines that may wait are written together, all others at once and behind them", "[logging]") {
    Writes writes;
    const Log log{batching_into(writes)};
    log.write(LogLevel::info, "one", {}, true);
    log.write(LogLevel::info, "two", {}, true);
    log.info("three");
    log.info("four");
    REQUIRE(writes.all().back() == "info four");
    std::string together;
    for (const std::string& each : writes.all()) together += each + "\n";
    REQUIRE(together == "info one\ninfo two\ninfo three\ninfo four\n");
}

TEST_CASE("lines that wait are written without anybody asking", "[logging]") {
    Writes writes;
    const Log log{batching_into(writes)};
    log.write(LogLevel::info, "waiting", {}, true);
    REQUIRE(writes.wait_for(1));
    log.write(LogLevel::info, "again", {}, true);
    REQUIRE(writes.wait_for(2));
    REQUIRE(writes.all() == std::vector<std::string>{"info waiting", "info again"});
}

TEST_CASE("a batch that is full is written by whoever filled it", "[logging]") {
    Writes writes;
    const Log log{batching_into(writes)};
    const std::string half(20 * 1024, 'x');
    log.write(LogLevel::info, half, {}, true);
    log.write(LogLevel::info, half, {}, true);
    std::size_t written = 0;
    for (const std::string& each : writes.all()) written += each.size();
    REQUIRE(written > 2 * half.size());
}

TEST_CASE("flushing and the end of a log write what waits", "[logging]") {
    Writes writes;
    {
        const Log log{batching_into(writes)};
        log.write(LogLevel::info, "flushed", {}, true);
        log.flush();
        REQUIRE(writes.all() == std::vector<std::string>{"info flushed"});
        log.write(LogLevel::info, "last", {}, true);
    }
    REQUIRE(writes.all() == std::vector<std::string>{"info flushed", "info last"});
}

TEST_CASE("lines that could not be written are counted and told of later", "[logging]") {
    Writes writes;
    const Log log{batching_into(writes)};
    writes.fails = true;
    log.info("gone");
    log.info("gone too");
    writes.fails = false;
    log.info("back");
    REQUIRE(writes.all() == std::vector<std::string>{"warning log lines were lost lines=2", "info back"});
}

TEST_CASE("threads that batch lose no line and keep their own order", "[logging]") {
    Writes writes;
    constexpr int lines_each = 2000;
    {
        const Log log{batching_into(writes)};
        std::vector<std::thread> writers;
        for (int writer = 0; writer < 6; ++writer) {
            writers.emplace_back([&log, writer] {
                for (int i = 0; i < lines_each; ++i) {
                    const std::array<LogField, 2> fields{{{"writer", writer}, {"i", i}}};
                    log.write(LogLevel::info, "line", fields, i % 100 != 0);
                }
            });
        }
        for (std::thread& writer : writers) writer.join();
    }
    std::map<int, int> next;
    for (const std::string& batch : writes.all()) {
        std::istringstream lines{batch};
        for (std::string line; std::getline(lines, line);) {
            int writer = -1;
            int i = -1;
            REQUIRE(std::sscanf(line.c_str(), "info line writer=%d i=%d", &writer, &i) == 2);
            REQUIRE(i == next[writer]++);
        }
    }
    REQUIRE(next == std::map<int, int>{{0, 2000}, {1, 2000}, {2, 2000}, {3, 2000}, {4, 2000}, {5, 2000}});
}

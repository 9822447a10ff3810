#include <catch2/catch.hpp>

#include <serval/logging/access_line.hpp>
#include <serval/logging/memory_log.hpp>

using namespace serval;

namespace {

AccessLine some_line() {
    AccessLine line;
    line.method = Method::post;
    line.target = "/books?token=s3cret";
    line.status = Status::created;
    line.bytes = 17;
    line.took = std::chrono::microseconds{250};
    line.remote_address = "::1";
    line.request_id = "abc";
    return line;
}

struct Records final : LogSink {
    void write(const LogRecord& record) override { may_wait.push_back(record.may_wait); }
    std::vector<bool> may_wait;
};

}  // namespace

TEST_CASE("an access line tells of the request, without the values of its query", "[logging]") {
    auto lines = std::make_shared<MemoryLog>();
    auto line = some_line();
    write_access_line(Log{lines}, line, LoggedQuery::names);
    line.trace_id = "0af7651916cd43dd8448eb211c80319c";
    write_access_line(Log{lines}, line, LoggedQuery::omitted);
    REQUIRE(lines->lines() ==
            std::vector<std::string>{
                "info request method=POST target=\"/books?token=*\" status=201 bytes=17 microseconds=250 remote=::1 "
                "request_id=abc",
                "info request method=POST target=/books status=201 bytes=17 microseconds=250 remote=::1 request_id=abc "
                "trace_id=0af7651916cd43dd8448eb211c80319c"});
}

TEST_CASE("access lines may wait for each other", "[logging]") {
    auto records = std::make_shared<Records>();
    write_access_line(Log{records}, some_line(), LoggedQuery::whole);
    REQUIRE(records->may_wait == std::vector<bool>{true});
}

TEST_CASE("a log above level info writes no access lines", "[logging]") {
    auto lines = std::make_shared<MemoryLog>();
    write_access_line(Log{lines, LogLevel::warning}, some_line(), LoggedQuery::whole);
    REQUIRE(lines->lines().empty());
}

TEST_CASE("a logged target shows as much of the query as it may", "[logging]") {
    REQUIRE(logged_target("/b?q=dune&limit=5", LoggedQuery::whole) == "/b?q=dune&limit=5");
    REQUIRE(logged_target("/b?q=dune&limit=5", LoggedQuery::names) == "/b?q=*&limit=*");
    REQUIRE(logged_target("/b?q=dune&limit=5", LoggedQuery::omitted) == "/b");
    REQUIRE(logged_target("/b", LoggedQuery::names) == "/b");
    REQUIRE(logged_target("/b?", LoggedQuery::names) == "/b?");
    REQUIRE(logged_target("/b?flag&x==y&&z=", LoggedQuery::names) == "/b?flag&x=*&&z=*");
}

#include <catch2/catch.hpp>

#include <serval/http/date.hpp>
#include <serval/serval.hpp>
#include <serval/testing.hpp>

#include "temporary_folder.hpp"

#include <chrono>
#include <filesystem>

#include <sys/stat.h>

using namespace serval;
using namespace std::chrono_literals;

namespace {

const std::string numbers = "0123456789";

/** An app that hands out the files of a folder. */
class FileApp {
public:
    FileApp() : client_{make_app(folder_.path())} {
        folder_.write("numbers.txt", numbers);
        client_.render_errors();
    }

    [[nodiscard]] test::Client& client() { return client_; }
    [[nodiscard]] const test::TemporaryFolder& folder() const { return folder_; }

    test::Response get(std::string_view path, std::initializer_list<std::pair<std::string_view, std::string_view>> headers = {}) {
        return ask(Method::get, path, headers);
    }
    test::Response ask(Method method, std::string_view path, std::initializer_list<std::pair<std::string_view, std::string_view>> headers = {}) {
        auto request = client_.request(method, path);
        for (const auto& [name, value] : headers) request.header(name, value);
        return request.send();
    }

private:
    static App make_app(const std::string& folder) {
        App app{test::settings()};
        app.get<"/files/{path:path}">([folder](Path<"path", std::string> path) { return File::below(folder, *path); });
        app.get<"/blocking">([folder] { return File{folder + "/numbers.txt"}; }).blocking();
        app.post<"/export">([folder] { return File{folder + "/numbers.txt"}; });
        app.get<"/picture">([folder] { return File{folder + "/numbers.txt"}.media_type("image/x-own"); });
        app.get<"/save">([folder] { return File{folder + "/numbers.txt"}.attachment(); });
        app.get<"/save-as">([folder] { return File{folder + "/numbers.txt"}.attachment("Zählung.txt"); });
        app.get<"/kept">([folder] { return Reply{File{folder + "/numbers.txt"}}.header("Cache-Control", "max-age=60"); });
        app.get<"/accepted">([folder] { return Reply<File, Status::accepted>{File{folder + "/numbers.txt"}}; });
        app.get<"/perhaps">([folder](Query<"there", bool> there) {
            return *there ? std::optional{File{folder + "/numbers.txt"}} : std::nullopt;
        });
        return app;
    }

    test::TemporaryFolder folder_;
    test::Client client_;
};

}  // namespace

TEST_CASE("a file is answered as it is", "[serialization]") {
    FileApp app;
    const auto response = app.get("/files/numbers.txt");
    CHECK(response.status() == Status::ok);
    CHECK(response.body() == numbers);
    CHECK(response.header("Content-Type") == "text/plain; charset=utf-8");
    CHECK(response.header("Accept-Ranges") == "bytes");
    CHECK(response.header("Last-Modified").ends_with(" GMT"));
    CHECK(response.header("ETag").size() > 8);
    CHECK(response.header("Content-Disposition").empty());
    CHECK(app.get("/blocking").body() == numbers);
}

TEST_CASE("a file of many pieces is answered whole, an empty one with nothing", "[serialization]") {
    FileApp app;
    std::string large;
    for (int i = 0; large.size() < 1'000'000; ++i) large += std::to_string(i) + '\n';
    app.folder().write("large.bin", large);
    app.folder().write("empty.bin", "");
    CHECK(app.get("/files/large.bin").body() == large);
    CHECK(app.get("/files/large.bin", {{"Range", "bytes=100000-299999"}}).body() == large.substr(100'000, 200'000));
    const auto empty = app.get("/files/empty.bin");
    CHECK(empty.status() == Status::ok);
    CHECK(empty.body().empty());
}

TEST_CASE("what is no file is not found", "[serialization]") {
    FileApp app;
    std::filesystem::create_directory(app.folder().file("folder.png"));
    REQUIRE(::mkfifo(app.folder().file("pipe").c_str(), 0600) == 0);
    std::filesystem::create_symlink("circle", app.folder().file("circle"));
    for (const std::string& name : {std::string{"absent.txt"}, std::string{"folder.png"}, std::string{"pipe"}, std::string{"circle"},
                                    std::string{"numbers.txt/below"}, std::string(300, 'x')}) {
        CAPTURE(name);
        CHECK(app.get("/files/" + name).status() == Status::not_found);
    }
}

TEST_CASE("a client does not get out of the folder that it is given", "[serialization]") {
    FileApp app;
    std::filesystem::create_directory(app.folder().file("inner"));
    app.folder().write("inner/numbers.txt", numbers);
    CHECK(app.get("/files/inner/numbers.txt").body() == numbers);
    CHECK(app.get("/files/inner/..numbers.txt").status() == Status::not_found);
    for (const char* const path : {"inner/%2E%2E/numbers.txt", "inner%2F..%2Fnumbers.txt", "..%2Fetc%2Fpasswd", "%2Fetc%2Fpasswd", "/etc/passwd",
                                   "numbers.txt%00.png", "inner/..", ".."}) {
        CAPTURE(path);
        CHECK(is_client_error(app.get(std::string{"/files/"} + path).status()));
    }
    CHECK(File::below("/srv", "a/../b").path().empty());
    CHECK(File::below("/srv", "").path().empty());
    CHECK(File::below("/srv", std::string_view{"a\0b", 3}).path().empty());
    CHECK(File::below("/srv", "a/..b/c..").path() == "/srv/a/..b/c..");
}

TEST_CASE("a file that is there and cannot be read is an error, not an absence", "[serialization]") {
    if (::geteuid() == 0) return;   // whom nothing is forbidden
    FileApp app;
    ::chmod(app.folder().write("secret.txt", "x").c_str(), 0);
    CHECK(app.get("/files/secret.txt").status() == Status::internal_server_error);
}

TEST_CASE("a part of a file is what its range says", "[serialization]") {
    FileApp app;
    const auto part = app.get("/files/numbers.txt", {{"Range", "bytes=2-4"}});
    CHECK(part.status() == Status::partial_content);
    CHECK(part.body() == "234");
    CHECK(part.header("Content-Range") == "bytes 2-4/10");
    CHECK(part.header("ETag") == app.get("/files/numbers.txt").header("ETag"));
    CHECK(app.get("/files/numbers.txt", {{"Range", "bytes=-3"}}).body() == "789");
    CHECK(app.get("/files/numbers.txt", {{"Range", "bytes=0-1,5-6"}}).status() == Status::ok);
}

TEST_CASE("a range that has nothing is refused with how much there is", "[serialization]") {
    FileApp app;
    const auto refused = app.get("/files/numbers.txt", {{"Range", "bytes=10-"}});
    CHECK(refused.status() == Status::range_not_satisfiable);
    CHECK(refused.header("Content-Range") == "bytes */10");
    CHECK(refused.header("Content-Type") == "application/problem+json");
}

TEST_CASE("a part is given only of the state that the client has seen, otherwise all", "[serialization]") {
    FileApp app;
    const auto whole = app.get("/files/numbers.txt");
    const std::string tag = whole.header("ETag");
    const std::string date = whole.header("Last-Modified");
    const auto status = [&](std::string_view condition) {
        return app.get("/files/numbers.txt", {{"Range", "bytes=2-4"}, {"If-Range", condition}}).status();
    };
    CHECK(status(tag) == Status::partial_content);
    CHECK(status(date) == Status::partial_content);
    CHECK(status("W/" + tag) == Status::ok);
    CHECK(status("\"other\"") == Status::ok);
    CHECK(status("Mon, 02 Nov 2020 10:00:00 GMT") == Status::ok);
}

TEST_CASE("a client that has the file is spared it", "[serialization]") {
    FileApp app;
    const auto whole = app.get("/files/numbers.txt");
    const auto spared = app.get("/files/numbers.txt", {{"If-None-Match", whole.header("ETag")}, {"Range", "bytes=2-4"}});
    CHECK(spared.status() == Status::not_modified);
    CHECK(spared.body().empty());
    CHECK(spared.header("ETag") == whole.header("ETag"));
    CHECK(spared.header("Content-Type").empty());
    CHECK(app.get("/files/numbers.txt", {{"If-Modified-Since", whole.header("Last-Modified")}}).status() == Status::not_modified);
    CHECK(app.get("/files/numbers.txt", {{"If-Match", "\"other\""}}).status() == Status::precondition_failed);
}

TEST_CASE("a file that has changed has another tag", "[serialization]") {
    FileApp app;
    const std::string tag = app.get("/files/numbers.txt").header("ETag");
    const auto path = app.folder().file("numbers.txt");
    std::filesystem::last_write_time(path, std::filesystem::last_write_time(path) + 1ns);
    CHECK(app.get("/files/numbers.txt").header("ETag") != tag);
}

TEST_CASE("a file of tomorrow is told to be of today", "[serialization]") {
    FileApp app;
    const auto path = app.folder().file("numbers.txt");
    std::filesystem::last_write_time(path, std::filesystem::file_time_type::clock::now() + 48h);
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    const auto told = parse_http_date(app.get("/files/numbers.txt").header("Last-Modified"), now);
    REQUIRE(told.has_value());
    CHECK(*told - now < 24h);
}

TEST_CASE("HEAD tells of a file without reading it", "[serialization]") {
    FileApp app;
    const auto response = app.ask(Method::head, "/files/numbers.txt", {{"Range", "bytes=2-4"}});
    CHECK(response.status() == Status::ok);
    CHECK(response.body().empty());
    CHECK(response.header("ETag") == app.get("/files/numbers.txt").header("ETag"));
}

TEST_CASE("an answer that is no look at the file is whole", "[serialization]") {
    FileApp app;
    for (const auto& response : {app.ask(Method::post, "/export", {{"Range", "bytes=2-4"}, {"If-None-Match", "*"}}),
                                 app.get("/accepted", {{"Range", "bytes=2-4"}, {"If-None-Match", "*"}})}) {
        CHECK(response.body() == numbers);
        CHECK(response.header("Accept-Ranges").empty());
    }
    CHECK(app.ask(Method::post, "/export").status() == Status::created);
    CHECK(app.get("/accepted").status() == Status::accepted);
}

TEST_CASE("a handler says what a file is, and that it is to be saved", "[serialization]") {
    FileApp app;
    CHECK(app.get("/picture").header("Content-Type") == "image/x-own");
    CHECK(app.get("/save").header("Content-Disposition") == "attachment; filename=\"numbers.txt\"");
    CHECK(app.get("/save-as").header("Content-Disposition") == "attachment; filename=\"Z__hlung.txt\"; filename*=UTF-8''Z%C3%A4hlung.txt");
    CHECK(app.get("/kept").header("Cache-Control") == "max-age=60");
    CHECK(app.get("/kept").body() == numbers);
}

TEST_CASE("a file may be one of the outcomes", "[serialization]") {
    FileApp app;
    CHECK(app.get("/perhaps?there=true").body() == numbers);
    CHECK(app.get("/perhaps?there=false").status() == Status::not_found);
}

TEST_CASE("the documentation says how a file may be answered", "[serialization]") {
    FileApp app;
    const auto document = app.get("/openapi.json").json();
    const auto& responses = document["paths"]["/files/{path}"]["get"]["responses"];
    for (const char* const status : {"200", "206", "304", "404", "412", "416"}) {
        CAPTURE(status);
        CHECK(responses.contains(status));
    }
    CHECK(responses["200"]["content"]["*/*"]["schema"] == Json{{"type", "string"}, {"format", "binary"}});
    CHECK(responses["206"]["headers"].contains("Content-Range"));
    CHECK_FALSE(document["paths"]["/export"]["post"]["responses"].contains("206"));
    CHECK_FALSE(document["paths"]["/accepted"]["get"]["responses"].contains("206"));
}

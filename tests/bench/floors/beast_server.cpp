// A server of the usual kind on Boost.Beast, to be held against: beast_server [PORT]. It answers what bench_server answers, with
// http::async_read and http::async_write over a tcp_stream, its timer, and nlohmann's JSON. Its handlers take and give structs, as those
// of bench_server do: nlohmann's macro turns trees into them and back.
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <nlohmann/json.hpp>

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;
using nlohmann::json;
using Request = http::request<http::string_body>;
using Response = http::response<http::string_body>;

namespace {

Response answer(const Request& request, http::status status, std::string body, const char* type) {
    Response response{status, request.version()};
    response.set(http::field::server, "beast");
    response.set(http::field::content_type, type);
    response.keep_alive(request.keep_alive());
    response.body() = std::move(body);
    response.prepare_payload();
    return response;
}

Response answer(const Request& request, http::status status, const json& body) {
    return answer(request, status, body.dump(), "application/json");
}

struct NewItem {
    std::string name;
    std::string description;
    double price = 0;
    int quantity = 0;
    std::vector<std::string> tags;
    bool active = false;
};
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(NewItem, name, description, price, quantity, tags, active)

struct Item {
    int id = 0;
    std::string name;
    std::string description;
    double price = 0;
    int quantity = 0;
    std::vector<std::string> tags;
    bool active = false;
};
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Item, id, name, description, price, quantity, tags, active)

struct Entry {
    int id = 0;
    std::string title;
    std::string note;
    double score = 0;
};
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Entry, id, title, note, score)

struct Listing {
    int item = 0;
    std::string q;
    std::vector<Entry> entries;
};
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Listing, item, q, entries)

bool is_good(const NewItem& item) {
    return !item.name.empty() && item.name.size() <= 80 && item.price >= 0 && item.price <= 1e6 && item.quantity >= 0 &&
           item.quantity <= 10'000 && item.tags.size() <= 8;
}

Response keep(const Request& request) {
    try {
        NewItem item = json::parse(request.body()).get<NewItem>();
        if (!is_good(item)) return answer(request, http::status::bad_request, {{"detail", "wrong"}});
        const Item kept{1, std::move(item.name), std::move(item.description), item.price, item.quantity, std::move(item.tags), item.active};
        return answer(request, http::status::created, kept);
    } catch (const json::exception&) {
        return answer(request, http::status::bad_request, {{"detail", "wrong"}});
    }
}

std::string parameter(std::string_view target, std::string_view name) {
    const std::size_t at = target.find(name);
    if (at == std::string_view::npos) return {};
    const std::string_view value = target.substr(at + name.size());
    return std::string{value.substr(0, value.find('&'))};
}

Response list(const Request& request, std::string_view target) {
    int id = 0;
    std::from_chars(target.data() + 7, target.data() + target.size(), id);
    const int limit = std::atoi(parameter(target, "limit=").c_str());
    Listing listing{id, parameter(target, "q="), {}};
    for (int i = 0; i < limit; ++i) {
        listing.entries.push_back({id + i, "An entry of the listing", "something said of it, in a line", 0.25 * i});
    }
    return answer(request, http::status::ok, listing);
}

Response respond(const Request& request) {
    const std::string_view target{request.target().data(), request.target().size()};
    if (target == "/plaintext") return answer(request, http::status::ok, "Hello, World!", "text/plain");
    if (target == "/json") return answer(request, http::status::ok, {{"message", "Hello, World!"}});
    if (target == "/items" && request.method() == http::verb::post) return keep(request);
    if (target.starts_with("/items/")) return list(request, target);
    return answer(request, http::status::not_found, {{"detail", "not found"}});
}

class Session : public std::enable_shared_from_this<Session> {
public:
    explicit Session(tcp::socket socket) : stream_{std::move(socket)} { stream_.socket().set_option(tcp::no_delay{true}); }

    void read() {
        request_ = {};
        stream_.expires_after(std::chrono::seconds{30});
        http::async_read(stream_, buffer_, request_, [self = shared_from_this()](beast::error_code error, std::size_t) {
            if (!error) self->write();
        });
    }

private:
    void write() {
        response_.emplace(respond(request_));
        http::async_write(stream_, *response_, [self = shared_from_this()](beast::error_code error, std::size_t) {
            if (!error && self->response_->keep_alive()) self->read();
        });
    }

    beast::tcp_stream stream_;
    beast::flat_buffer buffer_;
    Request request_;
    std::optional<Response> response_;
};

void accept(tcp::acceptor& acceptor) {
    acceptor.async_accept([&acceptor](beast::error_code error, tcp::socket socket) {
        if (error) return;
        std::make_shared<Session>(std::move(socket))->read();
        accept(acceptor);
    });
}

}  // namespace

int main(int argc, char** argv) {
    const auto port = static_cast<unsigned short>(argc > 1 ? std::atoi(argv[1]) : 0);
    asio::io_context context{1};
    tcp::acceptor acceptor{context, {asio::ip::make_address("127.0.0.1"), port}};
    asio::signal_set signals{context, SIGTERM};
    signals.async_wait([&](beast::error_code, int) { context.stop(); });
    accept(acceptor);
    std::printf("Listening on http://127.0.0.1:%d\n", acceptor.local_endpoint().port());
    std::fflush(stdout);
    context.run();
}

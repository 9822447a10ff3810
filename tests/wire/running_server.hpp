#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include <serval/http/exchange.hpp>

#include "transport/server.hpp"

namespace serval::wire {

/** Answers every request, once its content is there, by a function; what cannot be had of the content is answered with the problem's status. */
class FunctionService final : public Service {
public:
    using Function = std::function<void(Exchange&)>;   // fills the response

    explicit FunctionService(Function function, std::size_t limit = 1 << 20) : function_{std::move(function)}, limit_{limit} {}

    void serve(Exchange& exchange) noexcept override;

private:
    Function function_;
    std::size_t limit_;
};

/** Answers with the request's content, or with its target when it has none. */
void echo(Exchange& exchange);

/** A server on a free port of loopback, stopped at the end of its scope. */
class RunningServer {
public:
    explicit RunningServer(Service& service, ServerSettings settings = {});

    [[nodiscard]] std::uint16_t port() const { return server_.addresses().front().port; }
    [[nodiscard]] Server& server() { return server_; }

private:
    Server server_;
};

/** A certificate made for this run, for localhost. */
[[nodiscard]] TlsSettings test_certificate();

}  // namespace serval::wire

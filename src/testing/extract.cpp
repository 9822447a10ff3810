#include <serval/testing/extract.hpp>

namespace serval::test {

Request make_request(Method method, std::string_view target, Headers headers, std::string body) {
    Request request{method, target};
    request.headers() = std::move(headers);
    request.mutable_body() = std::move(body);
    return request;
}

}  // namespace serval::test

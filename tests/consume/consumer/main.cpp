#include <cstdio>

#include <serval/http/response.hpp>
#include <serval/problem/problem.hpp>

// A little of what is compiled into the library and a little of what its headers hold; 0 when both work.
int main() {
    const serval::Response response = serval::Response::text("hello");
    const serval::Problem problem{serval::Status::not_found};
    std::printf("%s: %s\n", response.body().c_str(), std::string{problem.title()}.c_str());
    return response.header("content-type") == "text/plain; charset=utf-8" && problem.title() == "Not Found" ? 0 : 1;
}

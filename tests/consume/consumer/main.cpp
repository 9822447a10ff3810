#include <cstdio>

#include <serval/http/response.hpp>
#include <serval/problem/problem.hpp>

#include "pages.hpp"

// A little of what is compiled into the library, of what its headers hold, and of a component; 0 when all of it works.
int main() {
    const serval::Response response = serval::Response::text("hello");
    const serval::Problem problem{serval::Status::not_found};
    const bool offline = is_offline();
    std::printf("%s: %s, pages %s\n", response.body().c_str(), std::string{problem.title()}.c_str(),
                offline ? "offline" : "from the network");
    const bool works = response.header("content-type") == "text/plain; charset=utf-8" && problem.title() == "Not Found";
    return works && offline == (CONSUMER_DOCS_UI != 0) ? 0 : 1;
}

#include "bench/instructions.hpp"

#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <stdexcept>

#include <unistd.h>

#include "bench/closed_loop.hpp"
#include "wire/server_process.hpp"

namespace serval::bench {
namespace {

constexpr std::size_t few = 1000;
constexpr std::size_t many = 6000;
constexpr std::size_t connections = 64;

/** A file that is gone at the end of the scope. */
class TemporaryFile {
public:
    TemporaryFile() {
        const int made = ::mkstemp(name_.data());
        if (made < 0) throw std::runtime_error{"no file can be made like " + name_};
        ::close(made);
    }
    ~TemporaryFile() { ::unlink(name_.c_str()); }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;

    [[nodiscard]] const std::string& name() const noexcept { return name_; }

private:
    std::string name_ = "callgrind.out.XXXXXX";
};

std::uint64_t read_total(const std::string& file) {
    static constexpr std::string_view key = "summary: ";
    std::ifstream lines{file};
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with(key)) return std::strtoull(line.c_str() + key.size(), nullptr, 10);
    }
    throw std::runtime_error{"callgrind has told no total"};
}

std::uint64_t count(const std::string& server, const std::string& request, std::size_t requests) {
    const TemporaryFile out;
    wire::ServerProcess process{{"valgrind", "-q", "--tool=callgrind", "--callgrind-out-file=" + out.name(), server}};
    ClosedLoop{process.port(), request, connections}.run(requests);
    process.terminate();
    if (const int code = process.wait(); code != 0) throw std::runtime_error{"the server ended with exit code " + std::to_string(code)};
    return read_total(out.name());
}

}  // namespace

double instructions_per_request(const std::string& server, const std::string& request) {
    const std::uint64_t base = count(server, request, few);
    return static_cast<double>(count(server, request, many) - base) / (many - few);
}

}  // namespace serval::bench

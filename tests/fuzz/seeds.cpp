// Turns the rows of test data written by others, which lie beside the repository, into inputs to begin with:
// fuzz_seeds NAME CORPORA FOLDER writes those that are of use to the target NAME into FOLDER, a file each.
#include <serval/http/base64.hpp>
#include <serval/json.hpp>

#include <fstream>
#include <iostream>
#include <string>

using namespace serval;

namespace {

class Seeds {
public:
    explicit Seeds(std::string folder) : folder_{std::move(folder)} {}

    void add(const std::string& text) { std::ofstream{folder_ + "/" + std::to_string(count_++), std::ios::binary} << text; }

private:
    std::string folder_;
    int count_ = 0;
};

std::string decoded(const Json& row, const char* name) { return from_base64(row.value(name, std::string{})).value_or(""); }

/** Calls `take` with each row of the file of JSON lines at `path`; with none where it is not there. */
template <class Take>
void each_row(const std::string& path, Take take) {
    std::ifstream file{path};
    for (std::string line; std::getline(file, line);) take(Json::parse(line));
}

void add_accept(const std::string& path, Seeds& seeds) {
    std::ifstream file{path};
    if (!file) return;
    for (const Json& group : Json::parse(file)) {
        for (const Json& row : group) {
            for (const Json& part : row) {
                if (part.is_string()) seeds.add(part.get<std::string>());
            }
        }
    }
}

void add_seeds(const std::string& name, const std::string& corpora, Seeds& seeds) {
    if (name == "http1") each_row(corpora + "/http1.jsonl", [&](const Json& row) { seeds.add(decoded(row, "raw")); });
    if (name == "json") each_row(corpora + "/json.jsonl", [&](const Json& row) { seeds.add(decoded(row, "text")); });
    if (name == "negotiation") add_accept(corpora + "/accept.json", seeds);
    if (name == "form") {
        each_row(corpora + "/multipart.jsonl", [&](const Json& row) {
            seeds.add(row.value("boundary", std::string{}) + "\n" + decoded(row, "body"));
        });
    }
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 4) {
        std::cerr << "usage: fuzz_seeds NAME CORPORA FOLDER\n";
        return 2;
    }
    Seeds seeds{argv[3]};
    add_seeds(argv[1], argv[2], seeds);
}

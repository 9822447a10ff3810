#pragma once

#include <string>
#include <thread>
#include <vector>

#include "wire/listening.hpp"

namespace serval::test {

/** Listens as Redis does, and answers what comes on each connection by a list of texts: one for whatever arrives at once.
    After the last one it says nothing more.
*/
class ScriptedRedis {
public:
    explicit ScriptedRedis(std::vector<std::string> answers);
    ~ScriptedRedis();
    ScriptedRedis(const ScriptedRedis&) = delete;
    ScriptedRedis& operator=(const ScriptedRedis&) = delete;

    [[nodiscard]] std::string url() const { return "redis://127.0.0.1:" + std::to_string(listening_.port()); }

private:
    void serve(std::stop_token stop) const;
    void converse(std::stop_token stop, int socket) const;

    wire::Listening listening_;
    std::vector<std::string> answers_;
    std::jthread thread_;
};

}  // namespace serval::test

#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "wire/wire_client.hpp"

namespace serval::wire {

/** Clients that ask on and on for one target after another, and what they were answered. */
class Crowd {
public:
    Crowd(std::uint16_t port, std::vector<std::string> targets) : targets_{std::move(targets)} {
        for (int i = 0; i < 4; ++i) {
            threads_.emplace_back([this, port](const std::stop_token& stop) { ask(port, stop); });
        }
    }

    [[nodiscard]] int count(const std::string& target, int status) {
        const std::lock_guard lock{mutex_};
        return answers_[target][status];
    }
    /** Return when so many more answers of this kind have come; false when the crowd has to wait too long for one. */
    bool await(const std::string& target, int status, int more) {
        const int wanted = count(target, status) + more;
        while (count(target, status) < wanted) {
            if (is_kept_waiting_) return false;
            std::this_thread::yield();
        }
        return true;
    }
    /** What was answered in all, by target and status. */
    std::map<std::string, std::map<int, int>> leave() {
        threads_.clear();
        return answers_;
    }

private:
    void ask(std::uint16_t port, const std::stop_token& stop) {
        WireClient client{port};
        for (std::size_t i = 0; !stop.stop_requested(); ++i) {
            const std::string& target = targets_[i % targets_.size()];
            const int status = status_of(client, target);   // 0 when there is no answer within five seconds
            const std::lock_guard lock{mutex_};
            ++answers_[target][status];
            if (status == 0) is_kept_waiting_ = true;
        }
    }

    std::vector<std::string> targets_;
    std::mutex mutex_;
    std::map<std::string, std::map<int, int>> answers_;
    std::atomic<bool> is_kept_waiting_ = false;
    std::vector<std::jthread> threads_;
};

}  // namespace serval::wire

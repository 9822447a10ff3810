#include "soak/good_client.hpp"

#include <algorithm>
#include <stdexcept>

#include "wire/wire_client.hpp"

namespace serval::soak {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds pause_between{2};

double milliseconds_since(Clock::time_point began) { return std::chrono::duration<double, std::milli>{Clock::now() - began}.count(); }

double at(const std::vector<double>& sorted, double share) {
    if (sorted.empty()) return 0;
    return sorted[std::min(sorted.size() - 1, static_cast<std::size_t>(share * static_cast<double>(sorted.size())))];
}

}  // namespace

GoodClient::GoodClient(std::uint16_t port, std::string target)
    : port_{port}, request_{"GET " + std::move(target) + " HTTP/1.1\r\nHost: a\r\n\r\n"}, thread_{[this] { ask_on(); }} {}

GoodClient::~GoodClient() {
    leaving_ = true;
    if (thread_.joinable()) thread_.join();
}

Service GoodClient::leave() {
    leaving_ = true;
    thread_.join();
    std::sort(times_.begin(), times_.end());
    return {times_.size(), failures_, at(times_, 0.5), at(times_, 0.99), at(times_, 1)};
}

void GoodClient::ask_on() {
    while (!leaving_) {
        try {
            ask_over_one_connection();
        } catch (const std::runtime_error&) {
            ++failures_;
        }
    }
}

void GoodClient::ask_over_one_connection() {
    auto began = Clock::now();
    wire::WireClient client{port_};
    for (int i = 0; i < 4; ++i) {
        client.send(request_);
        const auto reply = client.receive();
        if (!reply || reply->status != 200) throw std::runtime_error{"no good answer"};
        times_.push_back(milliseconds_since(began));
        std::this_thread::sleep_for(pause_between);
        began = Clock::now();
    }
}

}  // namespace serval::soak

#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <serval/detail/unique_function.hpp>

#include "transport/server_loop.hpp"

namespace serval::detail {

/** Asks every loop once a second whether it is held. One that has not answered the last time is told of by the name of what holds it,
    once until it answers again, and another accepts in its place.
*/
class Watchdog {
public:
    /** @param warn  Told in a sentence. */
    Watchdog(boost::asio::io_context& control, const std::vector<std::unique_ptr<ServerLoop>>& loops,
             UniqueFunction<void(std::string_view)>& warn);

    void start();

private:
    struct Watched {
        ServerLoop& loop;
        bool is_held = false;
    };

    void look();
    void look_at(Watched& watched);
    void find_stand_in(ServerLoop& held);

    boost::asio::steady_timer timer_;
    std::vector<Watched> loops_;
    UniqueFunction<void(std::string_view)>& warn_;
};

}  // namespace serval::detail

#pragma once

#include <string>
#include <type_traits>
#include <utility>

#include <serval/detail/shared_function.hpp>

namespace serval {

/** A letter to somebody: plain text, in UTF-8. */
struct Mail {
    std::string to{};
    std::string subject{};
    std::string text{};
};

/** Sends mail, in whatever way the application does: `app.own(MailSender{[](const Mail& mail) { … }});`.

    The function is called on a worker and may take its time; it throws when it fails. Called on many threads at once. Copies share it.
*/
class MailSender {
public:
    template <class Send>
        requires std::is_invocable_v<const Send&, const Mail&>
    explicit MailSender(Send send) : send_{std::move(send)} {}

    void send(const Mail& mail) const { send_(mail); }

private:
    SharedFunction<void(const Mail&)> send_;
};

}  // namespace serval

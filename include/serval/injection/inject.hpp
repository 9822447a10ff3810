#pragma once

#include <optional>
#include <vector>

#include <serval/injection/services.hpp>
#include <serval/validation/argument.hpp>
#include <serval/validation/extraction.hpp>

namespace serval {

/** A dependency of a handler: the app's instance of `T`, or the one made for this request.

    What is asked for must have been given by `app.own`, `app.provide` or `app.provide_per_request`; the app is not
    built otherwise. A test puts its own in the place by a second `app.own`.
    One of this request is made when the handler is called, on the handler's thread.
*/
template <class T>
class Inject {
public:
    explicit Inject(T& service) noexcept : service_{&service} {}

    [[nodiscard]] T& operator*() const noexcept { return *service_; }
    [[nodiscard]] T* operator->() const noexcept { return service_; }
    operator T&() const noexcept { return *service_; }

    [[nodiscard]] static Inject take(RequestServices& services) { return Inject{*static_cast<T*>(services.get(ServiceKey::of<T>()))}; }
    [[nodiscard]] static std::optional<Inject> extract(Extraction& in) { return take(in.services()); }

    static void describe(std::vector<Argument>& out) {
        detail::declare(out, {.source = Argument::Source::injected, .injected = type_id<T>, .injected_name = detail::type_name<T>});
    }

private:
    T* service_;
};

}  // namespace serval

#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include <serval/detail/owned_pointer.hpp>
#include <serval/endpoint/routes.hpp>
#include <serval/endpoint/urls.hpp>
#include <serval/openapi/api_info.hpp>
#include <serval/server/app_error.hpp>
#include <serval/server/settings.hpp>

namespace serval {

class Log;
class ResponseCache;
class SharedStore;
enum class TrailingSlash : std::uint8_t;

namespace detail {
class AppCore;
}

/** A web API: its endpoints, its policies, and what they need. Many may live in one process.

    First it is told everything, on one thread; then `run` (or a test client) builds it, which reports every mistake
    at once, and from then on it does not change. It may be moved until it is built.
*/
class App : public PolicyBuilder<App>, public VerbBuilder<App> {
public:
    explicit App(Settings settings = {});
    ~App();
    App(App&&) noexcept;
    App& operator=(App&&) noexcept;

    [[nodiscard]] const Settings& settings() const noexcept;
    /** Where the app logs to. */
    [[nodiscard]] const Log& log() const noexcept;
    /** Log elsewhere than the settings say: in a test, to a `MemoryLog`. */
    App& log_to(Log log);
    /** Say what the documentation tells of the whole API. */
    App& info(ApiInfo info);

    /** Keep `value` for as long as the app lives, and hand it to whoever asks for its type: a controller's constructor, `Inject<T>`.
        A second value of a type takes the place of the first, which is how a test brings its own; the first lives on for those who have
        a reference to it.
    */
    template <class T>
    T& own(T value) {
        static_assert(std::is_move_constructible_v<T>, "What the app is to own by value can be moved: hand in a std::shared_ptr to what cannot.");
        return registry().services().own(std::make_shared<T>(std::move(value)));
    }
    /** The same for what cannot be moved, or is asked for by an interface: `own<Clock>(std::make_shared<FakeClock>())`. */
    template <class T>
    T& own(std::shared_ptr<T> instance) {
        return registry().services().own(std::move(instance));
    }
    template <class T>
    T& own(std::unique_ptr<T> instance) {
        return registry().services().own(std::shared_ptr<T>{std::move(instance)});
    }
    /** One `T` for the app, made by `factory` when the app is built; it takes what it needs by reference. */
    template <class T, class Factory>
    App& provide(Factory factory) {
        registry().services().template provide<T>(std::move(factory));
        return *this;
    }
    /** One `T` for each request that asks for it; `factory` may take `Request&` too.
        @see Services::provide_per_request for how a `T` learns that its request has gone well.
    */
    template <class T, class Factory>
    App& provide_per_request(Factory factory) {
        registry().services().template provide_per_request<T>(std::move(factory));
        return *this;
    }

    /** A level with a prefix: `auto v1 = app.group<"/v1">();`. */
    template <FixedString Prefix>
    Group<Prefix> group() {
        return top().template group<Prefix>();
    }
    /** Add a controller's endpoints: `app.mount<"/books", BookController>();`. It is made when the app is built. */
    template <FixedString Pattern, class Controller>
    Group<Pattern> mount() {
        return top().template mount<Pattern, Controller>();
    }

    /** Run before the first request is taken; an exception stops the start. In order of declaration. */
    App& on_start(UniqueFunction<void()> hook);
    /** Run after the last request was answered; in the reverse order of declaration. */
    App& on_stop(UniqueFunction<void()> hook);
    /** What `/readyz` asks: false, or an exception, makes it answer 503. */
    App& ready_when(std::string name, UniqueFunction<bool()> check);
    /** What becomes of paths with a slash too many or too few at the end; refused by default. */
    App& trailing_slash(TrailingSlash policy) noexcept;
    /** Where `.cache(…)` keeps answers; this process's memory by default. */
    App& cache_in(std::shared_ptr<ResponseCache> cache);

    /** Where policies remember what concerns later requests; this process's memory by default. `Inject<SharedStore>` asks for it. */
    App& store_in(std::shared_ptr<SharedStore> store);

    /** Find every mistake, and make what endpoints need. Called by `run` and by a test client; once it has
        succeeded, a second time does nothing. An app that failed may be mended and built again.
        @throws AppError naming all that is wrong.
    */
    void build();

    /** Makes the paths of routes. The app has been built. */
    [[nodiscard]] Urls urls() const noexcept;

    /** Do what the settings' command says: serve until SIGINT or SIGTERM, or print. Returns the exit code of the program;
        prints what went wrong to the standard error stream.
    */
    [[nodiscard]] int run();

    [[nodiscard]] Policies& policies() noexcept;
    /** For the server and the test client. */
    [[nodiscard]] detail::AppCore& core() noexcept { return *core_; }

private:
    friend VerbBuilder<App>;

    [[nodiscard]] Registry& registry() noexcept;
    [[nodiscard]] Group<""> top() noexcept { return {registry(), registry().root()}; }

    using Owner = void;

    template <FixedString Pattern, class F>
    static consteval void check() {
        Group<"">::check<Pattern, F>();
    }

    EndpointBuilder add_route(Method method, std::string_view pattern, std::unique_ptr<Handler> handler, const HandlerKey& key) {
        return top().add_route(method, pattern, std::move(handler), key);
    }

    detail::OwnedPointer<detail::AppCore> core_;
};

/** A program's `main`: read the settings, make the app, and do what it was started for. Returns the exit code; what is wrong
    with the settings or the app is printed to the standard error stream, all of it at once.

    `int main(int argc, char** argv) { return serval::run(argc, argv, make_app); }`
*/
[[nodiscard]] int run(int argc, const char* const* argv, App (*make)(Settings), const Program& program = {});

}  // namespace serval

#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <serval/detail/type_id.hpp>
#include <serval/detail/type_name.hpp>
#include <serval/detail/unique_function.hpp>
#include <serval/endpoint/signature.hpp>

namespace serval {

class Request;

/** A type that can be asked for, with its name for messages. */
struct ServiceKey {
    TypeId type = nullptr;
    std::string_view name{};

    template <class T>
    [[nodiscard]] static ServiceKey of() noexcept {
        return {type_id<T>, detail::type_name<T>};
    }
    friend bool operator==(const ServiceKey& a, const ServiceKey& b) noexcept { return a.type == b.type; }
};

/** Gives what a factory or a handler asks for. */
class ServiceSource {
public:
    virtual ~ServiceSource() = default;
    /** The instance of `key`; never null, because the app would not have been built without it. */
    [[nodiscard]] virtual void* get(const ServiceKey& key) = 0;
    /** The request that is being answered; null while the app is built. */
    [[nodiscard]] virtual Request* request() noexcept = 0;
};

/** How one type is made. */
struct ServiceRecipe {
    using Make = UniqueFunction<std::shared_ptr<void>(ServiceSource&)>;

    ServiceKey key;
    std::vector<ServiceKey> needs;
    bool per_request = false;
    Make make;
    void (*succeeded)(void* instance) = nullptr;   // see RequestServices::succeed
    std::optional<bool> blocks{};                  // what its type says; nothing: as what it needs does
};

namespace detail {

template <class Parameter>
using ServiceOf = std::remove_cvref_t<Parameter>;

template <class Parameter>
decltype(auto) service_argument(ServiceSource& source) {
    using Service = ServiceOf<Parameter>;
    if constexpr (std::is_same_v<Service, Request>) {
        return *source.request();
    } else {
        return *static_cast<Service*>(source.get(ServiceKey::of<Service>()));
    }
}

/** What `T` says of itself: `static constexpr bool blocks = true` of a type that holds the thread of whoever uses it. */
template <class T>
[[nodiscard]] constexpr std::optional<bool> says_blocks() noexcept {
    if constexpr (requires { T::blocks; }) return static_cast<bool>(T::blocks);
    else return std::nullopt;
}

/** Has something to do once the request that it was made for has gone well. */
template <class T>
concept AwaitsSuccess = requires(T& service) { service.request_succeeded(); };

/** Whether what a factory returned can be kept as a `T`. */
template <class Made, class T>
inline constexpr bool makes = std::is_same_v<Made, T> || std::is_convertible_v<Made, std::shared_ptr<T>> || std::is_convertible_v<Made, T>;

template <class T, bool PerRequest, class Factory, class... Parameters>
ServiceRecipe recipe_for(Factory factory, TypeList<Parameters...>) {
    static_assert((std::is_lvalue_reference_v<Parameters> && ...),
                  "A factory takes what it needs by reference: write `Database& database`.");
    static_assert(PerRequest || !(std::is_same_v<ServiceOf<Parameters>, Request> || ...),
                  "A factory that makes one instance for the app cannot take a Request&: use provide_per_request.");
    static_assert(makes<std::remove_cvref_t<ResultOf<Factory>>, T>, "A factory returns what it is to make, or a pointer to it.");
    ServiceRecipe recipe{ServiceKey::of<T>(), {}, PerRequest, {}, nullptr, says_blocks<T>()};
    (recipe.needs.push_back(ServiceKey::of<ServiceOf<Parameters>>()), ...);
    recipe.make = [factory = std::move(factory)](ServiceSource& source) mutable -> std::shared_ptr<void> {
        using Made = std::remove_cvref_t<decltype(factory(service_argument<Parameters>(source)...))>;
        if constexpr (std::is_convertible_v<Made, std::shared_ptr<T>>) {
            return std::shared_ptr<T>{factory(service_argument<Parameters>(source)...)};
        } else {
            return std::shared_ptr<T>{new T(factory(service_argument<Parameters>(source)...))};
        }
    };
    if constexpr (PerRequest && AwaitsSuccess<T>) {
        recipe.succeeded = [](void* instance) { static_cast<T*>(instance)->request_succeeded(); };
    }
    return recipe;
}

}  // namespace detail

namespace detail {
/** The recipe for a `T` whose constructor says what it needs (construct.hpp). */
template <class T>
ServiceRecipe construction_recipe();
}  // namespace detail

/** The dependencies of an app: one instance for all, or one for each request; made when the app is built,
    in the order in which they need one another, and destroyed in the reverse of it.

    Registration is not thread-safe; after `build` look-ups are.
*/
class Services {
public:
    Services();
    ~Services();
    Services(Services&&) noexcept;
    Services& operator=(Services&&) noexcept;

    /** Keep `instance` for as long as the app lives. A second one of its type takes its place; the first lives on all the same, for
        those who have a reference to it.
    */
    template <class T>
    T& own(std::shared_ptr<T> instance) {
        T& result = *instance;
        keep(ServiceKey::of<T>(), std::move(instance), detail::says_blocks<T>());
        return result;
    }

    /** Make one `T` for the app by `factory`, which takes what it needs by reference and returns a `T` or a pointer to one. */
    template <class T, class Factory>
    void provide(Factory factory) {
        static_assert(detail::HasSignature<Factory>, "A factory is a function, or a lambda without `auto` parameters.");
        add(detail::recipe_for<T, false>(std::move(factory), detail::ParametersOf<Factory>{}));
    }

    /** Make one `T` for each request that asks for it; `factory` may take `Request&` too.

        A `T` with a member function `void request_succeeded()` is told when the handler's result has been rendered and is no
        failure, before the response leaves: a transaction commits there. What it throws becomes the response. One that was not
        told is destroyed all the same, and takes back what it did. Of several, the last made is told first.
    */
    template <class T, class Factory>
    void provide_per_request(Factory factory) {
        static_assert(detail::HasSignature<Factory>, "A factory is a function, or a lambda without `auto` parameters.");
        add(detail::recipe_for<T, true>(std::move(factory), detail::ParametersOf<Factory>{}));
    }

    /** Make one `T` for the app by its constructor, unless it is known how to make one. */
    template <class T>
    void offer() {
        if (!knows(ServiceKey::of<T>())) add(detail::construction_recipe<T>());
    }

    /** Make every instance of the app. Returns what is wrong: unknown needs, circles, and one-for-the-app that needs one-for-each-request. */
    [[nodiscard]] std::vector<std::string> build();

    [[nodiscard]] bool knows(const ServiceKey& key) const noexcept;
    /** The app's instance; null when there is none, or when each request has its own. */
    [[nodiscard]] void* find(const ServiceKey& key) const noexcept;
    /** After `build`: whether whoever asks for it is given it. */
    [[nodiscard]] bool can_give(const ServiceKey& key) const noexcept;
    /** Whether each request has its own. */
    [[nodiscard]] bool is_per_request(const ServiceKey& key) const noexcept;
    /** After `build`: who says that it holds the thread of whoever uses `key`, itself or something that it needs; nothing when it does not. */
    [[nodiscard]] std::optional<ServiceKey> blocker(const ServiceKey& key) const noexcept;

private:
    friend class RequestServices;
    class Builder;
    struct Entry;

    void keep(ServiceKey key, std::shared_ptr<void> instance, std::optional<bool> blocks);
    void add(ServiceRecipe recipe);
    [[nodiscard]] Entry* entry(const ServiceKey& key) const noexcept;

    std::vector<std::shared_ptr<void>> replaced_;   // goes last
    std::vector<std::unique_ptr<Entry>> entries_;
    std::vector<Entry*> made_;   // in order of making
};

/** The dependencies as one request sees them: the app's, and its own, made when first asked for. Not thread-safe. */
class RequestServices final : public ServiceSource {
public:
    explicit RequestServices(Services& services) noexcept : services_{services} {}
    ~RequestServices() override { clear(); }
    RequestServices(const RequestServices&) = delete;
    RequestServices& operator=(const RequestServices&) = delete;

    void begin(Request& request) noexcept { request_ = &request; }
    [[nodiscard]] void* get(const ServiceKey& key) override;
    [[nodiscard]] Request* request() noexcept override { return request_; }
    /** Tell what was made for the request that it has gone well. @throws what they throw; then the others are not told. */
    void succeed() {
        if (!instances_.empty()) tell_success();
    }
    /** Destroy what was made for the request, the last made first. */
    void clear() noexcept {
        if (!instances_.empty()) destroy();
    }

private:
    struct Instance {
        TypeId type;
        void (*succeeded)(void* instance);
        std::shared_ptr<void> value;
    };

    void tell_success();
    void destroy() noexcept;

    Services& services_;
    Request* request_ = nullptr;
    std::vector<Instance> instances_;
};

}  // namespace serval

#include <serval/injection/services.hpp>

#include <algorithm>
#include <optional>

namespace serval {

struct Services::Entry {
    ServiceRecipe recipe;
    std::shared_ptr<void> instance;
    enum class State : unsigned char { unmade, being_made, made, impossible } state = State::unmade;
    std::optional<ServiceKey> blocker{};
};

/** Makes instances depth first, so that each is there before those who need it. */
class Services::Builder final : public ServiceSource {
public:
    explicit Builder(Services& services) noexcept : services_{services} {}

    /** Make `entry` unless that was tried before; what is wrong with it is noted. */
    void make(Entry& entry) {
        if (entry.state != Entry::State::unmade) return;
        entry.state = Entry::State::being_made;
        if (entry.recipe.blocks == true) entry.blocker = entry.recipe.key;
        path_.push_back(&entry);
        try {
            for (const ServiceKey& need : entry.recipe.needs) require(need);
            if (!entry.recipe.per_request) entry.instance = entry.recipe.make(*this);
            entry.state = Entry::State::made;
            if (entry.instance != nullptr) services_.made_.push_back(&entry);
        } catch (const Impossible& impossible) {
            entry.state = Entry::State::impossible;
            if (!impossible.what.empty()) mistakes.push_back(quoted(entry.recipe.key) + " " + impossible.what);
        }
        path_.pop_back();
    }

    void* get(const ServiceKey& key) override {
        require(key);
        return services_.find(key);
    }
    Request* request() noexcept override { return nullptr; }

    std::vector<std::string> mistakes;

private:
    /** Why what is being made cannot be; empty when the reason has been noted deeper down. */
    struct Impossible {
        std::string what;
    };

    void require(const ServiceKey& key) {
        Entry& needy = *path_.back();
        const bool per_request = needy.recipe.per_request;
        if (per_request && key.type == type_id<Request>) return;
        if (key.type == type_id<Request>) {
            throw Impossible{"lives as long as the app and needs the request: make it by app.provide_per_request"};
        }
        Entry* const need = services_.entry(key);
        if (need == nullptr) {
            throw Impossible{"needs " + quoted(key) + ", which nobody provides: call app.own or app.provide for it"};
        }
        if (need->state == Entry::State::being_made) throw Impossible{"needs itself: " + circle(*need)};
        make(*need);
        if (need->state != Entry::State::made) throw Impossible{};
        if (need->recipe.per_request && !per_request) {
            throw Impossible{"lives as long as the app and needs " + quoted(key) + ", which lives for one request: make it by app.provide_per_request"};
        }
        if (!needy.recipe.blocks.has_value() && !needy.blocker.has_value()) needy.blocker = need->blocker;
    }

    std::string circle(const Entry& from) const {
        std::string text;
        for (auto at = std::find(path_.begin(), path_.end(), &from); at != path_.end(); ++at) {
            text += quoted((*at)->recipe.key) + " needs ";
        }
        return text + quoted(from.recipe.key);
    }

    static std::string quoted(const ServiceKey& key) { return "\"" + std::string{key.name} + "\""; }

    Services& services_;
    std::vector<Entry*> path_;
};

Services::Services() = default;
Services::Services(Services&&) noexcept = default;

Services& Services::operator=(Services&& other) noexcept {
    std::swap(entries_, other.entries_);
    std::swap(made_, other.made_);
    return *this;
}

Services::~Services() {
    // What was made last may use what was made before it, and all may use what was handed in.
    for (; !made_.empty(); made_.pop_back()) made_.back()->instance.reset();
    for (; !entries_.empty(); entries_.pop_back()) entries_.back().reset();
}

void Services::keep(ServiceKey key, std::shared_ptr<void> instance, std::optional<bool> blocks) {
    add({key, {}, false, {}, nullptr, blocks});
    Entry& kept = *entry(key);
    if (blocks == true) kept.blocker = key;
    kept.instance = std::move(instance);
    kept.state = Entry::State::made;
}

void Services::add(ServiceRecipe recipe) {
    if (Entry* const earlier = entry(recipe.key)) {
        if (earlier->instance != nullptr) replaced_.push_back(std::move(earlier->instance));
        *earlier = Entry{std::move(recipe), nullptr, Entry::State::unmade, {}};
    } else {
        entries_.push_back(std::make_unique<Entry>(Entry{std::move(recipe), nullptr, Entry::State::unmade, {}}));
    }
}

std::vector<std::string> Services::build() {
    for (const auto& entry : entries_) {
        if (entry->state != Entry::State::made) entry->state = Entry::State::unmade;   // what it lacked may be there by now
    }
    Builder builder{*this};
    for (const auto& entry : entries_) builder.make(*entry);
    return std::move(builder.mistakes);
}

Services::Entry* Services::entry(const ServiceKey& key) const noexcept {
    const auto found = std::find_if(entries_.begin(), entries_.end(),
                                    [&](const auto& entry) { return entry->recipe.key == key; });
    return found == entries_.end() ? nullptr : found->get();
}

bool Services::knows(const ServiceKey& key) const noexcept { return entry(key) != nullptr; }

void* Services::find(const ServiceKey& key) const noexcept {
    const Entry* const found = entry(key);
    return found == nullptr ? nullptr : found->instance.get();
}

bool Services::can_give(const ServiceKey& key) const noexcept {
    const Entry* const found = entry(key);
    return found != nullptr && found->state == Entry::State::made;
}

bool Services::is_per_request(const ServiceKey& key) const noexcept {
    const Entry* const found = entry(key);
    return found != nullptr && found->recipe.per_request;
}

std::optional<ServiceKey> Services::blocker(const ServiceKey& key) const noexcept {
    const Entry* const found = entry(key);
    return found == nullptr ? std::nullopt : found->blocker;
}

void* RequestServices::get(const ServiceKey& key) {
    if (void* const shared = services_.find(key)) return shared;
    for (const Instance& instance : instances_) {
        if (instance.type == key.type) return instance.value.get();
    }
    ServiceRecipe& recipe = services_.entry(key)->recipe;
    auto made = recipe.make(*this);
    return instances_.emplace_back(Instance{key.type, recipe.succeeded, std::move(made)}).value.get();
}

void RequestServices::tell_success() {
    for (auto instance = instances_.rbegin(); instance != instances_.rend(); ++instance) {
        if (instance->succeeded != nullptr) instance->succeeded(instance->value.get());
    }
}

void RequestServices::destroy() noexcept {
    for (; !instances_.empty(); instances_.pop_back()) instances_.back().value.reset();
}

}  // namespace serval

#include "model/reading.hpp"

#include <algorithm>

namespace serval::detail {
namespace {

constexpr std::size_t no_field = static_cast<std::size_t>(-1);

std::size_t find_field(const ModelInfo& model, std::string_view name) noexcept {
    const auto& fields = model.fields;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (fields[i].hidden) continue;
        if (fields[i].name == name || (!fields[i].alias.empty() && fields[i].alias == name)) return i;
    }
    return no_field;
}

class ModelReader {
public:
    ModelReader(Reading& reading, const ModelInfo& model, void* object, PartialState* partial, const Trail& at) noexcept
        : in_{reading.in}, reading_{reading}, model_{model}, object_{object}, partial_{partial}, at_{at} {}

    void read() {
        const std::size_t before = reading_.found.count();
        if (partial_ != nullptr) *partial_ = {};
        if (!in_.enter()) return;
        while (in_.next('}')) read_item();
        if (in_.failed() || partial_ != nullptr) return;
        settle_absent(model_, seen_, object_, at_, reading_.found, reading_.as_written);
        if (reading_.found.count() == before) run_checks(model_, object_, at_, reading_.found);
    }

private:
    void read_item() {
        std::size_t index = expected_;
        if (!takes_expected()) {
            const std::string_view name = in_.key();
            if (in_.failed()) return;
            index = find_field(model_, name);
            if (index == no_field) return skip_unknown(name);
        }
        expected_ = index + 1;
        const std::uint64_t bit = std::uint64_t{1} << index;
        if ((seen_ & bit) != 0) return in_.fail("a name is given twice");
        seen_ |= bit;
        read_field(model_.fields[index], bit);
    }

    /** Clients mostly send fields in the order they are declared in, and write names as we do: the one after the last is tried first. */
    bool takes_expected() noexcept {
        if (expected_ >= model_.fields.size()) return false;
        const FieldInfo& field = model_.fields[expected_];
        return !field.hidden && in_.peek() == '"' && in_.take(field.key);
    }

    void skip_unknown(std::string_view name) {
        if (model_.forbids_unknown && !is_computed(model_, name)) add_unknown(name, at_, reading_.found);
        in_.skip();
    }

    void read_field(const FieldInfo& field, std::uint64_t bit) {
        if (!field.is_read() && !reading_.as_written) return void(in_.skip());
        if (partial_ != nullptr) {
            partial_->given |= bit;
            if (in_.peek() == 'n') partial_->null |= bit;
        }
        read_value(reading_, *field.type, member(object_, field), field.rules, Trail{at_, field.name});
    }

    JsonReader& in_;
    Reading& reading_;
    const ModelInfo& model_;
    void* object_;
    PartialState* partial_;
    const Trail& at_;
    std::uint64_t seen_ = 0;
    std::size_t expected_ = 0;
};

/** Puts what a check of the object reports where it belongs. */
class CheckSink final : public ReportSink {
public:
    CheckSink(const ModelInfo& model, const Trail& at, Findings& found) noexcept : model_{model}, at_{at}, found_{found} {}

    [[nodiscard]] const Request* request() const noexcept override { return found_.request(); }

    void add(std::size_t offset, std::string message, std::string code) override {
        if (offset == whole) return found_.add(at_, no_rules(), code, message);
        const FieldInfo& field = model_.fields[field_index(model_, offset)];
        found_.add(Trail{at_, field.name}, field.rules, code, message);
    }

private:
    const ModelInfo& model_;
    const Trail& at_;
    Findings& found_;
};

}  // namespace

void read_model(Reading& reading, const ModelInfo& model, void* object, PartialState* partial, const Trail& at) {
    ModelReader{reading, model, object, partial, at}.read();
}

void settle_absent(const ModelInfo& model, std::uint64_t seen, void* object, const Trail& at, Findings& found, bool as_written) {
    for (const FieldInfo& field : model.fields) {
        const bool given = (seen & 1) != 0;
        seen >>= 1;
        if (given || (as_written ? !field.is_written() : field.read_only)) continue;
        if (field.set_default) field.set_default(member(object, field), found.request());
        else if (field.required) found.add(Trail{at, field.name}, field.rules, "required", "This field is required.");
        else if (field.type->kind == Kind::optional && !field.optional) field.type->optional->reset(member(object, field));
    }
}

void run_checks(const ModelInfo& model, const void* object, const Trail& at, Findings& found) {
    CheckSink sink{model, at, found};
    for (const ObjectCheck& check : model.checks) check(object, sink);
}

bool is_computed(const ModelInfo& model, std::string_view name) noexcept {
    return std::any_of(model.computed.begin(), model.computed.end(), [&](const ComputedField& field) { return field.name == name; });
}

void add_unknown(std::string_view name, const Trail& at, Findings& found) {
    found.add(Trail{at, name}, no_rules(), "unknown", "This field is not known.");
}

}  // namespace serval::detail

namespace serval {

bool check_object(const TypeInfo& type, const void* object, Place place, std::vector<FieldError>& errors, const Request* request) {
    detail::Findings found{errors, place, FieldRules::unlimited, request};
    detail::run_checks(type.model(), object, detail::Trail{}, found);
    return found.count() == 0;
}

}  // namespace serval

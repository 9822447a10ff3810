#include <serval/model/write.hpp>

#include "model/findings.hpp"
#include "model/integer.hpp"
#include "model/json_writer.hpp"

#include <serval/model/json.hpp>
#include <serval/model/model_info.hpp>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <stdexcept>

namespace serval::detail {
namespace {

class Writer {
public:
    explicit Writer(JsonWriter& out) noexcept : out_{out} {}

    void write(const TypeInfo& type, const void* value, const Trail& at) {
        switch (type.kind) {
            case Kind::boolean: return boolean(*static_cast<const bool*>(value));
            case Kind::integer: return integer(type, value);
            case Kind::number: return number(type, value, at);
            case Kind::string: return out_.string(*static_cast<const std::string*>(value));
            case Kind::view: return out_.string(*static_cast<const std::string_view*>(value));
            case Kind::enumeration: return enumeration(type, value, at);
            case Kind::text: return text(type, value);
            case Kind::optional: return optional(type, value, at);
            case Kind::list: return list(type, value, at);
            case Kind::map: return map(type, value, at);
            case Kind::model: return model(type.model(), value, at);
            case Kind::partial: return partial(type, value, at);
            case Kind::any: return any(*static_cast<const Json*>(value), at);
        }
    }

private:
    void boolean(bool value) { out_.put(value ? std::string_view{"true"} : std::string_view{"false"}); }

    void integer(const TypeInfo& type, const void* value) {
        if (type.is_signed) return out_.integer(load_signed(type, value));
        out_.integer(static_cast<std::uint64_t>(load_signed(type, value)));
    }

    void number(const TypeInfo& type, const void* value, const Trail& at) {
        const bool is_written = type.size == sizeof(float) ? out_.real(*static_cast<const float*>(value))
                                                           : out_.real(*static_cast<const double*>(value));
        if (!is_written) refuse_not_finite(at);
    }

    [[noreturn]] static void refuse_not_finite(const Trail& at) {
        throw std::domain_error{fmt::format("the number at \"{}\" is not finite, and JSON has no such number", at.pointer())};
    }

    void enumeration(const TypeInfo& type, const void* value, const Trail& at) {
        const std::int64_t number = load_signed(type, value);
        for (const auto& [name, known] : type.enumeration().names) {
            if (known == number) return out_.string(name);
        }
        throw std::domain_error{fmt::format("the value {} at \"{}\" has no name in {}", number, at.pointer(), type.name)};
    }

    void text(const TypeInfo& type, const void* value) {
        std::string text;
        type.text->format(value, text);
        out_.string(text);
    }

    void optional(const TypeInfo& type, const void* value, const Trail& at) {
        const void* const held = type.optional->get(value);
        if (held == nullptr) out_.put("null");
        else write(*type.inner, held, at);
    }

    void list(const TypeInfo& type, const void* value, const Trail& at) {
        std::size_t index = 0;
        out_.put('[');
        each_item(*type.list, value, [&](const void* item) {
            if (index != 0) out_.put(',');
            write(*type.inner, item, Trail{at, index++});
        });
        out_.put(']');
    }

    struct MapContext {
        Writer& writer;
        const TypeInfo& inner;
        const Trail& at;
        bool is_first = true;
    };

    void map(const TypeInfo& type, const void* value, const Trail& at) {
        MapContext context{*this, *type.inner, at};
        out_.put('{');
        type.map->each(value, &context, [](void* erased, const std::string& key, const void* item) {
            auto& [writer, inner, map_at, is_first] = *static_cast<MapContext*>(erased);
            if (!std::exchange(is_first, false)) writer.out_.put(',');
            writer.out_.string(key);
            writer.out_.put(':');
            writer.write(inner, item, Trail{map_at, key});
        });
        out_.put('}');
    }

    void model(const ModelInfo& info, const void* object, const Trail& at) {
        char before = fields(info, object, ~std::uint64_t{0}, at);
        for (const ComputedField& field : info.computed) {
            computed(field, object, std::exchange(before, ','), at);
        }
        out_.put(before == '{' ? std::string_view{"{}"} : std::string_view{"}"});
    }

    /** Those given; the mark that comes before what follows them. */
    char fields(const ModelInfo& info, const void* object, std::uint64_t given, const Trail& at) {
        char before = '{';
        for (const FieldInfo& field : info.fields) {
            const bool is_given = (given & 1) != 0;
            given >>= 1;
            if (!is_given || !field.is_written()) continue;
            out_.put(before, field.key);
            write(*field.type, static_cast<const char*>(object) + field.offset, Trail{at, field.name});
            before = ',';
        }
        return before;
    }

    struct ComputedContext {
        Writer& writer;
        const ComputedField& field;
        const Trail& at;
    };

    void computed(const ComputedField& field, const void* object, char before, const Trail& at) {
        out_.put(before, field.key);
        ComputedContext context{*this, field, at};
        field.compute(object, &context, [](void* erased, const void* value) {
            const auto& [writer, known, model_at] = *static_cast<ComputedContext*>(erased);
            writer.write(*known.type, value, Trail{model_at, known.name});
        });
    }

    void partial(const TypeInfo& type, const void* value, const Trail& at) {
        void* const erased = const_cast<void*>(value);   // PartialOps serve reading too; nothing is changed here
        const char before = fields(type.model(), type.partial->value(erased), type.partial->state(erased).given, at);
        out_.put(before == '{' ? std::string_view{"{}"} : std::string_view{"}"});
    }

    void any(const Json& value, const Trail& at) {
        switch (value.type()) {
            case Json::value_t::string: return out_.string(value.get_ref<const std::string&>());
            case Json::value_t::boolean: return boolean(value.get<bool>());
            case Json::value_t::number_integer: return out_.integer(value.get<std::int64_t>());
            case Json::value_t::number_unsigned: return out_.integer(value.get<std::uint64_t>());
            case Json::value_t::number_float:
                if (!out_.real(value.get<double>())) refuse_not_finite(at);
                return;
            case Json::value_t::array: return any_array(value, at);
            case Json::value_t::object: return any_object(value, at);
            case Json::value_t::null: return out_.put("null");
            case Json::value_t::binary:
            case Json::value_t::discarded: break;
        }
        throw std::domain_error{fmt::format("the value at \"{}\" is binary, which JSON has no form for", at.pointer())};
    }

    void any_array(const Json& array, const Trail& at) {
        out_.put('[');
        for (std::size_t i = 0; i < array.size(); ++i) {
            if (i != 0) out_.put(',');
            any(array[i], Trail{at, i});
        }
        out_.put(']');
    }

    void any_object(const Json& object, const Trail& at) {
        char before = '{';
        for (const auto& [key, item] : object.items()) {
            out_.put(before);
            out_.string(key);
            out_.put(':');
            any(item, Trail{at, key});
            before = ',';
        }
        out_.put(before == '{' ? std::string_view{"{}"} : std::string_view{"}"});
    }

    JsonWriter& out_;
};

}  // namespace
}  // namespace serval::detail

namespace serval {

void write_json(std::string& out, const TypeInfo& type, const void* value) {
    detail::JsonWriter writer{out};
    detail::Writer{writer}.write(type, value, detail::Trail{});
    writer.finish();
}

}  // namespace serval

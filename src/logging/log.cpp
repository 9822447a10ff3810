#include <serval/logging/log.hpp>

#include <string>
#include <vector>

namespace serval {

/** Owns the fields that a log says with every line. */
class Log::Bound {
public:
    Bound(const Bound* outer, LogFields inner) {
        if (outer != nullptr) add(outer->fields());
        add(inner);
        // Only now: while texts_ grows, what views it would move away.
        for (std::size_t i = 0; i < texts_.size(); ++i) view(i);
    }

    [[nodiscard]] LogFields fields() const noexcept { return fields_; }

private:
    struct Text {
        std::string name;
        std::string value;
    };

    void add(LogFields fields) {
        for (const LogField& field : fields) {
            const auto* text = std::get_if<std::string_view>(&field.value.held());
            texts_.push_back({std::string{field.name}, text != nullptr ? std::string{*text} : std::string{}});
            fields_.push_back(field);
        }
    }

    void view(std::size_t i) {
        fields_[i].name = texts_[i].name;
        if (std::holds_alternative<std::string_view>(fields_[i].value.held())) fields_[i].value = LogValue{texts_[i].value};
    }

    std::vector<Text> texts_;
    std::vector<LogField> fields_;
};

Log::Log(std::shared_ptr<LogSink> sink, LogLevel level) noexcept
    : sink_{std::move(sink)}, level_{sink_ != nullptr ? level : LogLevel::off} {}

void Log::debug(std::string_view message, std::initializer_list<LogField> fields) const noexcept {
    write(LogLevel::debug, message, {fields.begin(), fields.size()});
}

void Log::info(std::string_view message, std::initializer_list<LogField> fields) const noexcept {
    write(LogLevel::info, message, {fields.begin(), fields.size()});
}

void Log::warning(std::string_view message, std::initializer_list<LogField> fields) const noexcept {
    write(LogLevel::warning, message, {fields.begin(), fields.size()});
}

void Log::error(std::string_view message, std::initializer_list<LogField> fields) const noexcept {
    write(LogLevel::error, message, {fields.begin(), fields.size()});
}

void Log::write(LogLevel level, std::string_view message, LogFields fields, bool may_wait) const noexcept try {
    if (!enabled(level)) return;
    const LogFields bound = bound_ != nullptr ? bound_->fields() : LogFields{};
    sink_->write({std::chrono::system_clock::now(), level, message, bound, fields, may_wait});
} catch (...) {
    // A log has nowhere to say that it failed; whoever logs must go on.
}

Log Log::with(std::initializer_list<LogField> fields) const {
    Log log{*this};
    log.bound_ = std::make_shared<const Bound>(bound_.get(), LogFields{fields.begin(), fields.size()});
    return log;
}

void Log::flush() const noexcept try {
    if (sink_ != nullptr) sink_->flush();
} catch (...) {
    // As in write.
}

}  // namespace serval

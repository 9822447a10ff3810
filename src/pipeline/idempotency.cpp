#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <serval/authentication/user.hpp>
#include <serval/problem/http_error.hpp>
#include <serval/store/shared_store.hpp>
#include <serval/tasks/shielded.hpp>

#include "caching/stored_response.hpp"
#include "http/digest.hpp"
#include "http/syntax.hpp"
#include "pipeline/pipeline.hpp"
#include "pipeline/stages.hpp"
#include "store/store_outage.hpp"

namespace serval {
namespace {

/** What the store knows of a request: how far it is, what it asked for, and its answer. */
struct IdempotencyRecord {
    enum class State : char { running = 'r', answered = 'a', too_large = 'l' };

    static constexpr std::size_t fingerprint_size = 44;   // of a SHA-256 in base64

    State state;
    std::string_view fingerprint;
    std::string_view answer;

    [[nodiscard]] static std::optional<IdempotencyRecord> read(std::string_view text) {
        if (text.size() <= fingerprint_size) return std::nullopt;
        return IdempotencyRecord{static_cast<State>(text.front()), text.substr(1, fingerprint_size), text.substr(1 + fingerprint_size)};
    }
    [[nodiscard]] static std::string write(State state, std::string_view fingerprint, std::string_view answer = {}) {
        std::string text(1, static_cast<char>(state));
        return text.append(fingerprint).append(answer);
    }
};

/** The key's own text: it is a string of structured fields (RFC 9651 §3.3.3), for which many clients leave the quotes out. */
std::string key_text(std::string_view field) {
    constexpr std::size_t longest = 255;
    std::string_view rest = detail::trimmed(field);
    std::string key{rest};
    if (rest.starts_with('"')) {
        auto quoted = detail::read_quoted(rest);
        key = quoted.has_value() && rest.empty() ? *std::move(quoted) : std::string{};
    }
    if (!key.empty() && key.size() <= longest) return key;
    throw BadRequest{"The Idempotency-Key is not a text of 1 to 255 characters.", "idempotency_key_invalid"};
}

std::string fingerprint_of(const Request& request) {
    std::string payload{request.target()};
    payload.append("\n").append(request.header("Content-Type").value_or("")).append("\n").append(request.body());
    return detail::sha256_base64(payload);
}

/** Lets the first request of an Idempotency-Key through and keeps its answer, which repeats are given. After validation, so that a
    request that was refused may be mended and sent again under its key.
*/
class IdempotencyStage final : public Stage {
public:
    IdempotencyStage(const Endpoint& endpoint, const Idempotency& how, SharedStore& store, StoreOutage& outage)
        : Stage{Wraps::yes}, name_{route_name(endpoint)}, how_{how}, store_{store}, outage_{outage} {}

    Flow enter(Run& run) const override {
        run.idempotency = {};
        const auto field = run.request().headers().joined("Idempotency-Key");
        if (!field.has_value()) return without_key();
        const std::string key = key_text(*field);
        run.idempotency.record = record_of(run.request(), key);
        run.idempotency.fingerprint = fingerprint_of(run.request());
        return run.await(claim(run)) ? hear(run) : Flow::waits;
    }

    Flow leave(Run& run) const override {
        if (run.idempotency.record.empty()) return Flow::proceed;
        return run.await(shielded(conclude(run))) ? concluded(run) : Flow::waits;
    }

    Flow resume(Run& run) const override { return run.is_going_in() ? hear(run) : concluded(run); }

    std::string describe() const override { return "idempotent"; }

private:
    using Answer = std::shared_ptr<const StoredResponse>;

    [[nodiscard]] Flow without_key() const {
        if (how_.is_required) throw BadRequest{"This request needs an Idempotency-Key.", "idempotency_key_missing"};
        return Flow::proceed;
    }

    [[nodiscard]] std::string record_of(const Request& request, const std::string& key) const {
        const User* const user = user_of(request);
        const std::string who = user != nullptr ? "u" + std::to_string(user->id.size()) + ":" + user->id : "-";
        return "idempotency " + detail::sha256_base64(who + "\n" + name_ + "\n" + key);
    }

    /** The answer to give again; null for the first request of its key. @throws HttpError for a repeat that cannot be answered */
    [[nodiscard]] Task<Answer> claim(Run& run) const {
        const IdempotencyClaim& claim = run.idempotency;
        std::optional<std::string> known;
        while (!known.has_value()) {   // again when the record's time is over between the two questions
            std::string record = IdempotencyRecord::write(IdempotencyRecord::State::running, claim.fingerprint);
            const bool is_first = co_await store_.add(claim.record, std::move(record), how_.running);
            if (is_first) co_return nullptr;
            known = co_await store_.get(claim.record);
        }
        co_return answer_again(*known, claim.fingerprint);
    }

    [[nodiscard]] static Answer answer_again(std::string_view known, std::string_view fingerprint) {
        const auto record = IdempotencyRecord::read(known);
        if (!record.has_value()) throw Conflict{"What is known of this Idempotency-Key cannot be read.", "idempotency_key_used"};
        if (record->fingerprint != fingerprint) {
            throw UnprocessableContent{"This Idempotency-Key was used for another request.", "idempotency_key_reused"};
        }
        if (record->state == IdempotencyRecord::State::running) {
            throw Conflict{"A request with this Idempotency-Key is being processed.", "idempotency_key_in_use"};
        }
        auto answer = decode_response(record->answer);
        if (!answer.has_value()) {
            throw Conflict{"The request with this Idempotency-Key was processed; its answer was not kept.", "idempotency_key_used"};
        }
        return std::make_shared<const StoredResponse>(*std::move(answer));
    }

    Flow hear(Run& run) const {
        try {
            const Answer answer = run.result<Answer>();
            outage_.worked();
            return answer != nullptr ? give_again(run, *answer) : Flow::proceed;
        } catch (const StoreError& error) {
            outage_.failed(error);
            if (!how_.fails_open) throw ServiceUnavailable{};
            run.idempotency.record.clear();
            return Flow::proceed;
        }
    }

    static Flow give_again(Run& run, const StoredResponse& stored) {
        run.response().set_status(stored.status);
        run.response().headers() = stored.headers;
        run.response().body() = stored.body;
        return Flow::answered;
    }

    /** Also when the client is gone: it will be back and ask what became of it. */
    [[nodiscard]] Task<void> conclude(Run& run) const {
        const IdempotencyClaim& claim = run.idempotency;
        if (is_server_error(run.response().status())) {
            co_await store_.erase(claim.record);
            co_return;
        }
        std::string record = finished(run.response(), claim.fingerprint);
        co_await store_.set(claim.record, std::move(record), how_.ttl);
    }

    [[nodiscard]] std::string finished(const Response& response, std::string_view fingerprint) const {
        using State = IdempotencyRecord::State;
        const StoredResponse stored{response.status(), response.headers(), response.body()};
        const bool is_kept = !response.is_streamed() && octets_of(stored) <= how_.answer_octets;
        return is_kept ? IdempotencyRecord::write(State::answered, fingerprint, encode(stored))
                       : IdempotencyRecord::write(State::too_large, fingerprint);
    }

    /** What was done is done, and the client is told, whether or not it could be noted. */
    Flow concluded(Run& run) const {
        outage_.attempt([&] { run.result<void>(); });
        return Flow::proceed;
    }

    std::string name_;
    Idempotency how_;
    SharedStore& store_;
    StoreOutage& outage_;
};

}  // namespace

void keep_idempotent(Stages& stages, const Endpoint& endpoint, SharedStore& store, StoreOutage& outage) {
    const auto how = idempotency_of(endpoint);
    if (how.has_value()) stages.push_back(std::make_unique<IdempotencyStage>(endpoint, *how, store, outage));
}

}  // namespace serval

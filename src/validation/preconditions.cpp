#include <serval/validation/preconditions.hpp>

#include <string>

#include <serval/model/type_of.hpp>
#include <serval/problem/http_error.hpp>

namespace serval {
namespace {

void refuse_unless_met(const Request& request, const std::optional<Validators>& current) {
    if (evaluate_preconditions(request, current) != PreconditionOutcome::met) throw PreconditionFailed{};
}

}  // namespace

void Preconditions::check(const Validators& current) const { refuse_unless_met(*request_, current); }

void Preconditions::check_absent() const { refuse_unless_met(*request_, std::nullopt); }

void Preconditions::require(const Validators& current) const {
    const Headers& headers = request_->headers();
    if (!headers.contains("If-Match") && !headers.contains("If-Unmodified-Since")) throw PreconditionRequired{};
    check(current);
}

std::optional<Preconditions> Preconditions::extract(Extraction& in) { return Preconditions{in.request()}; }

void Preconditions::describe(std::vector<Argument>& out) {
    for (const char* name : {"If-Match", "If-None-Match"}) {
        out.push_back({.source = Argument::Source::header, .name = name, .type = &named_type<std::string>()});
    }
}

}  // namespace serval

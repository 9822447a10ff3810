#include <serval/validation/argument.hpp>

#include <serval/model/write.hpp>

#include "model/default_fault.hpp"

namespace serval::detail {
namespace {

/** Note what becomes of an absent `argument`, and in its `faults` what is wrong with that. */
void describe_default(Argument& argument, const void* value) {
    write_json(argument.default_json, *argument.type, value);
    if (argument.rules == nullptr || !contradictions(*argument.rules).empty()) return;
    auto fault = default_fault(*argument.rules, *argument.type, value, argument.default_json);
    if (fault.has_value()) argument.faults.push_back(std::move(*fault));
}

}  // namespace

void declare(std::vector<Argument>& out, const ArgumentSeed& seed) {
    Argument& argument = out.emplace_back();
    argument.source = seed.source;
    argument.name = seed.name;
    argument.type = seed.type;
    argument.rules = seed.rules;
    argument.required = seed.required;
    argument.many = seed.many;
    argument.media_types.assign(seed.media_types.begin(), seed.media_types.end());
    argument.injected = seed.injected;
    argument.injected_name = seed.injected_name;
    if (seed.default_value != nullptr) describe_default(argument, seed.default_value);
}

}  // namespace serval::detail

#include <serval/testing/response.hpp>

#include <ostream>

namespace serval {

std::ostream& operator<<(std::ostream& out, Status status) { return out << number(status) << ' ' << reason(status); }

namespace test {

const Json& Response::json() const& {
    if (!json_.has_value()) json_ = Json::parse(body_);
    return *json_;
}

Json Response::json() && { return Json::parse(body_); }

void Response::refuse(const std::vector<FieldError>& errors) const {
    std::string text = "the content does not fit the model:";
    for (const FieldError& error : errors) text += "\n  " + error.pointer + ": " + error.message;
    throw std::runtime_error{text + "\nin: " + body_};
}

std::ostream& operator<<(std::ostream& out, const Response& response) {
    out << response.status() << '\n';
    for (const Headers::Field field : response.headers()) out << field.name << ": " << field.value << '\n';
    return out << '\n' << response.body();
}

}  // namespace test
}  // namespace serval

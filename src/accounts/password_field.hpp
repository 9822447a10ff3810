#pragma once

#include <string>

#include <serval/model/fields.hpp>

namespace serval {

/** A password in a body is taken as it is, and never shown. No longer one is read, whatever a policy allows. */
template <auto Member, class T>
void describe_password(Fields<T>& f, std::string help) {
    f.template on<Member>().max_length(1024).keep_blanks().write_only().format("password").help(std::move(help));
}

}  // namespace serval

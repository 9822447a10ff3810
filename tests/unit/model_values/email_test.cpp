#include <serval/model/values/email.hpp>

#include "text_forms.hpp"

using namespace serval;
using namespace serval::test;

TEST_CASE("plain e-mail addresses are read and kept as they are", "[model][email]") {
    for (const std::string_view text :
         {"ada@example.org", "Ada.Lovelace@Example.ORG", "a+tag@sub.example.co.uk", "x@1.example", "a@xn--bcher-kva.example",
          "!#$%&'*+-/=?^_`{|}~@example.org", "root@localhost", "a@b-c.d"}) {
        check_accepted<Email>({{text, text}});
    }
}

TEST_CASE("what mail cannot be delivered to is refused", "[model][email]") {
    check_refused<Email>({{"", "empty"},
                          {"ada", "no @"},
                          {"@example.org", "no local part"},
                          {"ada@", "no domain"},
                          {"ada@@example.org", "two @"},
                          {"a@b@example.org", "two @"},
                          {"ada@example", "a domain of one label"},
                          {"ada@localhost.", "an empty label"},
                          {"ada@example.org.", "an empty label"},
                          {"ada@.example.org", "an empty label"},
                          {"ada@example..org", "an empty label"},
                          {"ada@-example.org", "a label that begins with a hyphen"},
                          {"ada@example-.org", "a label that ends with a hyphen"},
                          {"ada@exa_mple.org", "an underscore in the domain"},
                          {".ada@example.org", "a dot in front"},
                          {"ada.@example.org", "a dot at the end"},
                          {"a..da@example.org", "two dots together"},
                          {"a da@example.org", "a blank"},
                          {" ada@example.org", "a blank in front"},
                          {"ada@example.org\n", "a line break"},
                          {"ada@example.org\r\nBcc: x@example.org", "a header smuggled in"},
                          {"\"ada l\"@example.org", "a quoted local part"},
                          {"ada@[127.0.0.1]", "an address literal"},
                          {"ada@exämple.org", "a domain outside ASCII"},
                          {"Ada <ada@example.org>", "a display name"}});
    CHECK_FALSE(Email::parse(std::string_view{"a\0b@example.org", 15}));
}

TEST_CASE("e-mail addresses are bounded in size", "[model][email]") {
    const std::string label(63, 'd');
    CHECK(Email::parse(std::string(64, 'a') + "@example.org"));
    CHECK_FALSE(Email::parse(std::string(65, 'a') + "@example.org"));
    CHECK(Email::parse("a@" + label + ".org"));
    CHECK_FALSE(Email::parse("a@d" + label + ".org"));
    const std::string domain = label + "." + label + "." + label + ".";
    CHECK(Email::parse(std::string(54, 'a') + "@" + domain + "example"));
    CHECK_FALSE(Email::parse(std::string(55, 'a') + "@" + domain + "example"));
}

TEST_CASE("an address that is built from a wrong text is an exception with the message clients see", "[model][email]") {
    CHECK_THROWS_WITH(Email{"ada"}, "Enter a valid email address.");
    CHECK(Email{"ada@example.org"}.text() == "ada@example.org");
    CHECK(Email{}.text().empty());
}

#include <serval/model/values/bytes.hpp>

#include "text_forms.hpp"

using namespace serval;
using namespace serval::test;

TEST_CASE("octets are base64 in text", "[model][bytes]") {
    check_accepted<Bytes>({{"", ""}, {"U2VydmFs", "U2VydmFs"}, {"AP8=", "AP8="}});
    CHECK(read<Bytes>("U2VydmFs")->octets() == "Serval");
    CHECK(read<Bytes>("AP8=") == Bytes{std::string{"\0\xFF", 2}});
    check_refused<Bytes>({{"AP8", "padding is missing"},
                          {"AP9=", "an unused bit is set"},
                          {"AP8=\n", "a line break"},
                          {"A_8=", "of the other alphabet"}});
}

TEST_CASE("octets know their size and order", "[model][bytes]") {
    CHECK(Bytes{}.empty());
    CHECK(Bytes{"abc"}.size() == 3);
    CHECK(Bytes{"a"} < Bytes{"\xFF"});
}

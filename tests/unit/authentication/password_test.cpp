#include <catch2/catch.hpp>

#include <string>

#include <serval/authentication/password.hpp>

using namespace serval;

namespace {

/** RFC 7914 §12, cut to the 32 octets that we keep: scrypt("password", "NaCl", N=1024, r=8, p=16). */
const std::string known = "$scrypt$ln=10,r=8,p=16$TmFDbA==$/bq+HJ00cgB4VucZDQHp/nxq18vII3gw53N2Y0s3MWI=";

}  // namespace

TEST_CASE("a password is known by what was kept of it", "[authentication]") {
    const std::string kept = hash_password("bookworm");
    CHECK(kept.find("$scrypt$ln=14,r=8,p=5$") == 0);
    CHECK(kept.find("bookworm") == std::string::npos);
    CHECK(verify_password("bookworm", kept));
    CHECK_FALSE(verify_password("Bookworm", kept));
    CHECK_FALSE(verify_password("", kept));
}

TEST_CASE("the same password is never kept the same way twice", "[authentication]") {
    CHECK(hash_password("bookworm") != hash_password("bookworm"));
}

TEST_CASE("the vector of the standard is verified, at its own cost", "[authentication]") {
    CHECK(verify_password("password", known));
    CHECK_FALSE(verify_password("passwort", known));
}

TEST_CASE("what a password costs is said, and kept with it", "[authentication]") {
    const PasswordCost cheap{.log_n = 4, .r = 8, .p = 1};
    const std::string kept = hash_password("bookworm", cheap);
    CHECK(kept.find("$scrypt$ln=4,r=8,p=1$") == 0);
    CHECK(verify_password("bookworm", kept));
    CHECK_FALSE(verify_password("bookworms", kept, cheap));
    CHECK_FALSE(verify_password("bookworm", "", cheap));
    CHECK_FALSE(has_other_cost(kept, cheap));
    CHECK(has_other_cost(kept, {}));
    CHECK(has_other_cost(kept, {.log_n = 5, .r = 8, .p = 1}));
    CHECK(has_other_cost(kept, {.log_n = 4, .r = 9, .p = 1}));
    CHECK(has_other_cost(kept, {.log_n = 4, .r = 8, .p = 2}));
    CHECK(has_other_cost("", cheap));
    CHECK(is_possible(cheap));
    CHECK(is_possible({.log_n = 16, .r = 8, .p = 1}));
    for (const PasswordCost beyond : {PasswordCost{0, 8, 1}, PasswordCost{4, 0, 1}, PasswordCost{4, 8, 0}, PasswordCost{21, 8, 1}, PasswordCost{20, 8, 1},
                                      PasswordCost{14, 33, 1}, PasswordCost{14, 8, 17}}) {
        CHECK_FALSE(is_possible(beyond));
        CHECK_THROWS_AS(hash_password("bookworm", beyond), std::invalid_argument);
    }
}

TEST_CASE("text that is no hash, or asks for too much, matches no password", "[authentication]") {
    const std::string hash = known.substr(known.find("$TmFDbA"));
    for (const std::string& kept : {std::string{}, std::string{"password"}, std::string{"$scrypt$ln=10,r=8,p=16$TmFDbA==$"},
                                    "x" + known, known + "=", "$scrypt$ln=40,r=8,p=16" + hash, "$scrypt$ln=20,r=32,p=16" + hash,
                                    "$scrypt$ln=,r=8,p=16" + hash, "$scrypt$ln=10,r=8x,p=16" + hash, "$scrypt$ln=0,r=8,p=1" + hash}) {
        CAPTURE(kept);
        CHECK_FALSE(verify_password("password", kept));
    }
}

#pragma once

#include <catch2/catch.hpp>

#include <string>

#include <serval/accounts.hpp>
#include <serval/testing.hpp>

#include "app.hpp"

using namespace serval;

inline constexpr const char* ada_password = "a horse on the stairs";

/** The API, all of it in memory: each test has a club of its own. */
inline App club() {
    return accounts::make_app(test::settings()
                                  .set("database.path", ":memory:")
                                  .set("secret_key", "thirty-two octets, and some more")
                                  .set("staff.password", "the keeper of the keys"));
}

/** Whose requests carry `access` from now on; nobody's, when it is empty. */
inline void carry(test::Client& client, const std::string& access) {
    if (access.empty()) client.headers().remove("Authorization");
    else client.headers().set("Authorization", "Bearer " + access);
}

inline test::Response register_ada(test::Client& client) {
    return client.post("/account/register", {{"username", "ada"}, {"email", "ada@example.com"}, {"password", ada_password}});
}

inline JwtPair log_in(test::Client& client, const std::string& name, const std::string& password) {
    carry(client, "");
    return client.post("/auth/login", {{"username", name}, {"password", password}}).as<JwtPair>();
}

/** From now on requests are Ada's. */
inline JwtPair enter_as_ada(test::Client& client) {
    REQUIRE(register_ada(client).status() == Status::created);
    const JwtPair pair = log_in(client, "ada", ada_password);
    carry(client, pair.access);
    return pair;
}

inline void enter_as_keeper(test::Client& client) { carry(client, log_in(client, "keeper", "the keeper of the keys").access); }

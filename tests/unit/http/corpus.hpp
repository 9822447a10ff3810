#pragma once

#include <cstdlib>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>

#include <catch2/catch.hpp>

/** The text of a file of test data written by others, which lies beside the repository; nothing, with a warning, when it is not there. */
inline std::optional<std::string> corpus(const std::string& file) {
    const char* named = std::getenv("SERVAL_CORPORA");
    const std::string folder = named != nullptr ? named : std::string{SERVAL_ROOT} + "/../shared/corpora";
    std::ifstream stream{folder + "/" + file, std::ios::binary};
    if (!stream) {
        WARN("skipped: " << folder << "/" << file << " is not there; SERVAL_CORPORA names its folder");
        return std::nullopt;
    }
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

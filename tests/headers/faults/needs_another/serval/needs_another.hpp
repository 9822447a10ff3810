#pragma once

inline std::string name() { return "the includer is to bring <string>"; }

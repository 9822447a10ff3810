#pragma once

#include <string>
#include <vector>

#include <serval/model/model.hpp>

namespace serval::bench {

struct Message {
    std::string message;
};

/** Six fields, four of them constrained: what POST /items takes. */
struct NewItem {
    std::string name;
    std::string description;
    double price = 0;
    int quantity = 0;
    std::vector<std::string> tags;
    bool active = false;

    static void describe(Fields<NewItem>& f) {
        f.on<&NewItem::name>().length(1, 80);
        f.on<&NewItem::price>().range(0.0, 1e6);
        f.on<&NewItem::quantity>().range(0, 10'000);
        f.on<&NewItem::tags>().items(0, 8);
    }
};

/** What it gives. */
struct Item {
    int id = 0;
    std::string name;
    std::string description;
    double price = 0;
    int quantity = 0;
    std::vector<std::string> tags;
    bool active = false;
};

}  // namespace serval::bench

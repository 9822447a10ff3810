#pragma once

#include <chrono>
#include <string>
#include <vector>

#include <serval/model/fields.hpp>
#include <serval/model/values/chrono.hpp>
#include <serval/model/values/uuid.hpp>

// What goes over the wire, beside accounts and tokens, which Serval brings along.

namespace accounts {

struct NewNote {
    std::string text;

    static void describe(serval::Fields<NewNote>& f) { f.on<&NewNote::text>().length(1, 2000).example("Water the ferns."); }
};

struct Note {
    serval::Uuid id;
    std::string text;
    std::chrono::sys_seconds written;
};

struct NewAnnouncement {
    std::string title;
    std::string text;

    static void describe(serval::Fields<NewAnnouncement>& f) {
        f.on<&NewAnnouncement::title>().length(1, 120).example("Closed on Monday");
        f.on<&NewAnnouncement::text>().length(1, 4000);
    }
};

struct Announcement {
    serval::Uuid id;
    std::string title;
    std::string text;
    std::string author;   // by name, as it was then
    std::chrono::sys_seconds written;
};

struct Member {
    std::string id;
    std::string name;
    std::vector<std::string> roles;
    bool is_staff = false;
    bool is_active = true;
};

/** What staff decide about a member. */
struct MemberRights {
    std::vector<std::string> roles;
    bool is_staff = false;
    bool is_active = true;

    static void describe(serval::Fields<MemberRights>& f) {
        f.on<&MemberRights::roles>().items(0, 8).unique_items().example(std::vector<std::string>{"editor"}).each().length(1, 30);
        f.on<&MemberRights::is_staff>().otherwise(false);
        f.on<&MemberRights::is_active>().otherwise(true).help("Nobody else logs in");
    }
};

}  // namespace accounts

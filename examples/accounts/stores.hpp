#pragma once

#include <string_view>
#include <vector>

#include <serval/sql.hpp>

#include "models.hpp"

// The SQL, which SQLite and PostgreSQL understand alike. A store is made for each request, on the request's own transaction.

namespace accounts {

/** Notes, each its owner's alone. */
class NoteStore {
public:
    explicit NoteStore(serval::sql::Connection& db) : db_{db} {}

    /** The newest first. */
    std::vector<Note> list(std::string_view owner);
    Note add(std::string_view owner, const NewNote& note);
    /** Whether the owner had such a note. */
    bool remove(std::string_view owner, const serval::Uuid& id);

private:
    serval::sql::Connection& db_;
};

/** Announcements, for everybody. */
class AnnouncementStore {
public:
    explicit AnnouncementStore(serval::sql::Connection& db) : db_{db} {}

    /** The newest first. */
    std::vector<Announcement> list();
    Announcement add(std::string_view author, const NewAnnouncement& announcement);

private:
    serval::sql::Connection& db_;
};

}  // namespace accounts

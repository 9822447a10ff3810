#include "stores.hpp"

#include <chrono>

namespace accounts {

using serval::Uuid;
using serval::sql::Parameters;

namespace {

std::chrono::sys_seconds now() { return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()); }

/** A new one; later ones sort later. */
Uuid next_id() {
    const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
    return Uuid::time_ordered(static_cast<std::uint64_t>(std::chrono::floor<std::chrono::milliseconds>(since_epoch).count()));
}

}  // namespace

std::vector<Note> NoteStore::list(std::string_view owner) {
    return db_.query<Note>("select id, text, written from notes where owner = :owner order by id desc limit 100", {{"owner", owner}});
}

Note NoteStore::add(std::string_view owner, const NewNote& note) {
    const Note added{next_id(), note.text, now()};
    db_.execute("insert into notes (id, owner, text, written) values (:id, :owner, :text, :written)",
                Parameters::of(added).with("owner", owner));
    return added;
}

bool NoteStore::remove(std::string_view owner, const Uuid& id) {
    return db_.execute("delete from notes where owner = :owner and id = :id", {{"owner", owner}, {"id", id}}) != 0;
}

std::vector<Announcement> AnnouncementStore::list() {
    return db_.query<Announcement>("select id, title, text, author, written from announcements order by id desc limit 100");
}

Announcement AnnouncementStore::add(std::string_view author, const NewAnnouncement& announcement) {
    const Announcement added{next_id(), announcement.title, announcement.text, std::string{author}, now()};
    db_.execute("insert into announcements (id, title, text, author, written) values (:id, :title, :text, :author, :written)",
                Parameters::of(added));
    return added;
}

}  // namespace accounts

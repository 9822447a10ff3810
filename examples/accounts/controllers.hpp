#pragma once

#include <optional>
#include <string>
#include <vector>

#include <serval/accounts.hpp>
#include <serval/serval.hpp>

#include "stores.hpp"

// What the API offers beside accounts and tokens.

namespace accounts {

class NoteController {
public:
    static void routes(serval::Routes<NoteController>& r);

    std::vector<Note> list(serval::CurrentUser who, serval::Inject<NoteStore> notes);
    Note add(serval::Body<NewNote> note, serval::CurrentUser who, serval::Inject<NoteStore> notes);
    serval::OneOf<serval::NoContent, serval::NotFound> remove(serval::Path<"id", serval::Uuid> id, serval::CurrentUser who,
                                                              serval::Inject<NoteStore> notes);
};

class AnnouncementController {
public:
    static void routes(serval::Routes<AnnouncementController>& r);

    std::vector<Announcement> list(serval::Inject<AnnouncementStore> announcements);
    Announcement add(serval::Body<NewAnnouncement> announcement, serval::CurrentUser who, serval::Inject<AnnouncementStore> announcements);
};

/** For staff. */
class MemberController {
public:
    MemberController(serval::AccountStore& members, serval::Accounts& accounts) : members_{members}, accounts_{accounts} {}

    static void routes(serval::Routes<MemberController>& r);

    std::optional<Member> show(serval::Path<"name"> name);
    /** Whose rights change logs in anew; an access token that is out says for five minutes more what they were. */
    serval::Task<std::optional<Member>> change(serval::Path<"name"> name, serval::Body<MemberRights> rights);

private:
    std::optional<Member> find(const std::string& name);

    serval::AccountStore& members_;
    serval::Accounts& accounts_;
};

}  // namespace accounts

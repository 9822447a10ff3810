#include "controllers.hpp"

namespace accounts {

using namespace serval;
using namespace std::chrono_literals;

void NoteController::routes(Routes<NoteController>& r) {
    r.blocking();   // the database is
    r.tag("notes");
    r.get<"">(&NoteController::list).summary("Your notes, the newest first");
    r.post<"">(&NoteController::add).summary("Keep a note").idempotent();
    r.delete_<"/{id}">(&NoteController::remove).summary("Throw a note away");
}

std::vector<Note> NoteController::list(CurrentUser who, Inject<NoteStore> notes) { return notes->list(who->id); }

Note NoteController::add(Body<NewNote> note, CurrentUser who, Inject<NoteStore> notes) { return notes->add(who->id, *note); }

// Another's note is not told from one that there is not.
OneOf<NoContent, NotFound> NoteController::remove(Path<"id", Uuid> id, CurrentUser who, Inject<NoteStore> notes) {
    if (!notes->remove(who->id, *id)) return NotFound{};
    return NoContent{};
}

// Everybody reads the same, out of the cache for a minute at most; whoever announces something has it emptied, on every machine.
void AnnouncementController::routes(Routes<AnnouncementController>& r) {
    r.blocking();
    r.tag("announcements");
    r.get<"">(&AnnouncementController::list).permit(allow_any).cache(60s, vary::by_nothing, tagged("announcements"))
        .summary("What is announced, the newest first");
    r.post<"">(&AnnouncementController::add).permit(has_role("editor")).evicts("announcements").summary("Announce something");
}

std::vector<Announcement> AnnouncementController::list(Inject<AnnouncementStore> announcements) { return announcements->list(); }

Announcement AnnouncementController::add(Body<NewAnnouncement> announcement, CurrentUser who, Inject<AnnouncementStore> announcements) {
    return announcements->add(who->name, *announcement);
}

void MemberController::routes(Routes<MemberController>& r) {
    r.tag("members").permit(is_staff);
    r.get<"/{name}">(&MemberController::show).blocking().summary("Show a member");
    r.put<"/{name}/rights">(&MemberController::change).summary("Decide what a member may");
}

std::optional<Member> MemberController::find(const std::string& name) {
    const auto account = members_.find_by_name(name);
    if (!account) return std::nullopt;
    return Member{account->id, account->name, account->roles, account->is_staff, account->is_active};
}

std::optional<Member> MemberController::show(Path<"name"> name) { return find(*name); }

Task<std::optional<Member>> MemberController::change(Path<"name"> name, Body<MemberRights> rights) {
    const auto member = co_await on_worker([&] { return find(*name); });
    if (!member.has_value()) co_return std::nullopt;
    AccountRights wanted(rights->roles, rights->is_staff, rights->is_active);
    const bool changed = co_await accounts_.change_rights(member->id, std::move(wanted));
    if (!changed) co_return std::nullopt;
    co_return co_await on_worker([&] { return find(*name); });
}

}  // namespace accounts

// expect: A handler that returns a Task takes its arguments by value: what it borrows may be gone when it goes on.
#include <serval/server/app.hpp>
#include <serval/validation/extracted.hpp>

using namespace serval;

#ifdef CONTROL
using Kept = std::string;
#else
using Kept = std::string_view;
#endif

class Whole : public Extracted<Kept> {
public:
    using Extracted::Extracted;

    static std::optional<Whole> extract(Extraction& in) { return Whole{Kept{in.request().path()}}; }
    static void describe(std::vector<Argument>&) {}
};

void routes(App& app) {
    app.get<"/books">([](Whole path) -> Task<std::size_t> { co_return path->size(); });
}

// expect: A controller needs one public constructor that takes what it needs by reference
#include <serval/server/app.hpp>

using namespace serval;

struct Store {
    int count = 0;
};

class Books {
#ifdef CONTROL
public:
#endif
    explicit Books(Store& store) : store_{store} {}

public:
    static void routes(Routes<Books>& r) { r.get<"">(&Books::count); }
    int count() { return store_.count; }

private:
    Store& store_;
};

void routes(App& app) { app.mount<"/books", Books>(); }

// The smallest program of a user: what a translation unit costs when it includes all of Serval and has one route.
#include <serval/serval.hpp>

int main(int argc, char** argv) {
    serval::App app{serval::Settings::from(argc, argv)};
    app.get<"/">([] { return "hello"; });
    return app.run();
}

#include <serval/serval.hpp>

using namespace serval;

struct Greeting {
    std::string message;
};

App make_app(Settings settings) {
    App app{std::move(settings)};
    app.get<"/hello/{name}">([](Path<"name", std::string> name) { return Greeting{"Hello, " + *name + "!"}; });
    return app;
}

int main(int argc, char** argv) { return serval::run(argc, argv, make_app); }

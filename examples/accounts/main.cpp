#include "app.hpp"

// ./accounts                                        all in one process: an SQLite file, and the rest in memory
// ./accounts --postgres postgresql://… --redis redis://…   one of several, which share everything

int main(int argc, char** argv) {
    const serval::Program program{
        .name = "accounts",
        .version = "1.0.0",
        .own = {{.key = "database.path", .help = "The SQLite file, made when it is missing"},
                {.key = "database.postgres", .help = "The PostgreSQL database in the place of the file, postgresql://…", .flag = "--postgres"},
                {.key = "store.redis", .help = "The Redis in the place of this process's memory, redis://…", .flag = "--redis"},
                {.key = "staff.password", .help = "Of the first member of the staff, `keeper`, when there is none", .secret = true}},
    };
    return serval::run(argc, argv, accounts::make_app, program);
}

// expect: a number is wanted
static_assert(sizeof(int) == 0, "a number is wanted");

// Whatever the compiler says.
static_assert(sizeof(int) == 0, "a number is wanted");

// expect: a number is wanted
#ifndef CONTROL
static_assert(sizeof(int) == 0, "a word is wanted");
#endif

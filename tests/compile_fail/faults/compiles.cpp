// expect: whatever
int answer() { return 42; }

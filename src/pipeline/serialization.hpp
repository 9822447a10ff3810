#pragma once

namespace serval {

class Run;

/** Render what the handler gave, then tell what was made for the request that it has gone well. On the handler's thread:
    what a blocking handler began, such as a transaction, may block again where it ends.
    @throws what fails on the way, a result that stands for a failure included.
*/
void conclude(Run& run);

}  // namespace serval

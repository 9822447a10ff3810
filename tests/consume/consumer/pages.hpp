#pragma once

/** Whether the page at /docs loads from the app alone. */
bool is_offline();

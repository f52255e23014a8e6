#pragma once
#include <sqlite3.h>

// What sqlite3.h offers only through variable arguments or pointer-valued macros.

// Binds a copy of `length` bytes of UTF-8, NUL bytes included.
int csqlite_bind_text(sqlite3_stmt *statement, int index, const char *bytes, long long length);

// Refuses SQL that could damage the file itself: writes to internal tables and to the schema.
int csqlite_harden(sqlite3 *database);

// While on, closing the last connection leaves the main file and its log exactly as they are.
int csqlite_keep_log_on_close(sqlite3 *database, int on);

/* What the parts of this wall need of each other. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <termios.h>

/* Curses takes signals over that have their default handling when its first screen is made. While
 * guarded none has; those that came meanwhile are sent again afterwards. */
void terminal_guard_signals(void);
void terminal_unguard_signals(void);

/* Keeps what a crash has to put back, and puts it back when a deadly signal comes. */
void terminal_crash_arm(int descriptor, const struct termios *modes, const char *text,
                        size_t length);
void terminal_crash_disarm(void);

/* Raises a signal with its default handling, for this process only, and returns when it was
 * continued, or at once where stopping has no effect. */
void terminal_stop_by(int number);

/* What the parts of this wall need of each other. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/types.h>
#include <termios.h>

/* The locale decides what curses writes: UTF-8 or one byte a character. */
void terminal_choose_locale(bool is_utf8);
/* A stream of a copy of the descriptor; NULL and an errno without one. */
FILE *terminal_stream(int descriptor, const char *mode);
/* 0, or ENOTTY where the two are not one terminal. */
int terminal_check_pair(int input, int output);

/* Curses takes signals over that have their default handling when its first screen is made. While
 * guarded none has; those that came meanwhile are sent again afterwards. */
void terminal_guard_signals(void);
void terminal_unguard_signals(void);

/* What goes to the terminal of the screen. Nothing here waits for a reader, except the last words
 * for a moment. */

/* 0 or an errno. */
int terminal_output_open(int descriptor);
void terminal_output_close(void);
/* Writes to it do not wait, unless the terminal may not be opened a second time. */
int terminal_output_descriptor(void);
/* From now on what is written to a descriptor is kept until it is collected. 0 or an errno. */
int terminal_output_capture(int descriptor);
/* Sends what was captured, after everything that waits. */
void terminal_output_collect(void);
/* Sends a text, after everything that waits. */
void terminal_output_say(const char *text, size_t length);
/* Sends a text and nothing more: what the reader does not take in time is thrown away for it. */
void terminal_output_finish(const char *text, size_t length);
/* Throws away what was written to a terminal and not read, and ends its stop by ^S. */
void terminal_output_discard(int descriptor);

/* Bytes that are said when the terminal is given back, at most. */
enum { FAREWELL_ROOM = 2048 };

/* Keeps what a crash has to put back, and puts it back when a deadly signal comes. */
void terminal_crash_arm(int descriptor, const struct termios *modes, const char *text,
                        size_t length);
void terminal_crash_disarm(void);

/* Around everything that takes the terminal or gives it back: deadly signals wait until the end, or
 * one of them would find it half taken. A crash does not wait. */
void terminal_crash_begin_change(void);
void terminal_crash_end_change(void);

/* A process and all that it has started so far. Between this program and an editor there mostly is
 * a shell, which would end alone. */
enum { TERMINAL_FAMILY_LIMIT = 64 };
typedef struct terminal_family {
  int members[TERMINAL_FAMILY_LIMIT];
  int count;
} terminal_family;

void terminal_family_gather(terminal_family *family, pid_t pid);
void terminal_family_signal(const terminal_family *family, int number);
/* Whether all of them have ended; the first that has not is waited for so long. */
bool terminal_family_ends(const terminal_family *family, int milliseconds);
void terminal_family_release(terminal_family *family);

/* Raises a signal with its default handling, for this process only, and returns when it was
 * continued, or at once where stopping has no effect. */
void terminal_stop_by(int number);

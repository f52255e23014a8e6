/* The wall over the terminal: its driver, its signals and ncursesw. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

bool terminal_is_terminal(int descriptor);

/* 0 and the size, or an errno. Drivers that know no size answer 0 by 0. */
int terminal_size(int descriptor, int *columns, int *rows);

/* "ncurses 6.4.20221231"; constant memory. */
const char *terminal_library_version(void);

typedef enum terminal_description_status {
  TERMINAL_DESCRIBED = 0,
  /* The name is not in the database, or describes no real terminal. */
  TERMINAL_UNKNOWN,
  /* A printing terminal. */
  TERMINAL_HARDCOPY,
  TERMINAL_NO_DATABASE,
} terminal_description_status;

/* What the terminfo database says of a terminal. */
typedef struct terminal_description {
  /* -1 where the description does not say. */
  int colours;
  bool has_direct_colour;
  bool can_move_cursor;
  bool can_erase_line;
  bool has_alternate_screen;
} terminal_description;

/* Looks a terminal up by name. No screen is taken over and nothing is sent. The library keeps the
 * description it last worked with in one global place, which is put back: one thread at a time. */
terminal_description_status terminal_describe(const char *name, terminal_description *description);

/* Signals reach the program through a pipe: the handler only writes there. One set at a time. */

/* The signals this wall can deliver, as bits of a set. */
typedef enum terminal_signal {
  TERMINAL_SIGNAL_NONE = 0,
  TERMINAL_SIGNAL_INTERRUPT = 1,
  TERMINAL_SIGNAL_TERMINATE = 2,
  TERMINAL_SIGNAL_HANG_UP = 4,
  TERMINAL_SIGNAL_RESIZED = 8,
  TERMINAL_SIGNAL_STOP = 16,
  TERMINAL_SIGNAL_CONTINUE = 32,
} terminal_signal;

/* Takes over the signals of a set, except those that whoever started the program had ignored.
 * 0 and the descriptor that becomes readable, or an errno; EBUSY while another set is taken. */
int terminal_signals_install(unsigned int set, int *descriptor);
/* The next signal that came, without waiting. */
terminal_signal terminal_signals_next(void);
/* Makes the descriptor readable once without a signal. */
void terminal_signals_wake(void);
/* Puts the former handling back. Signals that came and were not read are forgotten. */
void terminal_signals_restore(void);

/* Stops this process as the terminal's stop key would, until it is continued. */
void terminal_stop_process(void);

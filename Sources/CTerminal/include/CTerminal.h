/* The wall over the terminal: its driver, its signals and ncursesw. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

bool terminal_is_terminal(int descriptor);

/* What the system calls an errno. */
void terminal_error_text(int code, char *text, size_t room);

/* 0 and the size, or an errno. Drivers that know no size answer 0 by 0. */
int terminal_size(int descriptor, int *columns, int *rows);
/* The size in pixels, or 0 by 0. */
void terminal_pixels(int descriptor, int *width, int *height);

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

/* Receives what the key at `index` sends. */
typedef void (*terminal_key_visitor)(void *context, int index, const char *text);
/* Looks a terminal up by name and visits those of the keys, named as in terminfo, that it has. */
terminal_description_status terminal_describe_keys(const char *name,
                                                   const char *const *capabilities, int count,
                                                   void *context, terminal_key_visitor visit);

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
/* Stops all of this process group as the stop key would. Has no effect where no shell could
 * continue it. A signal to continue is not reported meanwhile. */
void terminal_suspend_group(void);

/* The screen: one at a time in a program, used from one thread. */

typedef enum terminal_attribute {
  TERMINAL_BOLD = 1,
  TERMINAL_DIM = 2,
  TERMINAL_ITALIC = 4,
  TERMINAL_UNDERLINE = 8,
  TERMINAL_REVERSE = 16,
} terminal_attribute;

typedef struct terminal_screen_wishes {
  bool is_utf8;
  bool uses_colour;
  bool uses_mouse;
} terminal_screen_wishes;

typedef struct terminal_screen_facts {
  /* 0 where there is no colour, or none is wished for. */
  int colours;
  int pairs;
  bool has_default_colours;
  bool has_direct_colour;
  /* A set of terminal_attribute. */
  unsigned int attributes;
  /* Its sequences are those of ECMA-48. */
  bool is_ansi;
  /* Curses writes the last cell of the screen one place to the left and pushes it right, for fear
   * of scrolling. That splits a character of two cells before it. */
  bool pushes_last_cell;
} terminal_screen_facts;

/* Takes the terminal over. 0, or an errno: EBUSY while a screen is open, ENOTTY where the two
 * descriptors are not one terminal. The name must have been described before. */
int terminal_screen_open(const char *name, int input, int output,
                         const terminal_screen_wishes *wishes, terminal_screen_facts *facts);
/* Gives the terminal back as it was, until terminal_screen_enter. */
void terminal_screen_leave(void);
/* Puts the driver's modes back as they were at leaving, whatever another program made of them. */
void terminal_screen_reset_modes(void);
/* Takes the terminal again, after leaving or after others have drawn on it, and draws everything.
 * In the background it first stops until it is in the foreground. */
void terminal_screen_enter(void);
void terminal_screen_close(void);
/* Whether the mouse is reported from now on. */
void terminal_screen_mouse(bool is_used);
void terminal_screen_resize(int columns, int rows);
void terminal_screen_size(int *columns, int *rows);
/* Blanks all cells, to be put anew before the next update. */
void terminal_screen_erase(void);
/* The next update draws everything, whatever the terminal shows. */
void terminal_screen_repaint(void);
/* Defines a pair of colours; -1 is the terminal's own. */
bool terminal_screen_pair(int pair, int foreground, int background);
/* The next update writes these lines whole, whatever the terminal shows there. */
void terminal_screen_redraw_lines(int first, int count);
/* What is said first when the terminal is given back, also in a crash; false beyond the room. */
bool terminal_screen_set_parting(const void *bytes, size_t count);
/* Whether an update may move what stands on the screen instead of writing it again. */
void terminal_screen_move_lines(bool may_move);

enum { TERMINAL_CELL_SCALARS = 5 };

/* What stands in one place, or in two where it is wide. */
typedef struct terminal_cell {
  /* A base and its marks; ends at the first 0. */
  uint32_t text[TERMINAL_CELL_SCALARS];
  uint16_t attributes;
  uint16_t width;
  int32_t pair;
} terminal_cell;

void terminal_screen_put(int x, int y, const terminal_cell *cells, int count);
/* Sends the difference, or as much of it as the terminal takes now. */
void terminal_screen_update(int cursor_x, int cursor_y, bool shows_cursor);
/* Sends more of what the terminal had no room for; true when nothing is left. */
bool terminal_screen_flush(void);
/* Sends what is no text after everything else; false where too much waits already. */
bool terminal_screen_send(const void *bytes, size_t count);
/* What to wait on for room; -1 without a screen. Not to be written to. */
int terminal_screen_output(void);

/* Makes a terminal hand on answers as they come, and not show them; the interrupt key is a byte
 * then. A deadly signal puts its modes back meanwhile. 0 or an errno; EBUSY while a screen is open,
 * EAGAIN in the background. */
int terminal_quiet_begin(int descriptor);
void terminal_quiet_end(void);

/* Forgets what was typed and not read. */
void terminal_drop_input(int descriptor);

/* A descriptor that is readable from being set until it is cleared. */
int terminal_wake_open(int *descriptor);
void terminal_wake_set(int descriptor);
void terminal_wake_clear(int descriptor);

/* Runs a program found by PATH in the foreground, with the ordinary handling of signals, and waits
 * for its end. Interrupting it leaves this process alone; stopping it stops this process too.
 * `terminal` becomes its input, output and errors; -1 leaves them. 0 and a status of waitpid, or an
 * errno. */
int terminal_run_child(char *const words[], int terminal, int *status);

/* The memory of this process goes into no core file from now on, and into no handler that the
 * system pipes core files to; programs that it starts are not affected. */
bool terminal_forbid_core_dumps(void);
bool terminal_core_dumps_forbidden(void);

/* Ends the process without the exit handlers of libraries: threads that still use those libraries
 * must not see them taken down. Instrumented builds run the handlers, which report there. */
_Noreturn void terminal_end_process(int code);

#define _GNU_SOURCE /* fileno, strdup */
#include "CTerminal.h"
#include "Shared.h"

#include <curses.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include <term.h>

/* Bracketed paste and, where asked for, clicks in the form without limits on places. Terminals
 * that do not know them ignore private modes. */
#define PASTE_ON "\033[?2004h"
#define PASTE_OFF "\033[?2004l"
#define MOUSE_ON "\033[?1000h\033[?1006h"
#define MOUSE_OFF "\033[?1006l\033[?1000l"

/* A program that died on the terminal may have asked for more than this one ever does. */
#define EVERY_MOUSE_OFF "\033[?1000;1002;1003;1004;1005;1006;1015l"

/* A plain xterm makes Alt with a letter another letter: it has to send Esc first, as others do by
 * themselves. What the person had set is saved and put back. */
#define META_ON "\033[?1036;1039s\033[?1036;1039h"
#define META_OFF "\033[?1036;1039r"

/* Curses keeps one current screen for the whole program, so this keeps one too. */
static struct {
  SCREEN *screen;
  FILE *input;
  FILE *output;
  int descriptor;
  /* As they were, and as the screen needs them. */
  struct termios modes;
  struct termios raw_modes;
  bool is_up;
  bool has_private_modes;
  bool uses_mouse;
} current;

/* Said first on leaving. */
static struct {
  char text[FAREWELL_ROOM - 512];
  size_t length;
} parting;

static const char *capability(const char *name) {
  const char *text = tigetstr(name);
  return text == (const char *)-1 ? NULL : text;
}

static void release(void) {
  if (current.screen != NULL) {
    set_term(current.screen);
    delscreen(current.screen);
  }
  if (current.input != NULL) fclose(current.input);
  if (current.output != NULL) fclose(current.output);
  parting.length = 0;
  terminal_output_close();
  memset(&current, 0, sizeof current);
}

static SCREEN *make_screen(const char *name) {
  char *copy = strdup(name);
  if (copy == NULL) return NULL;
  use_env(FALSE);
  use_tioctl(TRUE);
  terminal_guard_signals();
  SCREEN *made = newterm(copy, current.output, current.input);
  terminal_unguard_signals();
  free(copy);
  return made;
}

static void set_up_input(void) {
  raw();
  noecho();
  nonl();
  intrflush(stdscr, FALSE);
  /* Otherwise an update looks at the input, which is read elsewhere. */
  typeahead(-1);
  scrollok(stdscr, FALSE);
  /* Until it was told that a program runs, curses writes after every move of the cursor. */
  def_prog_mode();
}

/* From here on curses writes into memory. It needs the terminal itself only for its modes, which
 * are set by now. */
static int take_output(void) {
  const int problem = terminal_output_open(current.descriptor);
  return problem != 0 ? problem : terminal_output_capture(fileno(current.output));
}

static void set_up_colour(bool uses_colour, terminal_screen_facts *facts) {
  if (!uses_colour || !has_colors() || start_color() != OK) return;
  facts->has_default_colours = use_default_colors() == OK;
  facts->colours = COLORS;
  facts->pairs = COLOR_PAIRS;
  facts->has_direct_colour =
      tigetflag("RGB") > 0 || tigetnum("RGB") > 0 || capability("RGB") != NULL;
}

static unsigned int known_attributes(void) {
  const chtype all = termattrs();
  unsigned int known = 0;
  if (all & A_BOLD) known |= TERMINAL_BOLD;
  if (all & A_DIM) known |= TERMINAL_DIM;
  if (all & A_ITALIC) known |= TERMINAL_ITALIC;
  if (all & A_UNDERLINE) known |= TERMINAL_UNDERLINE;
  if (all & A_REVERSE) known |= TERMINAL_REVERSE;
  return known;
}

/* What leaves and what enters the screen. Kept as bytes: a crash cannot call curses, and curses'
 * own way back in resets the palette that a person has set. */
typedef struct sequence {
  char text[FAREWELL_ROOM];
  size_t length;
} sequence;

static sequence farewell;
static sequence arrival;
/* The one being made: tputs hands its function nothing but a character. */
static sequence *made;

static int add_byte(int byte) {
  if (made->length < sizeof made->text) made->text[made->length++] = (char)byte;
  return byte;
}

static void add(const char *text) {
  if (text != NULL) tputs(text, 1, add_byte);
}

static void add_capabilities(const char *const *names) {
  for (; *names != NULL; names += 1) add(capability(*names));
}

static const char *private_modes(void) {
  if (!current.has_private_modes) return NULL;
  return current.uses_mouse ? META_ON PASTE_ON MOUSE_ON : META_ON PASTE_ON;
}

static void prepare_farewell(void) {
  made = &farewell;
  made->length = parting.length;
  memcpy(made->text, parting.text, parting.length);
  if (current.has_private_modes) {
    add(current.uses_mouse ? MOUSE_OFF PASTE_OFF META_OFF : PASTE_OFF META_OFF);
  }
  add_capabilities((const char *const[]){"sgr0", "op", "rmkx", NULL});
  const char *way_back = capability("rmcup");
  /* tmux 3.3a takes rows that are wider than the screen once was into what it restores. */
  if (way_back != NULL && strstr(way_back, "\033[?1049l") != NULL) add("\033[H\033[J");
  if (way_back == NULL) {
    /* Where the screen stays as it is, what comes next starts on its last line. */
    add(tparm(capability("cup"), LINES - 1, 0, 0, 0, 0, 0, 0, 0, 0));
    add(capability("el"));
  }
  add(way_back);
  /* Last: some terminals keep the cursor's look with the screen and put back what they find. */
  add(capability("cnorm"));
}

static void prepare_arrival(void) {
  made = &arrival;
  made->length = 0;
  add_capabilities((const char *const[]){"smcup", "smkx", "rmir", "smam", "sgr0", "civis", NULL});
  /* Whatever had the terminal may have left a part of it to scroll. */
  if (current.has_private_modes) add("\033[r" EVERY_MOUSE_OFF);
  add(private_modes());
}

static void go_up(void) {
  prepare_farewell();
  terminal_crash_arm(terminal_output_descriptor(), &current.modes, farewell.text, farewell.length);
  current.is_up = true;
}

bool terminal_screen_set_parting(const void *bytes, size_t count) {
  if (current.screen == NULL || count > sizeof parting.text) return false;
  if (count > 0) memcpy(parting.text, bytes, count);
  parting.length = count;
  if (current.is_up) go_up();
  return true;
}

static int open_screen(const char *name, int input, int output,
                       const terminal_screen_wishes *wishes, terminal_screen_facts *facts) {
  /* Until it is known how this terminal is left, a crash puts its modes back. */
  terminal_crash_arm(output, &current.modes, "", 0);
  terminal_choose_locale(wishes->is_utf8);
  current.descriptor = output;
  current.input = terminal_stream(input, "r");
  current.output = terminal_stream(output, "w");
  errno = 0;
  if (current.input != NULL && current.output != NULL) current.screen = make_screen(name);
  int reason = current.screen != NULL ? 0 : errno != 0 ? errno : EIO;
  if (reason == 0) {
    set_up_input();
    reason = take_output();
  }
  if (reason != 0) {
    tcsetattr(output, TCSADRAIN, &current.modes);
    terminal_crash_disarm();
    release();
    return reason;
  }
  memset(facts, 0, sizeof *facts);
  keypad(stdscr, TRUE);
  set_up_colour(wishes->uses_colour, facts);
  facts->attributes = known_attributes();
  const char *address = capability("cup");
  current.has_private_modes = address != NULL && strncmp(address, "\033[", 2) == 0;
  current.uses_mouse = wishes->uses_mouse;
  curs_set(0);
  facts->is_ansi = current.has_private_modes;
  facts->pushes_last_cell = tigetflag("am") > 0 && !(capability("rmam") && capability("smam"));
  tcgetattr(output, &current.raw_modes);
  prepare_arrival();
  /* Clears, and empties curses' buffer. */
  wnoutrefresh(stdscr);
  doupdate();
  terminal_output_collect();
  if (private_modes() != NULL) terminal_output_say(private_modes(), strlen(private_modes()));
  go_up();
  return 0;
}

int terminal_screen_open(const char *name, int input, int output,
                         const terminal_screen_wishes *wishes, terminal_screen_facts *facts) {
  if (current.screen != NULL) return EBUSY;
  int problem = terminal_check_pair(input, output);
  if (problem != 0) return problem;
  if (tcgetattr(output, &current.modes) != 0) return errno;
  terminal_crash_begin_change();
  problem = open_screen(name, input, output, wishes, facts);
  terminal_crash_end_change();
  return problem;
}

/* A program in the background must not write over what is in the foreground, nor change its modes.
 * A terminal that is not ours to control has no foreground: nothing to spoil there. */
static bool is_in_foreground(void) {
  const pid_t group = tcgetpgrp(current.descriptor);
  return group < 0 || group == getpgrp();
}

void terminal_screen_leave(void) {
  if (!current.is_up) return;
  current.is_up = false;
  terminal_crash_begin_change();
  if (is_in_foreground()) {
    /* Curses then knows the cursor as hidden, which it is again after entering. */
    curs_set(0);
    terminal_output_collect();
    terminal_output_finish(farewell.text, farewell.length);
    tcsetattr(current.descriptor, TCSADRAIN, &current.modes);
  }
  terminal_crash_disarm();
  terminal_crash_end_change();
}

void terminal_screen_reset_modes(void) {
  if (current.screen == NULL || current.is_up || !is_in_foreground()) return;
  tcsetattr(current.descriptor, TCSADRAIN, &current.modes);
}

/* Stops until the shell gives the terminal back; where no shell minds the job, stopping has no
 * effect and this must not go on for ever. */
static void wait_for_foreground(void) {
  for (int turn = 0; turn < 100 && !is_in_foreground(); turn += 1) terminal_stop_by(SIGTTOU);
}

void terminal_screen_enter(void) {
  if (current.screen == NULL) return;
  wait_for_foreground();
  terminal_crash_begin_change();
  /* What the person changed meanwhile by `stty` is what they get back later. */
  if (!current.is_up) tcgetattr(current.descriptor, &current.modes);
  tcsetattr(current.descriptor, TCSADRAIN, &current.raw_modes);
  /* Terminals count what was entered; a shell that took over did not leave it. */
  if (current.is_up) terminal_output_say(farewell.text, farewell.length);
  terminal_output_say(arrival.text, arrival.length);
  curs_set(0);
  erase();
  wnoutrefresh(stdscr);
  clearok(curscr, TRUE);
  doupdate();
  terminal_output_collect();
  go_up();
  terminal_crash_end_change();
}

void terminal_screen_mouse(bool is_used) {
  if (current.screen == NULL || current.uses_mouse == is_used) return;
  current.uses_mouse = is_used;
  prepare_arrival();
  if (!current.is_up) return;
  if (current.has_private_modes) {
    const char *change = is_used ? MOUSE_ON : MOUSE_OFF;
    terminal_output_say(change, strlen(change));
  }
  go_up();
}

void terminal_screen_close(void) {
  if (current.screen == NULL) return;
  terminal_screen_leave();
  release();
}

void terminal_screen_resize(int width, int height) {
  if (current.screen == NULL) return;
  /* resizeterm would also queue a key for getch, which is never called here. */
  resize_term(height, width);
  clearok(curscr, TRUE);
  if (current.is_up) go_up();
}

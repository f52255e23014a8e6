#include "CTerminal.h"

#include <curses.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <term.h>

const char *terminal_library_version(void) { return curses_version(); }

/* terminfo answers (char *)-1 for what is no string at all. */
static bool has_string(const char *capability) {
  const char *text = tigetstr(capability);
  return text != NULL && text != (const char *)-1 && text[0] != 0;
}

/* Curses takes names as changeable text without changing them; a copy keeps the promise anyway. */
static int look_up(const char *name, int *reason) {
  char *copy = strdup(name);
  if (copy == NULL) return ERR;
  const int answer = setupterm(copy, STDERR_FILENO, reason);
  free(copy);
  return answer;
}

/* Makes a description current; the former one is put back by close_description. */
static terminal_description_status open_description(const char *name, TERMINAL **former) {
  *former = set_curterm(NULL);
  int reason = 0;
  /* With a place for the reason, setupterm returns; without one it would end the program. */
  if (look_up(name, &reason) == OK) return TERMINAL_DESCRIBED;
  if (cur_term != NULL) del_curterm(set_curterm(*former));
  set_curterm(*former);
  if (reason == 1) return TERMINAL_HARDCOPY;
  return reason < 0 ? TERMINAL_NO_DATABASE : TERMINAL_UNKNOWN;
}

static void close_description(TERMINAL *former) { del_curterm(set_curterm(former)); }

terminal_description_status terminal_describe(const char *name, terminal_description *description) {
  TERMINAL *former = NULL;
  const terminal_description_status status = open_description(name, &former);
  if (status != TERMINAL_DESCRIBED) return status;
  description->colours = tigetnum("colors") >= 0 ? tigetnum("colors") : -1;
  description->has_direct_colour = tigetflag("RGB") > 0 || tigetnum("RGB") > 0 || has_string("RGB");
  description->can_move_cursor = has_string("cup");
  description->can_erase_line = has_string("el");
  description->has_alternate_screen = has_string("smcup");
  close_description(former);
  return TERMINAL_DESCRIBED;
}

terminal_description_status terminal_describe_keys(const char *name,
                                                   const char *const *capabilities, int count,
                                                   void *context, terminal_key_visitor visit) {
  TERMINAL *former = NULL;
  const terminal_description_status status = open_description(name, &former);
  if (status != TERMINAL_DESCRIBED) return status;
  for (int index = 0; index < count; index += 1) {
    if (has_string(capabilities[index])) visit(context, index, tigetstr(capabilities[index]));
  }
  close_description(former);
  return TERMINAL_DESCRIBED;
}

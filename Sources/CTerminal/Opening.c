#define _GNU_SOURCE /* F_DUPFD_CLOEXEC */
#include "CTerminal.h"
#include "Shared.h"

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The locale decides what curses writes: UTF-8 or one byte a character. */
void terminal_choose_locale(bool is_utf8) {
  const bool is_known = setlocale(LC_CTYPE, "") != NULL;
  const bool has_utf8 = is_known && strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
  if (is_utf8 == has_utf8) return;
  if (!is_utf8) {
    setlocale(LC_CTYPE, "C");
  } else if (setlocale(LC_CTYPE, "C.UTF-8") == NULL) {
    /* A system without it: the most common one is better than none. */
    setlocale(LC_CTYPE, "en_US.UTF-8");
  }
}

FILE *terminal_stream(int descriptor, const char *mode) {
  const int copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 3);
  if (copy < 0) return NULL;
  FILE *made = fdopen(copy, mode);
  if (made == NULL) close(copy);
  return made;
}

int terminal_check_pair(int input, int output) {
  struct stat in, out;
  if (!isatty(input) || !isatty(output)) return ENOTTY;
  if (fstat(input, &in) != 0 || fstat(output, &out) != 0) return errno;
  /* Keys from one terminal and pictures on another: modes could only be set for one of them. */
  return in.st_rdev == out.st_rdev ? 0 : ENOTTY;
}

#define _POSIX_C_SOURCE 200809L /* strerror_r of POSIX */
#undef _GNU_SOURCE
#include "CTerminal.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

bool terminal_is_terminal(int descriptor) { return isatty(descriptor) == 1; }

int terminal_size(int descriptor, int *columns, int *rows) {
  struct winsize size = {0};
  if (ioctl(descriptor, TIOCGWINSZ, &size) != 0) return errno;
  *columns = size.ws_col;
  *rows = size.ws_row;
  return 0;
}

void terminal_pixels(int descriptor, int *width, int *height) {
  struct winsize size = {0};
  const bool is_known = ioctl(descriptor, TIOCGWINSZ, &size) == 0;
  *width = is_known ? size.ws_xpixel : 0;
  *height = is_known ? size.ws_ypixel : 0;
}

void terminal_error_text(int code, char *text, size_t room) {
  if (strerror_r(code, text, room) != 0) snprintf(text, room, "error %d", code);
}

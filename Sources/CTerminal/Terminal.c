#include "CTerminal.h"

#include <errno.h>
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

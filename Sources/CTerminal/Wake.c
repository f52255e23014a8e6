#include "CTerminal.h"

#include <errno.h>
#include <sys/eventfd.h>
#include <termios.h>
#include <unistd.h>

int terminal_wake_open(int *descriptor) {
  *descriptor = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  return *descriptor < 0 ? errno : 0;
}

void terminal_wake_set(int descriptor) {
  const eventfd_t one = 1;
  while (eventfd_write(descriptor, one) != 0 && errno == EINTR) {
  }
}

void terminal_wake_clear(int descriptor) {
  eventfd_t count = 0;
  while (eventfd_read(descriptor, &count) != 0 && errno == EINTR) {
  }
}

void terminal_drop_input(int descriptor) { tcflush(descriptor, TCIFLUSH); }

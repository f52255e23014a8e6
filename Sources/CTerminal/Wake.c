#include "CTerminal.h"

#include <errno.h>
#include <poll.h>
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

int terminal_write(int descriptor, const void *bytes, size_t count) {
  const char *rest = bytes;
  while (count > 0) {
    const ssize_t written = write(descriptor, rest, count);
    if (written > 0) {
      rest += written;
      count -= (size_t)written;
      continue;
    }
    if (written == 0) return EIO;
    if (errno == EINTR) continue;
    if (errno != EAGAIN) return errno;
    /* Someone else made the terminal non-blocking. */
    struct pollfd room = {.fd = descriptor, .events = POLLOUT};
    if (poll(&room, 1, -1) < 0 && errno != EINTR) return errno;
  }
  return 0;
}

void terminal_drop_input(int descriptor) { tcflush(descriptor, TCIFLUSH); }

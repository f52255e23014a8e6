#define _GNU_SOURCE /* memfd_create, dup3 */
#include "CTerminal.h"
#include "Shared.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <termios.h>
#include <unistd.h>

/* A terminal takes nothing while its reader sleeps or after ^S, and a write to it then waits for
 * ever. So nothing is written that it has no room for: the rest waits here. Curses, which knows
 * only writes that wait, writes into memory. */
static struct {
  bool is_open;
  int descriptor;
  /* Where curses writes; what lies there before the offset is for the terminal. */
  int sink;
  char *bytes;
  size_t start;
  size_t end;
  size_t room;
} waiting;

/* More than a screen has; what is sent beside it is refused from there on. */
enum { MOST_WAITING = 1 << 20, KEPT_ROOM = 1 << 18 };

/* How long a reader may take for the last words before they are put in place of what it has not
 * read, in milliseconds. */
enum { LAST_PATIENCE = 250 };

/* The flag that writes do not wait is shared by all who have the same opening of the terminal, the
 * shell included; so this one opens it once more. Where that is not allowed, writes may wait. */
static int reopen(int descriptor) {
  char path[32];
  snprintf(path, sizeof path, "/proc/self/fd/%d", descriptor);
  const int own = open(path, O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
  return own >= 0 ? own : fcntl(descriptor, F_DUPFD_CLOEXEC, 3);
}

int terminal_output_open(int descriptor) {
  waiting.descriptor = reopen(descriptor);
  if (waiting.descriptor < 0) return errno;
  waiting.sink = memfd_create("screen", MFD_CLOEXEC);
  if (waiting.sink < 0) {
    const int problem = errno;
    close(waiting.descriptor);
    return problem;
  }
  waiting.is_open = true;
  return 0;
}

void terminal_output_close(void) {
  if (!waiting.is_open) return;
  close(waiting.descriptor);
  close(waiting.sink);
  free(waiting.bytes);
  memset(&waiting, 0, sizeof waiting);
}

int terminal_output_descriptor(void) { return waiting.descriptor; }

int terminal_output_capture(int descriptor) {
  return dup3(waiting.sink, descriptor, O_CLOEXEC) < 0 ? errno : 0;
}

static size_t waiting_count(void) { return waiting.end - waiting.start; }

static void forget(void) {
  waiting.start = 0;
  waiting.end = 0;
  if (waiting.room <= KEPT_ROOM) return;
  free(waiting.bytes);
  waiting.bytes = NULL;
  waiting.room = 0;
}

/* Room for so many bytes more; NULL without memory. */
static char *room_for(size_t count) {
  if (waiting.start == waiting.end) forget();
  if (waiting.room - waiting.end < count) {
    size_t wanted = waiting.end + count;
    wanted = wanted < 16384 ? 16384 : wanted + wanted / 2;
    char *grown = realloc(waiting.bytes, wanted);
    if (grown == NULL) return NULL;
    waiting.bytes = grown;
    waiting.room = wanted;
  }
  return waiting.bytes + waiting.end;
}

bool terminal_screen_flush(void) {
  if (!waiting.is_open) return true;
  while (waiting_count() > 0) {
    struct pollfd room = {.fd = waiting.descriptor, .events = POLLOUT};
    if (poll(&room, 1, 0) <= 0) return false;
    const ssize_t count =
        write(waiting.descriptor, waiting.bytes + waiting.start, waiting_count());
    if (count > 0) {
      waiting.start += (size_t)count;
    } else if (count < 0 && errno == EAGAIN) {
      return false;
    } else if (count == 0 || errno != EINTR) {
      /* Gone: nobody will read it. */
      forget();
    }
  }
  forget();
  return true;
}

void terminal_output_collect(void) {
  const off_t count = lseek(waiting.sink, 0, SEEK_CUR);
  if (count <= 0) return;
  char *place = room_for((size_t)count);
  size_t taken = 0;
  while (place != NULL && taken < (size_t)count) {
    const ssize_t piece = pread(waiting.sink, place + taken, (size_t)count - taken, (off_t)taken);
    if (piece <= 0) break;
    taken += (size_t)piece;
  }
  waiting.end += taken;
  lseek(waiting.sink, 0, SEEK_SET);
  if (count > KEPT_ROOM && ftruncate(waiting.sink, 0) != 0) return;
  terminal_screen_flush();
}

void terminal_output_say(const char *text, size_t length) {
  char *place = room_for(length);
  if (place == NULL) return;
  memcpy(place, text, length);
  waiting.end += length;
  terminal_screen_flush();
}

bool terminal_screen_send(const void *bytes, size_t count) {
  if (!waiting.is_open || waiting_count() + count > MOST_WAITING) return false;
  terminal_output_say(bytes, count);
  return true;
}

int terminal_screen_output(void) { return waiting.is_open ? waiting.descriptor : -1; }

/* Writes as much as is taken in time; true when it was all. */
static bool say_in_time(const char *text, size_t length) {
  while (length > 0) {
    struct pollfd room = {.fd = waiting.descriptor, .events = POLLOUT};
    const int ready = poll(&room, 1, LAST_PATIENCE);
    if (ready < 0 && errno == EINTR) continue;
    if (ready <= 0) return false;
    const ssize_t count = write(waiting.descriptor, text, length);
    if (count < 0 && errno != EINTR && errno != EAGAIN) return true;
    if (count <= 0) continue;
    text += count;
    length -= (size_t)count;
  }
  return true;
}

void terminal_output_discard(int descriptor) {
  tcflush(descriptor, TCOFLUSH);
  /* Only what was stopped in this way can be started in this way, ^S included. */
  tcflow(descriptor, TCOOFF);
  tcflow(descriptor, TCOON);
}

void terminal_output_finish(const char *text, size_t length) {
  /* Ends what was sent in part: a sequence, a text for the clipboard. */
  static const char cut[] = "\030\033\\";
  terminal_screen_flush();
  const bool is_cut = waiting_count() > 0;
  forget();
  if (!is_cut && say_in_time(text, length)) return;
  if (is_cut && say_in_time(cut, sizeof cut - 1) && say_in_time(text, length)) return;
  terminal_output_discard(waiting.descriptor);
  if (say_in_time(cut, sizeof cut - 1)) say_in_time(text, length);
}

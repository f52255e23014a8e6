#define _GNU_SOURCE /* pipe2 */
#include "CTerminal.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <unistd.h>

typedef struct delivery {
  int number;
  terminal_signal name;
  struct sigaction former;
  bool is_taken;
  /* Set when the pipe had no room for the signal. */
  atomic_bool is_waiting;
} delivery;

static delivery deliveries[] = {
    {.number = SIGINT, .name = TERMINAL_SIGNAL_INTERRUPT},
    {.number = SIGTERM, .name = TERMINAL_SIGNAL_TERMINATE},
    {.number = SIGHUP, .name = TERMINAL_SIGNAL_HANG_UP},
    {.number = SIGWINCH, .name = TERMINAL_SIGNAL_RESIZED},
    {.number = SIGTSTP, .name = TERMINAL_SIGNAL_STOP},
    {.number = SIGCONT, .name = TERMINAL_SIGNAL_CONTINUE},
};
static const size_t delivery_count = sizeof deliveries / sizeof deliveries[0];

/* Made once and never closed: a handler still running in another thread must not write to a
 * descriptor that has become something else. */
static int pipe_ends[2] = {-1, -1};
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static bool is_installed = false;

static void note_signal(int number) {
  const int kept = errno;
  for (size_t index = 0; index < delivery_count; index += 1) {
    if (deliveries[index].number != number) continue;
    const unsigned char byte = (unsigned char)deliveries[index].name;
    if (write(pipe_ends[1], &byte, 1) != 1) atomic_store(&deliveries[index].is_waiting, true);
  }
  errno = kept;
}

static void drain(void) {
  unsigned char bytes[256];
  while (read(pipe_ends[0], bytes, sizeof bytes) > 0) {
  }
  for (size_t index = 0; index < delivery_count; index += 1) {
    atomic_store(&deliveries[index].is_waiting, false);
  }
}

static void restore_taken(void) {
  for (size_t index = 0; index < delivery_count; index += 1) {
    if (!deliveries[index].is_taken) continue;
    sigaction(deliveries[index].number, &deliveries[index].former, NULL);
    deliveries[index].is_taken = false;
  }
}

static int take(delivery *entry) {
  if (sigaction(entry->number, NULL, &entry->former) != 0) return errno;
  /* `nohup` and shells without job control ignore signals on the program's behalf. */
  if (entry->former.sa_handler == SIG_IGN) return 0;
  struct sigaction handling = {0};
  handling.sa_handler = note_signal;
  handling.sa_flags = SA_RESTART;
  sigfillset(&handling.sa_mask);
  if (sigaction(entry->number, &handling, NULL) != 0) return errno;
  entry->is_taken = true;
  return 0;
}

static int install(unsigned int set) {
  if (is_installed) return EBUSY;
  if (pipe_ends[0] < 0 && pipe2(pipe_ends, O_CLOEXEC | O_NONBLOCK) != 0) return errno;
  drain();
  for (size_t index = 0; index < delivery_count; index += 1) {
    if ((set & deliveries[index].name) == 0) continue;
    const int problem = take(&deliveries[index]);
    if (problem != 0) {
      restore_taken();
      return problem;
    }
  }
  is_installed = true;
  return 0;
}

int terminal_signals_install(unsigned int set, int *descriptor) {
  pthread_mutex_lock(&lock);
  const int problem = install(set);
  if (problem == 0) *descriptor = pipe_ends[0];
  pthread_mutex_unlock(&lock);
  return problem;
}

terminal_signal terminal_signals_next(void) {
  unsigned char byte = 0;
  while (read(pipe_ends[0], &byte, 1) == 1) {
    if (byte != 0) return (terminal_signal)byte;
  }
  for (size_t index = 0; index < delivery_count; index += 1) {
    if (atomic_exchange(&deliveries[index].is_waiting, false)) return deliveries[index].name;
  }
  return TERMINAL_SIGNAL_NONE;
}

void terminal_signals_wake(void) {
  const unsigned char byte = 0;
  /* A full pipe is readable already. */
  if (write(pipe_ends[1], &byte, 1) != 1) return;
}

void terminal_signals_restore(void) {
  pthread_mutex_lock(&lock);
  if (is_installed) {
    restore_taken();
    is_installed = false;
  }
  pthread_mutex_unlock(&lock);
}

void terminal_stop_process(void) { raise(SIGSTOP); }

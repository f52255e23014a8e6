#define _GNU_SOURCE /* sigaltstack */
#include "CTerminal.h"
#include "Shared.h"

#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <unistd.h>

/* The first are crashes; the rest end a program that does not handle them, and are left alone in
 * one that does. */
enum { CRASH_COUNT = 6 };
static const int numbers[] = {SIGSEGV, SIGBUS,  SIGILL,  SIGFPE,  SIGABRT, SIGTRAP, SIGHUP,
                              SIGINT,  SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM,
                              SIGPROF, SIGXCPU, SIGXFSZ, SIGSYS,  SIGPOLL};
enum { NUMBER_COUNT = sizeof numbers / sizeof numbers[0] };

static struct {
  int descriptor;
  struct termios modes;
  char text[512];
  size_t length;
} kept;
static struct sigaction former[NUMBER_COUNT];
static bool is_installed = false;
static atomic_bool is_armed = false;

/* Room for the handler when the main thread's stack is what ran out. */
static char spare_stack[64 * 1024];
static stack_t former_stack;

static void put_terminal_back(void) {
  size_t written = 0;
  while (written < kept.length) {
    const ssize_t count = write(kept.descriptor, kept.text + written, kept.length - written);
    if (count <= 0 && errno != EINTR) break;
    if (count > 0) written += (size_t)count;
  }
  tcsetattr(kept.descriptor, TCSANOW, &kept.modes);
}

static bool has_handler(const struct sigaction *handling, void (*handler)(int)) {
  return (handling->sa_flags & SA_SIGINFO) == 0 && handling->sa_handler == handler;
}

/* Only what is safe in a handler: write, tcsetattr, sigaction, raise. */
static void on_crash(int number) {
  const int error = errno;
  if (atomic_exchange(&is_armed, false)) put_terminal_back();
  for (size_t index = 0; index < NUMBER_COUNT; index += 1) {
    if (numbers[index] != number) continue;
    struct sigaction next = former[index];
    if (has_handler(&next, SIG_IGN)) next.sa_handler = SIG_DFL;
    sigaction(number, &next, NULL);
  }
  errno = error;
  /* Blocked in its own handler: it comes again as this returns, to whom it would have gone. */
  raise(number);
}

void terminal_crash_arm(int descriptor, const struct termios *modes, const char *text,
                        size_t length) {
  atomic_store(&is_armed, false);
  kept.descriptor = descriptor;
  kept.modes = *modes;
  kept.length = length < sizeof kept.text ? length : sizeof kept.text;
  memcpy(kept.text, text, kept.length);
  atomic_store(&is_armed, true);
  if (is_installed) return;
  is_installed = true;
  const stack_t spare = {.ss_sp = spare_stack, .ss_size = sizeof spare_stack};
  sigaltstack(NULL, &former_stack);
  if (former_stack.ss_flags & SS_DISABLE) sigaltstack(&spare, NULL);
  struct sigaction handling = {0};
  handling.sa_handler = on_crash;
  handling.sa_flags = SA_ONSTACK;
  sigemptyset(&handling.sa_mask);
  for (size_t index = 0; index < NUMBER_COUNT; index += 1) {
    sigaction(numbers[index], NULL, &former[index]);
    if (index >= CRASH_COUNT && !has_handler(&former[index], SIG_DFL)) continue;
    sigaction(numbers[index], &handling, NULL);
  }
}

void terminal_crash_disarm(void) {
  atomic_store(&is_armed, false);
  if (!is_installed) return;
  is_installed = false;
  for (size_t index = 0; index < NUMBER_COUNT; index += 1) {
    struct sigaction now;
    sigaction(numbers[index], NULL, &now);
    /* Whoever took a signal over since then keeps it. */
    if (has_handler(&now, on_crash)) sigaction(numbers[index], &former[index], NULL);
  }
  if (former_stack.ss_flags & SS_DISABLE) sigaltstack(&former_stack, NULL);
}

#define _GNU_SOURCE /* sigaltstack */
#include "CTerminal.h"
#include "Shared.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <unistd.h>

/* One more than the highest number of a signal. */
enum { NUMBER_COUNT = 65 };

static bool is_crash(int number) {
  return number == SIGSEGV || number == SIGBUS || number == SIGILL || number == SIGFPE ||
         number == SIGABRT || number == SIGTRAP;
}

/* Those that end a program which does not handle them: all but the ones that cannot be handled,
 * that stop or continue, or that do nothing. The C library keeps two more to itself. */
static bool is_deadly(int number) {
  switch (number) {
  case SIGKILL:
  case SIGSTOP:
  case SIGTSTP:
  case SIGTTIN:
  case SIGTTOU:
  case SIGCONT:
  case SIGCHLD:
  case SIGURG:
  case SIGWINCH: return false;
  default: return number <= SIGSYS || number >= SIGRTMIN;
  }
}

static struct {
  int descriptor;
  struct termios modes;
  char text[FAREWELL_ROOM];
  size_t length;
} kept;
static struct sigaction former[NUMBER_COUNT];
static bool is_installed = false;
/* The thread that draws, and the signals it does not take. */
static pthread_t owner;
static sigset_t refused;
static bool is_changing = false;
static atomic_bool is_armed = false;

/* Room for the handler when the main thread's stack is what ran out. */
static char spare_stack[64 * 1024];
static stack_t former_stack;

/* False where the terminal has no room. */
static bool say_farewell(void) {
  size_t written = 0;
  while (written < kept.length) {
    const ssize_t count = write(kept.descriptor, kept.text + written, kept.length - written);
    if (count <= 0 && errno != EINTR) return errno != EAGAIN;
    if (count > 0) written += (size_t)count;
  }
  return true;
}

static void put_terminal_back(void) {
  if (!say_farewell()) {
    terminal_output_discard(kept.descriptor);
    say_farewell();
  }
  tcsetattr(kept.descriptor, TCSANOW, &kept.modes);
}

static bool has_handler(const struct sigaction *handling, void (*handler)(int)) {
  return (handling->sa_flags & SA_SIGINFO) == 0 && handling->sa_handler == handler;
}

/* Only what is safe in a handler: write, tcflush, tcflow, tcsetattr, sigaction, pthread_kill, raise. */
static void on_crash(int number) {
  const int error = errno;
  /* What ends the whole program is taken by the thread that draws: on another one, that thread
   * could go on and take the terminal again before the program has ended. */
  if (!is_crash(number) && !pthread_equal(pthread_self(), owner) &&
      !sigismember(&refused, number)) {
    pthread_kill(owner, number);
    errno = error;
    return;
  }
  if (atomic_exchange(&is_armed, false)) put_terminal_back();
  struct sigaction next = former[number];
  if (has_handler(&next, SIG_IGN)) next.sa_handler = SIG_DFL;
  sigaction(number, &next, NULL);
  errno = error;
  /* Blocked in its own handler: it comes again as this returns, to whom it would have gone. */
  raise(number);
}

static void install(void) {
  if (is_installed) return;
  is_installed = true;
  const stack_t spare = {.ss_sp = spare_stack, .ss_size = sizeof spare_stack};
  sigaltstack(NULL, &former_stack);
  if (former_stack.ss_flags & SS_DISABLE) sigaltstack(&spare, NULL);
  struct sigaction handling = {0};
  handling.sa_handler = on_crash;
  handling.sa_flags = SA_ONSTACK;
  sigemptyset(&handling.sa_mask);
  for (int number = 1; number < NUMBER_COUNT; number += 1) {
    if (!is_deadly(number)) continue;
    sigaction(number, NULL, &former[number]);
    if (!is_crash(number) && !has_handler(&former[number], SIG_DFL)) continue;
    sigaction(number, &handling, NULL);
  }
}

static void uninstall(void) {
  if (!is_installed) return;
  is_installed = false;
  for (int number = 1; number < NUMBER_COUNT; number += 1) {
    struct sigaction now;
    /* Whoever took a signal over since then keeps it. */
    if (!is_deadly(number) || sigaction(number, NULL, &now) != 0) continue;
    if (has_handler(&now, on_crash)) sigaction(number, &former[number], NULL);
  }
  if (former_stack.ss_flags & SS_DISABLE) sigaltstack(&former_stack, NULL);
}

void terminal_crash_begin_change(void) {
  if (is_changing) return;
  is_changing = true;
  sigset_t deadly;
  sigemptyset(&deadly);
  for (int number = 1; number < NUMBER_COUNT; number += 1) {
    if (is_deadly(number) && !is_crash(number)) sigaddset(&deadly, number);
  }
  owner = pthread_self();
  pthread_sigmask(SIG_BLOCK, &deadly, &refused);
  install();
}

void terminal_crash_end_change(void) {
  if (!is_changing) return;
  is_changing = false;
  const sigset_t before = refused;
  if (!atomic_load(&is_armed)) uninstall();
  pthread_sigmask(SIG_SETMASK, &before, NULL);
}

void terminal_crash_arm(int descriptor, const struct termios *modes, const char *text,
                        size_t length) {
  const bool is_alone = !is_changing;
  if (is_alone) terminal_crash_begin_change();
  atomic_store(&is_armed, false);
  kept.descriptor = descriptor;
  kept.modes = *modes;
  kept.length = length < sizeof kept.text ? length : sizeof kept.text;
  memcpy(kept.text, text, kept.length);
  atomic_store(&is_armed, true);
  if (is_alone) terminal_crash_end_change();
}

void terminal_crash_disarm(void) {
  atomic_store(&is_armed, false);
  if (!is_changing) uninstall();
}

#define _GNU_SOURCE /* environ */
#include "CTerminal.h"
#include "Shared.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static const int guarded[] = {SIGINT, SIGTERM, SIGWINCH, SIGTSTP};
enum { GUARDED_COUNT = sizeof guarded / sizeof guarded[0] };
static struct sigaction before_guard[GUARDED_COUNT];
static atomic_bool came[GUARDED_COUNT];

static void note_guarded(int number) {
  for (size_t index = 0; index < GUARDED_COUNT; index += 1) {
    if (guarded[index] == number) atomic_store(&came[index], true);
  }
}

void terminal_guard_signals(void) {
  struct sigaction handling = {0};
  handling.sa_handler = note_guarded;
  handling.sa_flags = SA_RESTART;
  sigemptyset(&handling.sa_mask);
  for (size_t index = 0; index < GUARDED_COUNT; index += 1) {
    atomic_store(&came[index], false);
    sigaction(guarded[index], &handling, &before_guard[index]);
  }
}

void terminal_unguard_signals(void) {
  for (size_t index = 0; index < GUARDED_COUNT; index += 1) {
    sigaction(guarded[index], &before_guard[index], NULL);
    if (atomic_exchange(&came[index], false)) kill(getpid(), guarded[index]);
  }
}

void terminal_stop_by(int number) {
  struct sigaction handling = {0};
  struct sigaction former;
  sigset_t set, mask;
  handling.sa_handler = SIG_DFL;
  sigemptyset(&handling.sa_mask);
  sigemptyset(&set);
  sigaddset(&set, number);
  sigaction(number, &handling, &former);
  pthread_sigmask(SIG_UNBLOCK, &set, &mask);
  /* For this thread, so that it has taken effect before the former handling is back. */
  raise(number);
  pthread_sigmask(SIG_SETMASK, &mask, NULL);
  sigaction(number, &former, NULL);
}

void terminal_suspend_group(void) {
  struct sigaction ignoring = {0};
  struct sigaction stop, proceed;
  ignoring.sa_handler = SIG_IGN;
  sigemptyset(&ignoring.sa_mask);
  sigaction(SIGTSTP, &ignoring, &stop);
  /* Ignored, it still continues the process; its handler would make the screen twice. */
  sigaction(SIGCONT, &ignoring, &proceed);
  /* The rest of the pipeline first; this process by a signal of its own. */
  kill(0, SIGTSTP);
  terminal_stop_by(SIGTSTP);
  sigaction(SIGTSTP, &stop, NULL);
  sigaction(SIGCONT, &proceed, NULL);
}

/* How often this process was continued while a child had the terminal. */
static atomic_uint times_continued;

static void note_continuing(int number) {
  (void)number;
  atomic_fetch_add(&times_continued, 1);
}

/* The stop key is the child's; this process follows it by itself, once. */
static void let_pass(int number) { (void)number; }

/* Made once and never closed, as the pipe of the signals. */
static int happening = -1;
/* The signal that asked this process to end while a child had the terminal. */
static atomic_int asked_to_end;

static void note_happening(int number) {
  const int kept = errno;
  if (number != SIGCHLD) atomic_store(&asked_to_end, number);
  terminal_wake_set(happening);
  errno = kept;
}

/* What stopped the child may be on its way to this process too: after a moment it has come. */
static void settle(void) {
  const struct timespec moment = {.tv_nsec = 20 * 1000 * 1000};
  nanosleep(&moment, NULL);
}

/* The child has to be gone before the terminal is given back, or it goes on with it. Editors put
 * their text aside when they are asked to end; one that does not listen is ended. */
enum { LAST_PATIENCE = 500 };

typedef struct visit {
  pid_t child;
  int terminal;
  terminal_family family;
  bool is_asked;
  bool is_ended;
} visit;

/* Asks the child and what it started to end, or ends them when they were asked before. */
static void press(visit *visit, int number) {
  if (!visit->is_asked) terminal_family_gather(&visit->family, visit->child);
  visit->is_ended = visit->is_asked;
  terminal_family_signal(&visit->family, visit->is_asked ? SIGKILL : number);
  terminal_family_signal(&visit->family, SIGCONT);
  visit->is_asked = true;
}

/* After the child's end, that of what it left behind. */
static void see_off(visit *visit) {
  if (!visit->is_ended && !terminal_family_ends(&visit->family, LAST_PATIENCE)) {
    terminal_family_signal(&visit->family, SIGKILL);
  }
  terminal_family_release(&visit->family);
}

/* Waits until something may have become of the child, or the terminal is gone. */
static void wait_for_happening(visit *visit) {
  /* Without a request the descriptor of a terminal tells its end alone. */
  struct pollfd ready[] = {{.fd = happening, .events = POLLIN},
                           {.fd = visit->is_asked ? -1 : visit->terminal}};
  const bool is_patient = !visit->is_asked || visit->is_ended;
  const int count = poll(ready, 2, is_patient ? -1 : LAST_PATIENCE);
  if (count == 0) return press(visit, SIGKILL);
  if (count < 0) return;
  if (ready[0].revents != 0) terminal_wake_clear(happening);
  const int number = atomic_load(&asked_to_end);
  const bool is_gone = (ready[1].revents & (POLLHUP | POLLERR)) != 0;
  if (!visit->is_asked && (number != 0 || is_gone)) press(visit, number != 0 ? number : SIGHUP);
}

/* The parent stops whenever its child does, so that a shell sees the whole job stopped. A child
 * that stopped the whole group has stopped this process already, and must not do so twice. */
static int follow(pid_t child, int terminal, int *status) {
  visit visit = {.child = child, .terminal = terminal};
  for (;;) {
    const unsigned int before = atomic_load(&times_continued);
    siginfo_t seen = {0};
    if (waitid(P_PID, (id_t)child, &seen, WEXITED | WSTOPPED | WNOWAIT | WNOHANG) != 0) {
      if (errno == EINTR) continue;
      return errno;
    }
    if (seen.si_pid == 0) {
      wait_for_happening(&visit);
      continue;
    }
    if (seen.si_code != CLD_STOPPED) break;
    if (!visit.is_asked) {
      settle();
      if (atomic_load(&times_continued) == before) raise(SIGSTOP);
    }
    kill(child, SIGCONT);
  }
  see_off(&visit);
  while (waitpid(child, status, 0) < 0) {
    if (errno != EINTR) return errno;
  }
  return 0;
}

bool terminal_forbid_core_dumps(void) { return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0; }

bool terminal_core_dumps_forbidden(void) { return prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) == 0; }

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define REPORTS_AT_EXIT 1
#endif
#endif

void terminal_end_process(int code) {
#ifdef REPORTS_AT_EXIT
  exit(code);
#else
  _exit(code);
#endif
}

static int spawn(char *const words[], int terminal, pid_t *child) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  sigset_t none, all;
  sigemptyset(&none);
  sigfillset(&all);
  int problem = posix_spawn_file_actions_init(&actions);
  if (problem != 0) return problem;
  problem = posix_spawnattr_init(&attributes);
  if (problem != 0) {
    posix_spawn_file_actions_destroy(&actions);
    return problem;
  }
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setsigdefault(&attributes, &all);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  for (int number = 0; problem == 0 && terminal >= 0 && number <= 2; number += 1) {
    problem = posix_spawn_file_actions_adddup2(&actions, terminal, number);
  }
  if (problem == 0) problem = posix_spawnp(child, words[0], &actions, &attributes, words, environ);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  return problem;
}

/* A child that made itself the foreground and died leaves the terminal to nobody. */
static void take_foreground_back(int terminal) {
  if (terminal < 0 || tcgetpgrp(terminal) < 0 || tcgetpgrp(terminal) == getpgrp()) return;
  sigset_t set, mask;
  sigemptyset(&set);
  sigaddset(&set, SIGTTOU);
  pthread_sigmask(SIG_BLOCK, &set, &mask);
  tcsetpgrp(terminal, getpgrp());
  pthread_sigmask(SIG_SETMASK, &mask, NULL);
}

typedef struct handling {
  int number;
  void (*handler)(int);
  bool asks_to_end;
  struct sigaction former;
} handling;

/* Those that whoever started the program had ignored stay ignored, if they ask for its end. */
static void handle_all(handling *entries, size_t count) {
  for (size_t index = 0; index < count; index += 1) {
    struct sigaction wanted = {0};
    sigaction(entries[index].number, NULL, &entries[index].former);
    const bool is_ignored = entries[index].former.sa_handler == SIG_IGN;
    if (is_ignored && entries[index].asks_to_end) continue;
    wanted.sa_handler = entries[index].handler;
    wanted.sa_flags = SA_RESTART;
    sigemptyset(&wanted.sa_mask);
    sigaction(entries[index].number, &wanted, NULL);
  }
}

/* Gives the signal that came meanwhile to whom it would have gone. A handler is called here and now:
 * sent anew, the signal could come when nobody listens for it any more. */
static void hand_on(const handling *entries, size_t count) {
  const int number = atomic_load(&asked_to_end);
  for (size_t index = 0; index < count; index += 1) {
    const struct sigaction *former = &entries[index].former;
    if (entries[index].number != number || former->sa_handler == SIG_IGN) continue;
    const bool is_plain = (former->sa_flags & SA_SIGINFO) == 0 && former->sa_handler != SIG_DFL;
    if (is_plain) {
      former->sa_handler(number);
    } else {
      kill(getpid(), number);
    }
  }
}

int terminal_run_child(char *const words[], int terminal, int *status) {
  handling entries[] = {
      {.number = SIGINT, .handler = SIG_IGN},
      {.number = SIGQUIT, .handler = SIG_IGN},
      {.number = SIGTSTP, .handler = let_pass},
      {.number = SIGCONT, .handler = note_continuing},
      /* Ignored, children would vanish without a status. */
      {.number = SIGCHLD, .handler = note_happening},
      {.number = SIGTERM, .handler = note_happening, .asks_to_end = true},
      {.number = SIGHUP, .handler = note_happening, .asks_to_end = true},
  };
  const size_t count = sizeof entries / sizeof entries[0];
  if (happening < 0) {
    const int failure = terminal_wake_open(&happening);
    if (failure != 0) return failure;
  }
  atomic_store(&asked_to_end, 0);
  handle_all(entries, count);
  pid_t child = 0;
  int problem = spawn(words, terminal, &child);
  if (problem == 0) {
    problem = follow(child, terminal, status);
    take_foreground_back(terminal);
  }
  for (size_t index = 0; index < count; index += 1) {
    sigaction(entries[index].number, &entries[index].former, NULL);
  }
  hand_on(entries, count);
  return problem;
}

#define _GNU_SOURCE /* pidfd_open */
#include "Shared.h"

#include <dirent.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/pidfd.h>
#include <unistd.h>

static void gather(terminal_family *family, pid_t pid);

/* The children of one thread, as the system lists them. */
static void gather_children(terminal_family *family, pid_t pid, const char *thread) {
  char path[64];
  snprintf(path, sizeof path, "/proc/%d/task/%.16s/children", (int)pid, thread);
  FILE *list = fopen(path, "re");
  if (list == NULL) return;
  int child = 0;
  while (fscanf(list, "%d", &child) == 1) gather(family, (pid_t)child);
  fclose(list);
}

static void gather(terminal_family *family, pid_t pid) {
  if (family->count == TERMINAL_FAMILY_LIMIT) return;
  const int member = pidfd_open(pid, 0);
  if (member < 0) return;
  family->members[family->count++] = member;
  char path[32];
  snprintf(path, sizeof path, "/proc/%d/task", (int)pid);
  DIR *threads = opendir(path);
  if (threads == NULL) return;
  for (struct dirent *entry = readdir(threads); entry != NULL; entry = readdir(threads)) {
    if (entry->d_name[0] != '.') gather_children(family, pid, entry->d_name);
  }
  closedir(threads);
}

void terminal_family_gather(terminal_family *family, pid_t pid) {
  family->count = 0;
  gather(family, pid);
}

void terminal_family_signal(const terminal_family *family, int number) {
  for (int index = 0; index < family->count; index += 1) {
    pidfd_send_signal(family->members[index], number, NULL, 0);
  }
}

bool terminal_family_ends(const terminal_family *family, int milliseconds) {
  for (int index = 0; index < family->count; index += 1) {
    struct pollfd end = {.fd = family->members[index], .events = POLLIN};
    int count = poll(&end, 1, milliseconds);
    while (count < 0 && errno == EINTR) count = poll(&end, 1, milliseconds);
    if (count == 0) return false;
  }
  return true;
}

void terminal_family_release(terminal_family *family) {
  for (int index = 0; index < family->count; index += 1) close(family->members[index]);
  family->count = 0;
}

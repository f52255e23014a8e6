// For pthread_setname_np.
#define _GNU_SOURCE
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>

#include "CTransfer.h"

struct ct_thread {
  pthread_t thread;
};

struct start {
  void (*body)(void *context);
  void *context;
};

static void *run(void *argument) {
  struct start start = *(struct start *)argument;
  free(argument);
  start.body(start.context);
  return NULL;
}

ct_thread *ct_thread_start(void (*body)(void *context), void *context) {
  ct_thread *thread = calloc(1, sizeof *thread);
  struct start *start = calloc(1, sizeof *start);
  int failure = 1;
  if (thread && start) {
    *start = (struct start){body, context};
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    failure = pthread_create(&thread->thread, NULL, run, start);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
  }
  if (!failure) pthread_setname_np(thread->thread, "transfers");
  if (failure) {
    free(start);
    free(thread);
    return NULL;
  }
  return thread;
}

void ct_thread_join(ct_thread *thread) {
  pthread_join(thread->thread, NULL);
  free(thread);
}

void ct_thread_detach(ct_thread *thread) {
  pthread_detach(thread->thread);
  free(thread);
}

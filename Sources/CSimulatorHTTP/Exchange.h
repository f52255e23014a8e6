#pragma once

#include <pthread.h>
#include <stdatomic.h>

#include "CSimulatorHTTP.h"
#include "Library.h"

typedef struct {
  char *name;
  char *value;
} simhttp_header;

typedef struct {
  simhttp_header *items;
  size_t count;
  size_t capacity;
} simhttp_headers;

struct simhttp_server {
  const simhttp_library *library;
  struct MHD_Daemon *daemon;
  simhttp_callbacks callbacks;
  uint16_t port;
  size_t body_limit;
  atomic_int stopping;
  // Guards the list of live exchanges. Taken before an exchange's own mutex, never after.
  pthread_mutex_t mutex;
  simhttp_exchange *first;
};

/// One request and its reply. Alive while the connection or the owner holds it.
struct simhttp_exchange {
  atomic_int references;
  simhttp_server *server;
  simhttp_exchange *previous;
  simhttp_exchange *next;
  void *user;

  char *method;
  char *path;
  simhttp_headers request_headers;
  uint8_t *body;
  size_t body_length;
  size_t body_capacity;
  int body_too_long;
  int was_told;

  // Guards all that follows: the owner answers from any thread.
  pthread_mutex_t mutex;
  // NULL once the request is over.
  struct MHD_Connection *connection;
  int suspended;
  int answered;
  int closes;
  unsigned status;
  simhttp_headers reply_headers;
  uint8_t *reply;
  size_t reply_length;
  uint64_t declared_length;
  uint64_t bytes_per_second;
  int64_t started_at;
};

simhttp_exchange *simhttp_exchange_new(simhttp_server *server, struct MHD_Connection *connection,
                                       const char *method, const char *path);
/// Keeps more of the body, or notes that it grew too long. Zero when memory ran out.
int simhttp_take_body(simhttp_exchange *exchange, const char *bytes, size_t length);
/// Waits for the owner unless it has answered; 1 when the answer is there.
int simhttp_answered_or_suspended(simhttp_exchange *exchange);
/// Hands the answer to the library.
enum MHD_Result simhttp_queue(simhttp_exchange *exchange);
/// Resumes the connection when it sleeps.
void simhttp_resume(simhttp_exchange *exchange);
/// Cuts the exchange from its connection.
void simhttp_detach(simhttp_exchange *exchange);

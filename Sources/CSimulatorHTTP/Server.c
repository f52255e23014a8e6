#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "Exchange.h"

static enum MHD_Result handle(void *context, struct MHD_Connection *connection, const char *url,
                              const char *method, const char *version, const char *upload,
                              size_t *upload_size, void **slot) {
  (void)version;
  simhttp_server *server = context;
  simhttp_exchange *exchange = *slot;
  if (exchange == NULL) {
    if (atomic_load(&server->stopping)) return MHD_NO;
    exchange = simhttp_exchange_new(server, connection, method, url);
    if (exchange == NULL) return MHD_NO;
    *slot = exchange;
    int refused = server->callbacks.arrived(server->callbacks.context, exchange);
    return refused ? MHD_NO : MHD_YES;
  }
  if (*upload_size > 0) {
    int kept = simhttp_take_body(exchange, upload, *upload_size);
    *upload_size = 0;
    return kept ? MHD_YES : MHD_NO;
  }
  if (!exchange->was_told) {
    exchange->was_told = 1;
    server->callbacks.complete(server->callbacks.context, exchange);
  }
  return simhttp_answered_or_suspended(exchange) ? simhttp_queue(exchange) : MHD_YES;
}

static void completed(void *context, struct MHD_Connection *connection, void **slot,
                      enum MHD_RequestTerminationCode code) {
  (void)connection;
  simhttp_server *server = context;
  simhttp_exchange *exchange = *slot;
  if (exchange == NULL) return;
  *slot = NULL;
  simhttp_detach(exchange);
  pthread_mutex_lock(&server->mutex);
  if (exchange->previous) {
    exchange->previous->next = exchange->next;
  } else {
    server->first = exchange->next;
  }
  if (exchange->next) exchange->next->previous = exchange->previous;
  pthread_mutex_unlock(&server->mutex);
  int whole = code == MHD_REQUEST_TERMINATED_COMPLETED_OK;
  server->callbacks.finished(server->callbacks.context, exchange, whole);
  simhttp_release(exchange);
}

/// A listening socket on the loopback address, or -1 with `errno` set.
static int listen_on_loopback(uint16_t port, uint16_t *bound) {
  int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (listener < 0) return -1;
  int yes = 1;
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  setsockopt(listener, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  struct sockaddr_in address = {
      .sin_family = AF_INET,
      .sin_port = htons(port),
      .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
  };
  socklen_t length = sizeof address;
  if (bind(listener, (struct sockaddr *)&address, length) != 0 || listen(listener, 1024) != 0 ||
      getsockname(listener, (struct sockaddr *)&address, &length) != 0) {
    int reason = errno;
    close(listener);
    errno = reason;
    return -1;
  }
  *bound = ntohs(address.sin_port);
  return listener;
}

/// Thousands of connections need as many descriptors; the usual soft limit is 1,024.
static void allow_descriptors(rlim_t wanted) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= wanted) return;
  limit.rlim_cur = limit.rlim_max < wanted ? limit.rlim_max : wanted;
  setrlimit(RLIMIT_NOFILE, &limit);
}

simhttp_outcome simhttp_start(uint16_t port, unsigned threads, unsigned connection_limit,
                              size_t body_limit, simhttp_callbacks callbacks,
                              simhttp_server **result) {
  const simhttp_library *library = simhttp_load();
  if (library == NULL) return SIMHTTP_NO_LIBRARY;
  simhttp_server *server = calloc(1, sizeof *server);
  if (server == NULL) return SIMHTTP_REFUSED;
  server->library = library;
  server->callbacks = callbacks;
  server->body_limit = body_limit;
  pthread_mutex_init(&server->mutex, NULL);
  int listener = listen_on_loopback(port, &server->port);
  if (listener < 0) {
    int reason = errno;
    pthread_mutex_destroy(&server->mutex);
    free(server);
    errno = reason;
    return SIMHTTP_NO_PORT;
  }
  allow_descriptors((rlim_t)connection_limit * 2);
  server->daemon = library->start_daemon(
      MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_ITC | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL,
      handle, server, MHD_OPTION_LISTEN_SOCKET, listener, MHD_OPTION_THREAD_POOL_SIZE, threads,
      MHD_OPTION_CONNECTION_LIMIT, connection_limit, MHD_OPTION_CONNECTION_TIMEOUT, 300u,
      MHD_OPTION_NOTIFY_COMPLETED, completed, server, MHD_OPTION_END);
  if (server->daemon == NULL) {
    close(listener);
    pthread_mutex_destroy(&server->mutex);
    free(server);
    return SIMHTTP_REFUSED;
  }
  *result = server;
  return SIMHTTP_STARTED;
}

uint16_t simhttp_port(const simhttp_server *server) { return server->port; }

void simhttp_stop(simhttp_server *server) {
  atomic_store(&server->stopping, 1);
  // The library may not be stopped while a connection sleeps.
  pthread_mutex_lock(&server->mutex);
  for (simhttp_exchange *exchange = server->first; exchange; exchange = exchange->next) {
    simhttp_resume(exchange);
  }
  pthread_mutex_unlock(&server->mutex);
  server->library->stop_daemon(server->daemon);
  pthread_mutex_destroy(&server->mutex);
  free(server);
}

void simhttp_name_thread(const char *name) { prctl(PR_SET_NAME, name, 0, 0, 0); }

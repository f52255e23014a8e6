#include "Exchange.h"

#include <stdlib.h>
#include <string.h>

static int append_header(simhttp_headers *headers, const char *name, const char *value) {
  if (headers->count == headers->capacity) {
    size_t capacity = headers->capacity ? headers->capacity * 2 : 8;
    simhttp_header *items = realloc(headers->items, capacity * sizeof *items);
    if (items == NULL) return 0;
    headers->items = items;
    headers->capacity = capacity;
  }
  simhttp_header header = {strdup(name), strdup(value ? value : "")};
  if (header.name == NULL || header.value == NULL) {
    free(header.name);
    free(header.value);
    return 0;
  }
  headers->items[headers->count++] = header;
  return 1;
}

static void free_headers(simhttp_headers *headers) {
  for (size_t index = 0; index < headers->count; index++) {
    free(headers->items[index].name);
    free(headers->items[index].value);
  }
  free(headers->items);
}

static enum MHD_Result take_header(void *context, enum MHD_ValueKind kind, const char *name,
                                   const char *value) {
  (void)kind;
  return append_header(context, name, value) ? MHD_YES : MHD_NO;
}

simhttp_exchange *simhttp_exchange_new(simhttp_server *server, struct MHD_Connection *connection,
                                       const char *method, const char *path) {
  simhttp_exchange *exchange = calloc(1, sizeof *exchange);
  if (exchange == NULL) return NULL;
  atomic_init(&exchange->references, 1);
  pthread_mutex_init(&exchange->mutex, NULL);
  exchange->server = server;
  exchange->connection = connection;
  exchange->method = strdup(method);
  exchange->path = strdup(path);
  if (exchange->method == NULL || exchange->path == NULL) {
    simhttp_release(exchange);
    return NULL;
  }
  server->library->get_connection_values(connection, MHD_HEADER_KIND, take_header,
                                         &exchange->request_headers);
  pthread_mutex_lock(&server->mutex);
  exchange->next = server->first;
  if (server->first) server->first->previous = exchange;
  server->first = exchange;
  pthread_mutex_unlock(&server->mutex);
  return exchange;
}

void simhttp_retain(simhttp_exchange *exchange) { atomic_fetch_add(&exchange->references, 1); }

void simhttp_release(simhttp_exchange *exchange) {
  if (atomic_fetch_sub(&exchange->references, 1) != 1) return;
  free_headers(&exchange->request_headers);
  free_headers(&exchange->reply_headers);
  free(exchange->method);
  free(exchange->path);
  free(exchange->body);
  free(exchange->reply);
  pthread_mutex_destroy(&exchange->mutex);
  free(exchange);
}

int simhttp_take_body(simhttp_exchange *exchange, const char *bytes, size_t length) {
  if (exchange->body_too_long) return 1;
  size_t wanted = exchange->body_length + length;
  if (wanted > exchange->server->body_limit) {
    exchange->body_too_long = 1;
    free(exchange->body);
    exchange->body = NULL;
    exchange->body_length = exchange->body_capacity = 0;
    return 1;
  }
  if (wanted > exchange->body_capacity) {
    size_t capacity = exchange->body_capacity ? exchange->body_capacity * 2 : 4096;
    if (capacity < wanted) capacity = wanted;
    uint8_t *body = realloc(exchange->body, capacity);
    if (body == NULL) return 0;
    exchange->body = body;
    exchange->body_capacity = capacity;
  }
  memcpy(exchange->body + exchange->body_length, bytes, length);
  exchange->body_length = wanted;
  return 1;
}

int simhttp_answered_or_suspended(simhttp_exchange *exchange) {
  pthread_mutex_lock(&exchange->mutex);
  int answered = exchange->answered;
  if (!answered && atomic_load(&exchange->server->stopping)) {
    exchange->answered = exchange->closes = answered = 1;
  }
  if (!answered) {
    exchange->suspended = 1;
    exchange->server->library->suspend_connection(exchange->connection);
  }
  pthread_mutex_unlock(&exchange->mutex);
  return answered;
}

/// Expects the exchange's mutex to be held.
static void resume_locked(simhttp_exchange *exchange) {
  if (!exchange->suspended || exchange->connection == NULL) return;
  exchange->suspended = 0;
  exchange->server->library->resume_connection(exchange->connection);
}

void simhttp_resume(simhttp_exchange *exchange) {
  pthread_mutex_lock(&exchange->mutex);
  resume_locked(exchange);
  pthread_mutex_unlock(&exchange->mutex);
}

void simhttp_wake(simhttp_exchange *exchange) { simhttp_resume(exchange); }

void simhttp_detach(simhttp_exchange *exchange) {
  pthread_mutex_lock(&exchange->mutex);
  exchange->connection = NULL;
  pthread_mutex_unlock(&exchange->mutex);
}

void simhttp_set_user(simhttp_exchange *exchange, void *user) { exchange->user = user; }
void *simhttp_user(simhttp_exchange *exchange) { return exchange->user; }
const char *simhttp_method(const simhttp_exchange *exchange) { return exchange->method; }
const char *simhttp_path(const simhttp_exchange *exchange) { return exchange->path; }
size_t simhttp_header_count(const simhttp_exchange *exchange) {
  return exchange->request_headers.count;
}
const char *simhttp_header_name(const simhttp_exchange *exchange, size_t index) {
  return exchange->request_headers.items[index].name;
}
const char *simhttp_header_value(const simhttp_exchange *exchange, size_t index) {
  return exchange->request_headers.items[index].value;
}
const uint8_t *simhttp_body(const simhttp_exchange *exchange) { return exchange->body; }
size_t simhttp_body_length(const simhttp_exchange *exchange) { return exchange->body_length; }
int simhttp_body_was_too_long(const simhttp_exchange *exchange) {
  return exchange->body_too_long;
}

void simhttp_begin_reply(simhttp_exchange *exchange, unsigned status) {
  pthread_mutex_lock(&exchange->mutex);
  if (!exchange->answered) exchange->status = status;
  pthread_mutex_unlock(&exchange->mutex);
}

void simhttp_add_header(simhttp_exchange *exchange, const char *name, const char *value) {
  pthread_mutex_lock(&exchange->mutex);
  if (!exchange->answered) append_header(&exchange->reply_headers, name, value);
  pthread_mutex_unlock(&exchange->mutex);
}

void simhttp_send(simhttp_exchange *exchange, const uint8_t *body, size_t length,
                  uint64_t declared, uint64_t bytes_per_second) {
  uint8_t *copy = malloc(length ? length : 1);
  if (copy != NULL && length) memcpy(copy, body, length);
  pthread_mutex_lock(&exchange->mutex);
  if (exchange->answered) {
    free(copy);
  } else {
    exchange->answered = 1;
    exchange->closes = copy == NULL;
    exchange->reply = copy;
    exchange->reply_length = length;
    exchange->declared_length = declared < length ? length : declared;
    exchange->bytes_per_second = bytes_per_second;
    resume_locked(exchange);
  }
  pthread_mutex_unlock(&exchange->mutex);
}

void simhttp_close(simhttp_exchange *exchange) {
  pthread_mutex_lock(&exchange->mutex);
  if (!exchange->answered) {
    exchange->answered = exchange->closes = 1;
    resume_locked(exchange);
  }
  pthread_mutex_unlock(&exchange->mutex);
}

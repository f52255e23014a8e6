#include <string.h>
#include <time.h>

#include "Exchange.h"

// How much is handed out between two looks at the pace or two reports of progress.
static const size_t block = 32 * 1024;

static int64_t milliseconds_now(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/// Puts the connection to sleep until the owner wakes it. Zero when the server is stopping.
static int fall_asleep(simhttp_exchange *exchange, int64_t milliseconds) {
  pthread_mutex_lock(&exchange->mutex);
  int may = !atomic_load(&exchange->server->stopping);
  if (may) {
    exchange->suspended = 1;
    exchange->server->library->suspend_connection(exchange->connection);
  }
  pthread_mutex_unlock(&exchange->mutex);
  if (may) {
    simhttp_callbacks *callbacks = &exchange->server->callbacks;
    callbacks->paused(callbacks->context, exchange, milliseconds);
  }
  return may;
}

static ssize_t read_reply(void *context, uint64_t position, char *buffer, size_t room) {
  simhttp_exchange *exchange = context;
  simhttp_callbacks *callbacks = &exchange->server->callbacks;
  if (position > 0) callbacks->progressed(callbacks->context, exchange, position);
  if (atomic_load(&exchange->server->stopping) || position >= exchange->reply_length) {
    return MHD_CONTENT_READER_END_WITH_ERROR;
  }
  uint64_t length = exchange->reply_length - position;
  if (length > room) length = room;
  if (exchange->bytes_per_second > 0) {
    int64_t now = milliseconds_now();
    if (exchange->started_at == 0) exchange->started_at = now;
    // Twenty steps a second; the first one is due at once.
    uint64_t step = exchange->bytes_per_second / 20;
    if (step == 0) step = 1;
    uint64_t elapsed = (uint64_t)(now - exchange->started_at);
    uint64_t due = exchange->bytes_per_second * elapsed / 1000 + step;
    if (due <= position) {
      uint64_t wait = (position + 1 - due) * 1000 / exchange->bytes_per_second + 1;
      if (wait < 50) wait = 50;
      return fall_asleep(exchange, (int64_t)wait) ? 0 : MHD_CONTENT_READER_END_WITH_ERROR;
    }
    if (length > due - position) length = due - position;
  }
  memcpy(buffer, exchange->reply + position, length);
  return (ssize_t)length;
}

static void end_reply(void *context) { simhttp_release(context); }

enum MHD_Result simhttp_queue(simhttp_exchange *exchange) {
  const simhttp_library *library = exchange->server->library;
  if (exchange->closes) return MHD_NO;
  struct MHD_Response *response;
  if (exchange->declared_length == 0) {
    response = library->create_response_from_buffer(0, "", MHD_RESPMEM_PERSISTENT);
  } else {
    // The response may outlive the connection's hold on the exchange.
    simhttp_retain(exchange);
    response = library->create_response_from_callback(exchange->declared_length, block,
                                                      read_reply, exchange, end_reply);
    if (response == NULL) simhttp_release(exchange);
  }
  if (response == NULL) return MHD_NO;
  for (size_t index = 0; index < exchange->reply_headers.count; index++) {
    const simhttp_header *header = &exchange->reply_headers.items[index];
    library->add_response_header(response, header->name, header->value);
  }
  enum MHD_Result result =
      library->queue_response(exchange->connection, exchange->status, response);
  library->destroy_response(response);
  return result;
}

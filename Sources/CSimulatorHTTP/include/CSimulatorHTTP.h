#pragma once

#include <stddef.h>
#include <stdint.h>

// A wall over libmicrohttpd. The library is opened when the first server starts, so a program
// that never starts one does not pay for loading it.

typedef struct simhttp_server simhttp_server;
typedef struct simhttp_exchange simhttp_exchange;

/// Why a server did not start.
typedef enum {
  SIMHTTP_STARTED = 0,
  /// libmicrohttpd is not installed, or lacks a function.
  SIMHTTP_NO_LIBRARY = 1,
  /// The port is taken or may not be used; `errno` says which.
  SIMHTTP_NO_PORT = 2,
  /// The library refused to start.
  SIMHTTP_REFUSED = 3,
} simhttp_outcome;

/// What the server tells its owner. All run on the server's threads and must not block for long.
typedef struct {
  void *context;
  /// The head of a request is in. Zero reads the body; anything else closes the connection
  /// without a word.
  int (*arrived)(void *context, simhttp_exchange *exchange);
  /// The body is in. The owner answers now or later, from any thread.
  void (*complete)(void *context, simhttp_exchange *exchange);
  /// A paced reply waits: call `simhttp_wake` after so many milliseconds.
  void (*paused)(void *context, simhttp_exchange *exchange, int64_t milliseconds);
  /// So many bytes of the reply's body were handed to the socket; more follow.
  void (*progressed)(void *context, simhttp_exchange *exchange, uint64_t bytes);
  /// The exchange is over; `whole` is 1 when the reply went out to its end.
  void (*finished)(void *context, simhttp_exchange *exchange, int whole);
} simhttp_callbacks;

/// Starts a server on 127.0.0.1 with `threads` threads; port 0 takes a free one.
simhttp_outcome simhttp_start(uint16_t port, unsigned threads, unsigned connection_limit,
                              size_t body_limit, simhttp_callbacks callbacks,
                              simhttp_server **server);
uint16_t simhttp_port(const simhttp_server *server);
/// Ends every exchange, joins every thread, frees the port and the server.
void simhttp_stop(simhttp_server *server);

void simhttp_retain(simhttp_exchange *exchange);
void simhttp_release(simhttp_exchange *exchange);
/// One pointer of the owner's, NULL at first.
void simhttp_set_user(simhttp_exchange *exchange, void *user);
void *simhttp_user(simhttp_exchange *exchange);

// The request. Valid inside `arrived` and `complete`; the body inside `complete` and until the
// reply is given.
const char *simhttp_method(const simhttp_exchange *exchange);
const char *simhttp_path(const simhttp_exchange *exchange);
size_t simhttp_header_count(const simhttp_exchange *exchange);
const char *simhttp_header_name(const simhttp_exchange *exchange, size_t index);
const char *simhttp_header_value(const simhttp_exchange *exchange, size_t index);
const uint8_t *simhttp_body(const simhttp_exchange *exchange);
size_t simhttp_body_length(const simhttp_exchange *exchange);
/// 1 when the body was longer than the limit and not kept.
int simhttp_body_was_too_long(const simhttp_exchange *exchange);

// The reply: begin, headers, send; or close.
void simhttp_begin_reply(simhttp_exchange *exchange, unsigned status);
void simhttp_add_header(simhttp_exchange *exchange, const char *name, const char *value);
/// Copies the body and sends it. With a `declared` length beyond `length` the connection is
/// closed after `length` bytes. `bytes_per_second` 0 sends as fast as the socket takes it.
void simhttp_send(simhttp_exchange *exchange, const uint8_t *body, size_t length,
                  uint64_t declared, uint64_t bytes_per_second);
/// Closes the connection without an answer.
void simhttp_close(simhttp_exchange *exchange);
/// Lets a paused reply go on.
void simhttp_wake(simhttp_exchange *exchange);

/// Gives the calling thread a name of at most 15 bytes, as seen in /proc.
void simhttp_name_thread(const char *name);

/// Writes the 32 bytes of SHA-256.
void simhttp_sha256(const uint8_t *bytes, size_t length, uint8_t *digest);

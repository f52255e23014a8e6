// The wall to libcurl: plain functions over opaque values, no macros and no variable arguments.
//
// libcurl is opened on first use, not linked: the loader would otherwise pay for it and its many
// dependencies at every start of the program. `ct_open` must have succeeded before anything else
// here is called. A `ct_multi` and its transfers belong to one thread; only `ct_multi_wake` may be
// called from others.

#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Opens libcurl once for the process. Returns NULL on success, else one sentence that says what is
// missing; the text lives as long as the process.
const char *ct_open(void);

// The version libcurl calls itself by, for example "7.88.1".
const char *ct_version(void);

// MARK: Threads

typedef struct ct_thread ct_thread;

// Starts a thread named "transfers" with every signal blocked, so that signals go to the threads
// that expect them and a write to a closed socket cannot kill the process. Returns NULL when there
// is no room for one.
ct_thread *ct_thread_start(void (*body)(void *context), void *context);
// Waits for the thread's end and frees it.
void ct_thread_join(ct_thread *thread);
// Lets the thread end by itself and frees the handle.
void ct_thread_detach(ct_thread *thread);

// MARK: Addresses

typedef struct ct_address {
  char *scheme;
  // Without the brackets of an IPv6 address.
  char *host;
  // The whole address in normal form, without a fragment.
  char *text;
  // From '/' on, without the query.
  char *path;
  uint16_t port;
} ct_address;

typedef enum ct_address_result {
  ct_address_ok = 0,
  ct_address_malformed = 1,
  ct_address_unknown_scheme = 2,
  ct_address_has_user = 3,
  ct_address_no_memory = 4,
} ct_address_result;

// Parses with the parser that transfers use, so that what was checked is what is used. A relative
// `text` is resolved against `base` unless that is NULL. One whose normal form leads elsewhere is
// malformed. `out` must be freed after ct_address_ok.
ct_address_result ct_address_parse(const char *text, const char *base, ct_address *out);
void ct_address_free(ct_address *address);

// MARK: Transfers

typedef struct ct_transfer ct_transfer;

// Called on the thread that performs; `context` is the one given to ct_transfer_new.
typedef struct ct_callbacks {
  // The connection stands and the request is about to be written. False ends the transfer.
  bool (*will_send)(void *context);
  // One header line, or a status line, with its line end. False ends the transfer.
  bool (*header)(void *context, const uint8_t *bytes, size_t count);
  // Bytes of the body, decoded. False ends the transfer.
  bool (*body)(void *context, const uint8_t *bytes, size_t count);
  // Fills at most `capacity` bytes of the request's body; -1 ends the transfer.
  int64_t (*read)(void *context, uint8_t *into, size_t capacity);
  // Goes to byte `offset` of the request's body. False: that is not possible.
  bool (*seek)(void *context, int64_t offset);
  // Bytes moved so far; a total is 0 while unknown.
  void (*progress)(
      void *context, int64_t sent, int64_t send_total, int64_t received, int64_t receive_total);
} ct_callbacks;

// A GET of `url`; NULL when memory ran out. Redirects are not followed, only http and https are
// spoken, and no signal is used.
ct_transfer *ct_transfer_new(const char *url, const ct_callbacks *callbacks, void *context);
void ct_transfer_free(ct_transfer *transfer);

// The setters return false when libcurl refuses the value or memory ran out.
bool ct_set_user_agent(ct_transfer *transfer, const char *text);
bool ct_set_connect_timeout(ct_transfer *transfer, int64_t milliseconds);
bool ct_set_buffer_size(ct_transfer *transfer, int64_t bytes);
// Adds one line "Name: value".
bool ct_add_header(ct_transfer *transfer, const char *line);
// Offers compressed replies and decodes them.
bool ct_accept_compression(ct_transfer *transfer);
// Asks for replies as they are, and decodes those that come compressed all the same.
bool ct_prefer_plain(ct_transfer *transfer);
// Trusts the certificates in this file instead of the system's.
bool ct_set_certificate_file(ct_transfer *transfer, const char *path);
// Uses this proxy instead of the environment's; an empty text means none.
bool ct_set_proxy(ct_transfer *transfer, const char *address);
// Refuses to connect to anything but 127.0.0.0/8 and ::1, whatever a name resolves to, and never
// asks a proxy.
bool ct_only_loopback(ct_transfer *transfer);
// Speaks HTTP/1.1 on a connection of its own. libcurl repeats a request by itself when a reused
// connection dies or an HTTP/2 stream is refused; neither can happen then.
bool ct_send_once(ct_transfer *transfer);
// Offers HTTP/2, and waits for a connection being made that could carry this transfer too.
bool ct_offer_http2(ct_transfer *transfer);

// The request's body: `size` bytes that `read` yields.
bool ct_set_post(ct_transfer *transfer, int64_t size);
bool ct_set_put(ct_transfer *transfer, int64_t size);
// Adds a part to a multipart/form-data POST; the file is read while it is sent.
bool ct_add_form_file(
    ct_transfer *transfer, const char *name, const char *path, const char *file_name,
    const char *media_type);

// What kind of thing went wrong, whatever libcurl's number for it.
typedef enum ct_fault {
  ct_fault_none = 0,
  // The address, or its scheme.
  ct_fault_address,
  // A name could not be looked up, the proxy's included.
  ct_fault_lookup,
  ct_fault_connect,
  ct_fault_tls,
  ct_fault_timeout,
  // The connection broke, or the reply ended before its end.
  ct_fault_broken,
  // A file that was being sent could not be read.
  ct_fault_local_read,
  // A callback ended the transfer.
  ct_fault_stopped,
  // Something that is not HTTP, or that libcurl cannot do.
  ct_fault_protocol,
} ct_fault;

ct_fault ct_fault_of(int code);

// libcurl's own words about the failure `code`; lives as long as the transfer.
const char *ct_failure_text(ct_transfer *transfer, int code);
// Request bytes the system holds that the peer has not acknowledged; -1 when not known.
int64_t ct_unsent(ct_transfer *transfer);

// MARK: Many transfers on one thread

typedef struct ct_multi ct_multi;

// At most `connections` are open at once; transfers past that wait.
ct_multi *ct_multi_new(int64_t connections);
// All transfers must have been removed.
void ct_multi_free(ct_multi *multi);
bool ct_multi_add(ct_multi *multi, ct_transfer *transfer);
void ct_multi_remove(ct_multi *multi, ct_transfer *transfer);
// Does what can be done without waiting. False when libcurl is beyond repair.
bool ct_multi_perform(ct_multi *multi);
// Waits for work at most this long, or until ct_multi_wake.
bool ct_multi_wait(ct_multi *multi, int32_t milliseconds);
// From any thread.
void ct_multi_wake(ct_multi *multi);
// One transfer that ended, with libcurl's code (0 is success); NULL when there is none.
ct_transfer *ct_multi_next_ended(ct_multi *multi, int *code);

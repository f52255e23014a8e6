#include <stdlib.h>

#include "CTransfer.h"
#include "transfer.h"

struct ct_multi {
  CURLM *handle;
};

// Connections kept open without work, so that a burst does not leave hundreds behind.
static const long idle_connections = 32;

ct_multi *ct_multi_new(int64_t connections) {
  ct_multi *multi = calloc(1, sizeof *multi);
  if (!multi) return NULL;
  multi->handle = ct_curl.multi_init();
  // Without room for descriptors libcurl goes without its wakeups, and every wait would be for ever.
  if (multi->handle && ct_curl.multi_wakeup(multi->handle) != CURLM_OK) {
    ct_curl.multi_cleanup(multi->handle);
    multi->handle = NULL;
  }
  if (!multi->handle) {
    free(multi);
    return NULL;
  }
  ct_curl.multi_setopt(multi->handle, CURLMOPT_MAX_TOTAL_CONNECTIONS, (long)connections);
  ct_curl.multi_setopt(multi->handle, CURLMOPT_MAXCONNECTS, idle_connections);
  return multi;
}

void ct_multi_free(ct_multi *multi) {
  ct_curl.multi_cleanup(multi->handle);
  free(multi);
}

bool ct_multi_add(ct_multi *multi, ct_transfer *transfer) {
  return ct_curl.multi_add_handle(multi->handle, transfer->handle) == CURLM_OK;
}

void ct_multi_remove(ct_multi *multi, ct_transfer *transfer) {
  ct_curl.multi_remove_handle(multi->handle, transfer->handle);
}

bool ct_multi_perform(ct_multi *multi) {
  int running = 0;
  return ct_curl.multi_perform(multi->handle, &running) == CURLM_OK;
}

bool ct_multi_wait(ct_multi *multi, int32_t milliseconds) {
  return ct_curl.multi_poll(multi->handle, NULL, 0, milliseconds, NULL) == CURLM_OK;
}

void ct_multi_wake(ct_multi *multi) { ct_curl.multi_wakeup(multi->handle); }

ct_transfer *ct_multi_next_ended(ct_multi *multi, int *code) {
  int waiting = 0;
  CURLMsg *message;
  while ((message = ct_curl.multi_info_read(multi->handle, &waiting))) {
    if (message->msg != CURLMSG_DONE) continue;
    *code = (int)message->data.result;
    char *transfer = NULL;
    ct_curl.easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &transfer);
    return (ct_transfer *)(void *)transfer;
  }
  return NULL;
}

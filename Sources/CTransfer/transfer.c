#include "transfer.h"

#include <arpa/inet.h>
#include <linux/sockios.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

// MARK: Callbacks

static size_t on_header(char *bytes, size_t size, size_t count, void *context) {
  ct_transfer *transfer = context;
  size_t total = size * count;
  bool goes_on = transfer->callbacks.header(transfer->context, (const uint8_t *)bytes, total);
  return goes_on ? total : total + 1;
}

static size_t on_body(char *bytes, size_t size, size_t count, void *context) {
  ct_transfer *transfer = context;
  size_t total = size * count;
  bool goes_on = transfer->callbacks.body(transfer->context, (const uint8_t *)bytes, total);
  return goes_on ? total : total + 1;
}

static size_t on_read(char *into, size_t size, size_t count, void *context) {
  ct_transfer *transfer = context;
  int64_t filled = transfer->callbacks.read(transfer->context, (uint8_t *)into, size * count);
  return filled < 0 ? CURL_READFUNC_ABORT : (size_t)filled;
}

static int on_seek(void *context, curl_off_t offset, int origin) {
  ct_transfer *transfer = context;
  if (origin != SEEK_SET) return CURL_SEEKFUNC_CANTSEEK;
  bool done = transfer->callbacks.seek(transfer->context, offset);
  return done ? CURL_SEEKFUNC_OK : CURL_SEEKFUNC_FAIL;
}

static int on_progress(
    void *context, curl_off_t receive_total, curl_off_t received, curl_off_t send_total,
    curl_off_t sent) {
  ct_transfer *transfer = context;
  transfer->callbacks.progress(transfer->context, sent, send_total, received, receive_total);
  return 0;
}

static int port_of(const struct sockaddr_storage *address) {
  if (address->ss_family == AF_INET) {
    return ntohs(((const struct sockaddr_in *)(const void *)address)->sin_port);
  }
  if (address->ss_family == AF_INET6) {
    return ntohs(((const struct sockaddr_in6 *)(const void *)address)->sin6_port);
  }
  return -1;
}

// Several sockets may have been tried at once; the one that won is known by its local port.
static int socket_with_port(const ct_transfer *transfer, int port) {
  for (int index = 0; index < transfer->opened_count; index++) {
    struct sockaddr_storage address;
    socklen_t length = sizeof address;
    int candidate = transfer->opened[index];
    if (getsockname(candidate, (struct sockaddr *)&address, &length) == 0 &&
        port_of(&address) == port) {
      return candidate;
    }
  }
  return -1;
}

static int on_will_send(
    void *context, char *peer, char *local, int peer_port, int local_port) {
  (void)peer;
  (void)local;
  (void)peer_port;
  ct_transfer *transfer = context;
  transfer->socket = socket_with_port(transfer, local_port);
  bool goes_on = transfer->callbacks.will_send(transfer->context);
  return goes_on ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT;
}

static bool is_loopback(const struct sockaddr *address) {
  if (address->sa_family == AF_INET) {
    const struct sockaddr_in *four = (const struct sockaddr_in *)(const void *)address;
    return (ntohl(four->sin_addr.s_addr) >> 24) == 127;
  }
  if (address->sa_family == AF_INET6) {
    const struct sockaddr_in6 *six = (const struct sockaddr_in6 *)(const void *)address;
    return IN6_IS_ADDR_LOOPBACK(&six->sin6_addr);
  }
  return false;
}

// Opens sockets that child processes don't inherit; libcurl's own do.
static curl_socket_t on_open(
    void *context, curlsocktype purpose, struct curl_sockaddr *address) {
  (void)purpose;
  ct_transfer *transfer = context;
  if (transfer->only_loopback && !is_loopback(&address->addr)) return CURL_SOCKET_BAD;
  int opened = socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
  if (opened < 0) return CURL_SOCKET_BAD;
  if (transfer->opened_count == CT_SOCKETS) transfer->opened_count = 0;
  transfer->opened[transfer->opened_count++] = opened;
  return opened;
}

// MARK: Life

static void set_callbacks(ct_transfer *transfer) {
  CURL *handle = transfer->handle;
  ct_curl.easy_setopt(handle, CURLOPT_PRIVATE, transfer);
  ct_curl.easy_setopt(handle, CURLOPT_ERRORBUFFER, transfer->words);
  ct_curl.easy_setopt(handle, CURLOPT_HEADERFUNCTION, on_header);
  ct_curl.easy_setopt(handle, CURLOPT_HEADERDATA, transfer);
  ct_curl.easy_setopt(handle, CURLOPT_WRITEFUNCTION, on_body);
  ct_curl.easy_setopt(handle, CURLOPT_WRITEDATA, transfer);
  ct_curl.easy_setopt(handle, CURLOPT_READFUNCTION, on_read);
  ct_curl.easy_setopt(handle, CURLOPT_READDATA, transfer);
  ct_curl.easy_setopt(handle, CURLOPT_SEEKFUNCTION, on_seek);
  ct_curl.easy_setopt(handle, CURLOPT_SEEKDATA, transfer);
  ct_curl.easy_setopt(handle, CURLOPT_NOPROGRESS, 0L);
  ct_curl.easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, on_progress);
  ct_curl.easy_setopt(handle, CURLOPT_XFERINFODATA, transfer);
  ct_curl.easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, on_open);
  ct_curl.easy_setopt(handle, CURLOPT_OPENSOCKETDATA, transfer);
}

static bool set_rules(ct_transfer *transfer, const char *url) {
  CURL *handle = transfer->handle;
  const long schemes = CURLPROTO_HTTP | CURLPROTO_HTTPS;
  ct_curl.easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  ct_curl.easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
  ct_curl.easy_setopt(handle, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
#if LIBCURL_VERSION_NUM >= 0x075700
  // Otherwise dropping a transfer waits for its name lookup and holds up all others.
  ct_curl.easy_setopt(handle, CURLOPT_QUICK_EXIT, 1L);
#endif
  return ct_curl.easy_setopt(handle, CURLOPT_URL, url) == CURLE_OK &&
         ct_curl.easy_setopt(handle, CURLOPT_DISALLOW_USERNAME_IN_URL, 1L) == CURLE_OK &&
         ct_curl.easy_setopt(handle, CURLOPT_PROTOCOLS, schemes) == CURLE_OK &&
         ct_curl.easy_setopt(handle, CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1) == CURLE_OK &&
         ct_curl.easy_setopt(handle, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2) == CURLE_OK &&
         ct_curl.easy_setopt(handle, CURLOPT_SSL_VERIFYPEER, 1L) == CURLE_OK &&
         ct_curl.easy_setopt(handle, CURLOPT_SSL_VERIFYHOST, 2L) == CURLE_OK &&
         ct_curl.easy_setopt(handle, CURLOPT_PREREQDATA, transfer) == CURLE_OK &&
         ct_curl.easy_setopt(handle, CURLOPT_PREREQFUNCTION, on_will_send) == CURLE_OK;
}

ct_transfer *ct_transfer_new(const char *url, const ct_callbacks *callbacks, void *context) {
  ct_transfer *transfer = calloc(1, sizeof *transfer);
  if (!transfer) return NULL;
  transfer->callbacks = *callbacks;
  transfer->context = context;
  transfer->socket = -1;
  transfer->handle = ct_curl.easy_init();
  if (transfer->handle) set_callbacks(transfer);
  if (!transfer->handle || !set_rules(transfer, url)) {
    ct_transfer_free(transfer);
    return NULL;
  }
  return transfer;
}

void ct_transfer_free(ct_transfer *transfer) {
  if (transfer->handle) ct_curl.easy_cleanup(transfer->handle);
  ct_curl.mime_free(transfer->form);
  ct_curl.slist_free_all(transfer->headers);
  free(transfer);
}

// MARK: Setters

static bool set_text(ct_transfer *transfer, CURLoption option, const char *text) {
  return ct_curl.easy_setopt(transfer->handle, option, text) == CURLE_OK;
}

static bool set_number(ct_transfer *transfer, CURLoption option, long number) {
  return ct_curl.easy_setopt(transfer->handle, option, number) == CURLE_OK;
}

static bool set_size(ct_transfer *transfer, CURLoption option, int64_t size) {
  return ct_curl.easy_setopt(transfer->handle, option, (curl_off_t)size) == CURLE_OK;
}

bool ct_set_user_agent(ct_transfer *transfer, const char *text) {
  return set_text(transfer, CURLOPT_USERAGENT, text);
}

bool ct_set_connect_timeout(ct_transfer *transfer, int64_t milliseconds) {
  return set_number(transfer, CURLOPT_CONNECTTIMEOUT_MS, (long)milliseconds);
}

bool ct_set_buffer_size(ct_transfer *transfer, int64_t bytes) {
  return set_number(transfer, CURLOPT_BUFFERSIZE, (long)bytes);
}

bool ct_add_header(ct_transfer *transfer, const char *line) {
  struct curl_slist *longer = ct_curl.slist_append(transfer->headers, line);
  if (!longer) return false;
  transfer->headers = longer;
  return ct_curl.easy_setopt(transfer->handle, CURLOPT_HTTPHEADER, longer) == CURLE_OK;
}

bool ct_accept_compression(ct_transfer *transfer) {
  return set_text(transfer, CURLOPT_ACCEPT_ENCODING, "gzip, deflate");
}

bool ct_prefer_plain(ct_transfer *transfer) {
  return set_text(transfer, CURLOPT_ACCEPT_ENCODING, "identity");
}

bool ct_set_certificate_file(ct_transfer *transfer, const char *path) {
  return set_text(transfer, CURLOPT_CAINFO, path) && set_text(transfer, CURLOPT_CAPATH, NULL);
}

bool ct_set_proxy(ct_transfer *transfer, const char *address) {
  return set_text(transfer, CURLOPT_PROXY, address);
}

bool ct_only_loopback(ct_transfer *transfer) {
  transfer->only_loopback = true;
  return set_text(transfer, CURLOPT_PROXY, "");
}

bool ct_send_once(ct_transfer *transfer) {
  return set_number(transfer, CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1) &&
         set_number(transfer, CURLOPT_FRESH_CONNECT, 1) &&
         set_number(transfer, CURLOPT_FORBID_REUSE, 1);
}

bool ct_offer_http2(ct_transfer *transfer) {
  // A libcurl without HTTP/2 refuses the first; HTTP/1.1 stays in force then.
  set_number(transfer, CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_2TLS);
  return set_number(transfer, CURLOPT_PIPEWAIT, 1);
}

bool ct_set_post(ct_transfer *transfer, int64_t size) {
  return set_number(transfer, CURLOPT_POST, 1) &&
         set_size(transfer, CURLOPT_POSTFIELDSIZE_LARGE, size);
}

bool ct_set_put(ct_transfer *transfer, int64_t size) {
  return set_number(transfer, CURLOPT_UPLOAD, 1) &&
         set_size(transfer, CURLOPT_INFILESIZE_LARGE, size);
}

bool ct_add_form_file(
    ct_transfer *transfer, const char *name, const char *path, const char *file_name,
    const char *media_type) {
  if (!transfer->form) transfer->form = ct_curl.mime_init(transfer->handle);
  curl_mimepart *part = transfer->form ? ct_curl.mime_addpart(transfer->form) : NULL;
  return part && ct_curl.mime_filedata(part, path) == CURLE_OK &&
         ct_curl.mime_name(part, name) == CURLE_OK &&
         ct_curl.mime_filename(part, file_name) == CURLE_OK &&
         ct_curl.mime_type(part, media_type) == CURLE_OK &&
         ct_curl.easy_setopt(transfer->handle, CURLOPT_MIMEPOST, transfer->form) == CURLE_OK;
}

// MARK: Questions

const char *ct_failure_text(ct_transfer *transfer, int code) {
  return transfer->words[0] ? transfer->words : ct_curl.easy_strerror((CURLcode)code);
}

int64_t ct_unsent(ct_transfer *transfer) {
  int waiting = 0;
  if (transfer->socket < 0 || ioctl(transfer->socket, SIOCOUTQ, &waiting) != 0) return -1;
  return waiting;
}

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "CTransfer.h"
#include "library.h"

static ct_address_result result_of(CURLUcode code) {
  switch (code) {
    case CURLUE_OK:
      return ct_address_ok;
    case CURLUE_UNSUPPORTED_SCHEME:
      return ct_address_unknown_scheme;
    case CURLUE_USER_NOT_ALLOWED:
      return ct_address_has_user;
    case CURLUE_OUT_OF_MEMORY:
      return ct_address_no_memory;
    default:
      return ct_address_malformed;
  }
}

// A copy of one part; NULL when it is absent or memory ran out.
static char *copy_part(CURLU *url, CURLUPart part, unsigned flags) {
  char *text = NULL;
  if (ct_curl.url_get(url, part, &text, flags) != CURLUE_OK) return NULL;
  char *copy = strdup(text);
  ct_curl.free(text);
  return copy;
}

static ct_address_result split(CURLU *url, ct_address *out) {
  ct_curl.url_set(url, CURLUPART_FRAGMENT, NULL, 0);
  out->scheme = copy_part(url, CURLUPART_SCHEME, 0);
  out->host = copy_part(url, CURLUPART_HOST, 0);
  out->text = copy_part(url, CURLUPART_URL, 0);
  out->path = copy_part(url, CURLUPART_PATH, 0);
  char *port = copy_part(url, CURLUPART_PORT, CURLU_DEFAULT_PORT);
  out->port = port ? (uint16_t)strtoul(port, NULL, 10) : 0;
  free(port);
  if (!out->scheme || !out->host || !out->text || !out->path) {
    ct_address_free(out);
    return ct_address_malformed;
  }
  size_t length = strlen(out->host);
  if (length > 2 && out->host[0] == '[') {
    memmove(out->host, out->host + 1, length - 2);
    out->host[length - 2] = 0;
  }
  return ct_address_ok;
}

static ct_address_result read_once(const char *text, const char *base, ct_address *out) {
  const unsigned flags = CURLU_DISALLOW_USER | CURLU_URLENCODE;
  memset(out, 0, sizeof *out);
  CURLU *url = ct_curl.url();
  if (!url) return ct_address_no_memory;
  CURLUcode code = base ? ct_curl.url_set(url, CURLUPART_URL, base, flags) : CURLUE_OK;
  if (code == CURLUE_OK) code = ct_curl.url_set(url, CURLUPART_URL, text, flags);
  ct_address_result result = code == CURLUE_OK ? split(url, out) : result_of(code);
  ct_curl.url_cleanup(url);
  return result;
}

static bool leads_to_same(const ct_address *one, const ct_address *other) {
  return one->port == other->port && !strcmp(one->scheme, other->scheme) &&
         !strcmp(one->host, other->host);
}

// libcurl undoes the escapes of a host after it has looked for numbers in it: "10%2e1" is a name
// to it, and "10.1", as which it would go out, is 10.0.0.1.
ct_address_result ct_address_parse(const char *text, const char *base, ct_address *out) {
  ct_address_result result = read_once(text, base, out);
  if (result != ct_address_ok) return result;
  ct_address again;
  result = read_once(out->text, NULL, &again);
  if (result == ct_address_ok) {
    if (!leads_to_same(out, &again)) result = ct_address_malformed;
    ct_address_free(&again);
  }
  if (result != ct_address_ok) ct_address_free(out);
  return result;
}

void ct_address_free(ct_address *address) {
  free(address->scheme);
  free(address->host);
  free(address->text);
  free(address->path);
  memset(address, 0, sizeof *address);
}

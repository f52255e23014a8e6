#include "library.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

#include "CTransfer.h"

struct ct_library ct_curl;

static pthread_once_t opened = PTHREAD_ONCE_INIT;
static char problem[512];

// CURLOPT_PREREQFUNCTION, which proves that a request never left, came with 7.80.0.
static const unsigned oldest_version = 0x075000;

static void fail(const char *what, const char *detail) {
  snprintf(problem, sizeof problem, "%s (%s); install the package libcurl4", what, detail);
}

static void *symbol(void *library, const char *name) {
  void *found = dlsym(library, name);
  if (!found && !problem[0]) fail("libcurl.so.4 lacks a function", name);
  return found;
}

static void open_library(void) {
  void *library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
  if (!library) {
    const char *detail = dlerror();
    fail("libcurl.so.4 could not be opened", detail ? detail : "no reason given");
    return;
  }
  // POSIX defines the conversion of a pointer from dlsym to a function; ISO C has no cast for it.
#define CT_FIND(NAME)                                                                              \
  do {                                                                                             \
    void *found = symbol(library, "curl_" #NAME);                                                  \
    memcpy(&ct_curl.NAME, &found, sizeof found);                                                   \
  } while (0);
  CT_FUNCTIONS(CT_FIND)
#undef CT_FIND
  if (problem[0]) return;
  const curl_version_info_data *version = ct_curl.version_info(CURLVERSION_NOW);
  if (version->version_num < oldest_version) {
    fail("libcurl is older than 7.80", version->version);
    return;
  }
  if (ct_curl.global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
    fail("libcurl could not be set up", version->version);
  }
}

const char *ct_open(void) {
  pthread_once(&opened, open_library);
  return problem[0] ? problem : NULL;
}

const char *ct_version(void) { return ct_curl.version_info(CURLVERSION_NOW)->version; }

#include "Library.h"

#include <dlfcn.h>
#include <pthread.h>

static simhttp_library library;
static int loaded;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void load(void) {
  // Never closed again: threads of a stopping server may still run its code.
  void *handle = dlopen("libmicrohttpd.so.12", RTLD_NOW | RTLD_LOCAL);
  if (handle == NULL) return;
  const struct {
    const char *name;
    void *slot;
  } wanted[] = {
      {"MHD_start_daemon", &library.start_daemon},
      {"MHD_stop_daemon", &library.stop_daemon},
      {"MHD_get_connection_values", &library.get_connection_values},
      {"MHD_suspend_connection", &library.suspend_connection},
      {"MHD_resume_connection", &library.resume_connection},
      {"MHD_create_response_from_buffer", &library.create_response_from_buffer},
      {"MHD_create_response_from_callback", &library.create_response_from_callback},
      {"MHD_add_response_header", &library.add_response_header},
      {"MHD_queue_response", &library.queue_response},
      {"MHD_destroy_response", &library.destroy_response},
  };
  for (size_t index = 0; index < sizeof wanted / sizeof wanted[0]; index++) {
    void *found = dlsym(handle, wanted[index].name);
    if (found == NULL) return;
    // POSIX promises that an object pointer holds a function's address.
    *(void **)wanted[index].slot = found;
  }
  loaded = 1;
}

const simhttp_library *simhttp_load(void) {
  pthread_once(&once, load);
  return loaded ? &library : NULL;
}

// The functions of libcurl this wall uses, found at run time.

#pragma once

#define CURL_DISABLE_DEPRECATION
#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>

// Each entry has the type the header declares; the header gives types and constants only.
#define CT_FUNCTIONS(ENTRY)                                                                        \
  ENTRY(global_init)                                                                               \
  ENTRY(version_info)                                                                              \
  ENTRY(free)                                                                                      \
  ENTRY(slist_append)                                                                              \
  ENTRY(slist_free_all)                                                                            \
  ENTRY(url)                                                                                       \
  ENTRY(url_cleanup)                                                                               \
  ENTRY(url_get)                                                                                   \
  ENTRY(url_set)                                                                                   \
  ENTRY(easy_init)                                                                                 \
  ENTRY(easy_cleanup)                                                                              \
  ENTRY(easy_setopt)                                                                               \
  ENTRY(easy_getinfo)                                                                              \
  ENTRY(easy_strerror)                                                                             \
  ENTRY(mime_init)                                                                                 \
  ENTRY(mime_free)                                                                                 \
  ENTRY(mime_addpart)                                                                              \
  ENTRY(mime_name)                                                                                 \
  ENTRY(mime_filename)                                                                             \
  ENTRY(mime_type)                                                                                 \
  ENTRY(mime_filedata)                                                                             \
  ENTRY(multi_init)                                                                                \
  ENTRY(multi_cleanup)                                                                             \
  ENTRY(multi_setopt)                                                                              \
  ENTRY(multi_add_handle)                                                                          \
  ENTRY(multi_remove_handle)                                                                       \
  ENTRY(multi_perform)                                                                             \
  ENTRY(multi_poll)                                                                                \
  ENTRY(multi_wakeup)                                                                              \
  ENTRY(multi_info_read)

struct ct_library {
#define CT_MEMBER(NAME) __typeof__(&curl_##NAME) NAME;
  CT_FUNCTIONS(CT_MEMBER)
#undef CT_MEMBER
};

// Filled by ct_open.
extern struct ct_library ct_curl;

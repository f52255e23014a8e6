#pragma once

#include "CTransfer.h"
#include "library.h"

// Sockets of one transfer that are remembered: more are opened only when many addresses fail.
#define CT_SOCKETS 8

struct ct_transfer {
  CURL *handle;
  struct curl_slist *headers;
  curl_mime *form;
  ct_callbacks callbacks;
  void *context;
  bool only_loopback;
  // The socket the request goes through, -1 until it is known.
  int socket;
  int opened[CT_SOCKETS];
  int opened_count;
  char words[CURL_ERROR_SIZE];
};

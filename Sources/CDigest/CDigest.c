#include "CDigest.h"

#include <sha2.h>
#include <string.h>
#include <sys/types.h>

_Static_assert(sizeof(SHA2_CTX) <= sizeof(cdigest_sha256), "the state of libmd does not fit");
_Static_assert(SHA256_DIGEST_LENGTH == 32, "a SHA-256 has 32 bytes");

// The state is copied in and out, as the two types may not alias.

cdigest_sha256 cdigest_sha256_start(void) {
  cdigest_sha256 digest;
  SHA2_CTX context;
  memset(&digest, 0, sizeof digest);
  SHA256Init(&context);
  memcpy(&digest, &context, sizeof context);
  return digest;
}

void cdigest_sha256_add(cdigest_sha256 *digest, const void *bytes, size_t count) {
  SHA2_CTX context;
  if (count == 0) return;
  memcpy(&context, digest, sizeof context);
  SHA256Update(&context, bytes, count);
  memcpy(digest, &context, sizeof context);
}

void cdigest_sha256_finish(cdigest_sha256 *digest, uint8_t *result) {
  SHA2_CTX context;
  memcpy(&context, digest, sizeof context);
  SHA256Final(result, &context);
}

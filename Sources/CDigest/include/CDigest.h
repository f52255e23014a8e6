#pragma once
#include <stddef.h>
#include <stdint.h>

/// A SHA-256 under way: a plain value, copied freely, owning nothing.
typedef struct {
  uint64_t words[32];
} cdigest_sha256;

cdigest_sha256 cdigest_sha256_start(void);
void cdigest_sha256_add(cdigest_sha256 *digest, const void *bytes, size_t count);
/// Writes 32 bytes; `digest` must not be used afterwards.
void cdigest_sha256_finish(cdigest_sha256 *digest, uint8_t *result);

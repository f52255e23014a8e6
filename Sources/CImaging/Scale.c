#include <stdlib.h>
#include <string.h>

#include "AreaScaler.h"
#include "CImaging.h"

/* Places between source pixels have 16 bits behind the point. */
enum { fraction_bits = 16, fraction_one = 1 << fraction_bits };

/* Where the middle of an output pixel lies among the middles of the source's. */
static uint32_t place_of(uint32_t index, uint32_t length, uint32_t source_length) {
  const int64_t place =
      ((int64_t)(2 * index + 1) * source_length * fraction_one / length - fraction_one) / 2;
  const int64_t last = (int64_t)(source_length - 1) * fraction_one;
  return (uint32_t)(place < 0 ? 0 : place > last ? last : place);
}

static uint32_t between(uint32_t one, uint32_t other, uint32_t fraction) {
  return (one * (fraction_one - fraction) + other * fraction + fraction_one / 2) >> fraction_bits;
}

static void enlarge_row(const uint8_t *upper, const uint8_t *lower, uint32_t down,
                        uint32_t source_width, uint32_t width, uint8_t *out) {
  for (uint32_t x = 0; x < width; x += 1, out += 3) {
    const uint32_t across = place_of(x, width, source_width);
    const size_t left = (size_t)(across >> fraction_bits) * 3;
    const size_t right = left + (left / 3 + 1 < source_width ? 3 : 0);
    for (size_t channel = 0; channel < 3; channel += 1) {
      const uint32_t part = across & (fraction_one - 1);
      const uint32_t above = between(upper[left + channel], upper[right + channel], part);
      const uint32_t below = between(lower[left + channel], lower[right + channel], part);
      out[channel] = (uint8_t)between(above, below, down);
    }
  }
}

static void enlarge(const uint8_t *source, uint32_t source_width, uint32_t source_height,
                    uint32_t width, uint32_t height, uint8_t *pixels) {
  for (uint32_t y = 0; y < height; y += 1) {
    const uint32_t down = place_of(y, height, source_height);
    const uint32_t upper = down >> fraction_bits;
    const uint32_t lower = upper + 1 < source_height ? upper + 1 : upper;
    enlarge_row(source + (size_t)upper * source_width * 3,
                source + (size_t)lower * source_width * 3, down & (fraction_one - 1),
                source_width, width, pixels + (size_t)y * width * 3);
  }
}

static imaging_status shrink(const uint8_t *source, uint32_t source_width, uint32_t source_height,
                             uint32_t width, uint32_t height, uint8_t *pixels) {
  area_scaler scaler;
  const bool has_started =
      area_scaler_start(&scaler, source_width, source_height, width, height, pixels);
  for (uint32_t y = 0; has_started && y < source_height; y += 1) {
    area_scaler_add(&scaler, source + (size_t)y * source_width * 3);
  }
  area_scaler_end(&scaler);
  return has_started ? IMAGING_OK : IMAGING_NO_MEMORY;
}

static uint32_t smaller(uint32_t one, uint32_t other) { return one < other ? one : other; }

imaging_status imaging_scale(const uint8_t *source, uint32_t source_width, uint32_t source_height,
                             uint32_t width, uint32_t height, uint8_t *pixels) {
  if (width <= source_width && height <= source_height) {
    return shrink(source, source_width, source_height, width, height, pixels);
  }
  /* A side that shrinks does so first. */
  const uint32_t less_wide = smaller(width, source_width);
  const uint32_t less_high = smaller(height, source_height);
  if (less_wide == source_width && less_high == source_height) {
    enlarge(source, source_width, source_height, width, height, pixels);
    return IMAGING_OK;
  }
  uint8_t *between_steps = malloc((size_t)less_wide * less_high * 3);
  if (between_steps == NULL) return IMAGING_NO_MEMORY;
  const imaging_status status =
      shrink(source, source_width, source_height, less_wide, less_high, between_steps);
  if (status == IMAGING_OK) {
    enlarge(between_steps, less_wide, less_high, width, height, pixels);
  }
  free(between_steps);
  return status;
}

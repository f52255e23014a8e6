#include "AreaScaler.h"

#include <stdlib.h>
#include <string.h>

/* In units where the source is `source_width * width` wide, a source pixel is `width` wide and an
 * output pixel `source_width`: all edges are whole numbers and the weights are exact. Sums stay
 * below 2^32: across a row 255 * 16384, scaled to 16 bits; down a column 65535 * 16384. */

bool area_scaler_start(area_scaler *scaler, uint32_t source_width, uint32_t source_height,
                       uint32_t width, uint32_t height, uint8_t *pixels) {
  memset(scaler, 0, sizeof *scaler);
  scaler->source_width = source_width;
  scaler->source_height = source_height;
  scaler->width = width;
  scaler->height = height;
  scaler->pixels = pixels;
  if (width == 0 || height == 0 || width > source_width || height > source_height ||
      source_width > 16384 || source_height > 16384) {
    return false;
  }
  scaler->row_sums = calloc((size_t)width * 3, sizeof(uint32_t));
  scaler->sums = calloc((size_t)width * 3, sizeof(uint32_t));
  return scaler->row_sums != NULL && scaler->sums != NULL;
}

void area_scaler_end(area_scaler *scaler) {
  free(scaler->row_sums);
  free(scaler->sums);
  scaler->row_sums = NULL;
  scaler->sums = NULL;
}

/* Averages one source row into `row_sums`, each value 16 bits wide. */
static void average_row(area_scaler *scaler, const uint8_t *rgb) {
  const uint32_t source_width = scaler->source_width;
  uint32_t *out = scaler->row_sums;
  uint32_t room = source_width;
  uint32_t sum[3] = {0, 0, 0};
  for (uint32_t x = 0; x < source_width; x += 1, rgb += 3) {
    const uint32_t inside = scaler->width < room ? scaler->width : room;
    const uint32_t outside = scaler->width - inside;
    for (int channel = 0; channel < 3; channel += 1) sum[channel] += rgb[channel] * inside;
    room -= inside;
    if (room > 0) continue;
    for (int channel = 0; channel < 3; channel += 1) {
      out[channel] = (uint32_t)(((uint64_t)sum[channel] * 257 + source_width / 2) / source_width);
      sum[channel] = rgb[channel] * outside;
    }
    out += 3;
    room = source_width - outside;
  }
}

static void finish_row(area_scaler *scaler, uint32_t outside) {
  const size_t count = (size_t)scaler->width * 3;
  uint8_t *out = scaler->pixels + (size_t)scaler->row * count;
  const uint64_t whole = (uint64_t)scaler->source_height * 257;
  for (size_t index = 0; index < count; index += 1) {
    const uint64_t value = (scaler->sums[index] + whole / 2) / whole;
    out[index] = (uint8_t)(value > 255 ? 255 : value);
    scaler->sums[index] = scaler->row_sums[index] * outside;
  }
  scaler->row += 1;
}

void area_scaler_add(area_scaler *scaler, const uint8_t *rgb) {
  if (scaler->source_row >= scaler->source_height) return;
  if (scaler->width == scaler->source_width && scaler->height == scaler->source_height) {
    const size_t length = (size_t)scaler->width * 3;
    memcpy(scaler->pixels + scaler->source_row * length, rgb, length);
    scaler->source_row += 1;
    return;
  }
  average_row(scaler, rgb);
  const uint64_t top = (uint64_t)scaler->source_row * scaler->height;
  const uint64_t edge = (uint64_t)(scaler->row + 1) * scaler->source_height;
  const uint64_t room = edge - top;
  const uint32_t inside = scaler->height < room ? scaler->height : (uint32_t)room;
  const size_t count = (size_t)scaler->width * 3;
  for (size_t index = 0; index < count; index += 1) {
    scaler->sums[index] += scaler->row_sums[index] * inside;
  }
  scaler->source_row += 1;
  if (top + scaler->height >= edge) finish_row(scaler, scaler->height - inside);
}

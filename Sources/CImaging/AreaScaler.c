#include "AreaScaler.h"

#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* In units where the source is `source_width * width` wide, a source pixel is `width` wide and an
 * output pixel `source_width`: all edges are whole numbers and the weights are exact. Averages are
 * taken of light, not of its sRGB encoding, or fine bright detail, such as text, would go dark.
 * Light has 16 bits, so sums stay below 2^32: 65535 * 16384 across a row and down a column. */

/* Light is looked up by its upper 12 bits: at the dark end, where the encoding is steepest, a step
 * of the encoding is 19.9 of 65535, so 16 tells neighbours apart. */
enum { light_bits = 12, light_shift = 16 - light_bits };
static uint16_t light_of[256];
static uint8_t encoding_of[1 << light_bits];
static pthread_once_t tables_made = PTHREAD_ONCE_INIT;

/* IEC 61966-2-1. */
static double light(double encoded) {
  return encoded <= 0.04045 ? encoded / 12.92 : pow((encoded + 0.055) / 1.055, 2.4);
}

static double encoding(double light) {
  return light <= 0.0031308 ? light * 12.92 : 1.055 * pow(light, 1 / 2.4) - 0.055;
}

static void make_tables(void) {
  for (int value = 0; value < 256; value += 1) {
    light_of[value] = (uint16_t)lround(light(value / 255.0) * 65535);
  }
  for (int index = 0; index < 1 << light_bits; index += 1) {
    const double middle = (index + 0.5) * (1 << light_shift) / 65536;
    encoding_of[index] = (uint8_t)lround(encoding(middle) * 255);
  }
  /* A picture of one colour keeps it to the letter. */
  for (int value = 0; value < 256; value += 1) {
    encoding_of[light_of[value] >> light_shift] = (uint8_t)value;
  }
}

bool area_scaler_start(area_scaler *scaler, uint32_t source_width, uint32_t source_height,
                       uint32_t width, uint32_t height, uint8_t *pixels) {
  pthread_once(&tables_made, make_tables);
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

/* Averages the light of one source row into `row_sums`. */
static void average_row(area_scaler *scaler, const uint8_t *rgb) {
  const uint32_t source_width = scaler->source_width;
  uint32_t *out = scaler->row_sums;
  uint32_t room = source_width;
  uint32_t sum[3] = {0, 0, 0};
  for (uint32_t x = 0; x < source_width; x += 1, rgb += 3) {
    const uint32_t inside = scaler->width < room ? scaler->width : room;
    const uint32_t outside = scaler->width - inside;
    for (int channel = 0; channel < 3; channel += 1) {
      sum[channel] += light_of[rgb[channel]] * inside;
    }
    room -= inside;
    if (room > 0) continue;
    for (int channel = 0; channel < 3; channel += 1) {
      out[channel] = (sum[channel] + source_width / 2) / source_width;
      sum[channel] = light_of[rgb[channel]] * outside;
    }
    out += 3;
    room = source_width - outside;
  }
}

static void finish_row(area_scaler *scaler, uint32_t outside) {
  const size_t count = (size_t)scaler->width * 3;
  uint8_t *out = scaler->pixels + (size_t)scaler->row * count;
  const uint32_t whole = scaler->source_height;
  for (size_t index = 0; index < count; index += 1) {
    const uint32_t average = (scaler->sums[index] + whole / 2) / whole;
    out[index] = encoding_of[(average > 65535 ? 65535 : average) >> light_shift];
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

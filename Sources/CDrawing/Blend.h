#pragma once

#include "CDrawing.h"

static inline uint8_t drawing_byte(float value) {
  float scaled = value * 255 + 0.5f;
  return scaled <= 0 ? 0 : scaled >= 255 ? 255 : (uint8_t)scaled;
}

static inline drawing_color drawing_mix(drawing_color from, drawing_color to, float part) {
  drawing_color mixed = {
      from.red + (to.red - from.red) * part,
      from.green + (to.green - from.green) * part,
      from.blue + (to.blue - from.blue) * part,
      from.alpha + (to.alpha - from.alpha) * part,
  };
  return mixed;
}

/// A colour made ready for many pixels.
typedef struct {
  int red;
  int green;
  int blue;
} drawing_ink;

static inline drawing_ink drawing_mixed_ink(drawing_color color) {
  drawing_ink ink = {drawing_byte(color.red), drawing_byte(color.green), drawing_byte(color.blue)};
  return ink;
}

/// Lays a colour over a pixel with the cover given, in 256ths.
static inline void drawing_blend(uint8_t *pixel, drawing_ink ink, int part) {
  pixel[0] = (uint8_t)(pixel[0] + (((ink.red - pixel[0]) * part) >> 8));
  pixel[1] = (uint8_t)(pixel[1] + (((ink.green - pixel[1]) * part) >> 8));
  pixel[2] = (uint8_t)(pixel[2] + (((ink.blue - pixel[2]) * part) >> 8));
}

/* Shrinks a picture given row by row: each output pixel is the average of the area it covers,
 * edge pixels counted by the part of them inside. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

typedef struct area_scaler {
  uint32_t source_width, source_height, width, height;
  uint32_t source_row, row;
  uint32_t *row_sums;
  uint32_t *sums;
  uint8_t *pixels;
} area_scaler;

/* `pixels` takes width * height RGB pixels. Sides must be 1...16384 and not above the source's. */
bool area_scaler_start(area_scaler *scaler, uint32_t source_width, uint32_t source_height,
                       uint32_t width, uint32_t height, uint8_t *pixels);
/* Takes the next source row of RGB pixels; rows past the last are ignored. */
void area_scaler_add(area_scaler *scaler, const uint8_t *rgb);
void area_scaler_end(area_scaler *scaler);

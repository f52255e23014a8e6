#pragma once

#include <stdint.h>

// The inner loops of drawing into 8-bit RGB rows without padding. Coordinates are pixels, the
// centre of the first one at (0.5, 0.5); colours are 0…1 with their cover as alpha.

typedef struct {
  float red;
  float green;
  float blue;
  float alpha;
} drawing_color;

typedef struct {
  uint8_t *pixels;
  int width;
  int height;
} drawing_canvas;

/// Fills rows `top..<bottom` with a vertical gradient; `positions` rise from 0 to 1.
void drawing_gradient(drawing_canvas canvas, int top, int bottom, const drawing_color *colors,
                      const float *positions, int count);
/// Fills a closed outline of `count` points (x, y pairs), shaded from `upper` at `y0` to `lower`
/// at `y1`. Edges are smooth.
void drawing_polygon(drawing_canvas canvas, const float *points, int count, drawing_color upper,
                     drawing_color lower, float y0, float y1);
/// A line through the points with round ends and joins.
void drawing_stroke(drawing_canvas canvas, const float *points, int count, float width,
                    drawing_color color);
/// A disc whose cover falls softly from `color.alpha` in the middle to nothing at the radius.
void drawing_glow(drawing_canvas canvas, float x, float y, float radius, drawing_color color);
/// Copies a picture, scaled, into the rectangle.
void drawing_picture(drawing_canvas canvas, const uint8_t *source, int source_width,
                     int source_height, int x, int y, int width, int height);
/// Multiplies everything by a colour (each part at most 1) and darkens towards the corners by `vignette`.
void drawing_tone(drawing_canvas canvas, drawing_color tint, float vignette);

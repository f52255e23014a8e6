#include <math.h>
#include <stdlib.h>

#include "Blend.h"

void drawing_gradient(drawing_canvas canvas, int top, int bottom, const drawing_color *colors,
                      const float *positions, int count) {
  if (count < 1) return;
  int from = top < 0 ? 0 : top, to = bottom > canvas.height ? canvas.height : bottom;
  for (int row = from; row < to; row++) {
    float at = (row + 0.5f - top) / (bottom - top);
    int stop = 0;
    while (stop + 1 < count && positions[stop + 1] < at) stop++;
    drawing_color color = colors[stop];
    if (stop + 1 < count) {
      float span = positions[stop + 1] - positions[stop];
      float part = span > 0 ? (at - positions[stop]) / span : 0;
      part = part < 0 ? 0 : part > 1 ? 1 : part;
      color = drawing_mix(color, colors[stop + 1], part);
    }
    uint8_t *pixel = canvas.pixels + (size_t)row * canvas.width * 3;
    // An ordered grain of less than one step keeps wide gradients free of bands.
    uint8_t bytes[4][3];
    for (int step = 0; step < 4; step++) {
      float grain = ((step * 5 + row * 3) % 4) / 4.0f / 255 - 0.375f / 255;
      bytes[step][0] = drawing_byte(color.red + grain);
      bytes[step][1] = drawing_byte(color.green + grain);
      bytes[step][2] = drawing_byte(color.blue + grain);
    }
    for (int x = 0; x < canvas.width; x++, pixel += 3) {
      const uint8_t *source = bytes[x & 3];
      pixel[0] = source[0];
      pixel[1] = source[1];
      pixel[2] = source[2];
    }
  }
}

void drawing_glow(drawing_canvas canvas, float x, float y, float radius, drawing_color color) {
  if (radius <= 0) return;
  int top = (int)fmaxf(0, y - radius), left = (int)fmaxf(0, x - radius);
  int bottom = (int)fminf((float)canvas.height, y + radius + 1);
  int right = (int)fminf((float)canvas.width, x + radius + 1);
  float scale = 1 / (radius * radius), alpha = color.alpha * 256;
  drawing_ink ink = drawing_mixed_ink(color);
  for (int row = top; row < bottom; row++) {
    uint8_t *pixel = canvas.pixels + ((size_t)row * canvas.width + left) * 3;
    float dy = row + 0.5f - y;
    for (int column = left; column < right; column++, pixel += 3) {
      float dx = column + 0.5f - x, part = 1 - (dx * dx + dy * dy) * scale;
      if (part > 0) drawing_blend(pixel, ink, (int)(part * part * alpha));
    }
  }
}

/// The mean of the source's pixels that fall into one pixel of the target.
static void sample(const uint8_t *source, int source_width, int left, int right, int top,
                   int bottom, uint8_t *pixel) {
  unsigned sum[3] = {0, 0, 0};
  for (int y = top; y < bottom; y++) {
    const uint8_t *from = source + ((size_t)y * source_width + left) * 3;
    for (int x = left; x < right; x++, from += 3) {
      sum[0] += from[0];
      sum[1] += from[1];
      sum[2] += from[2];
    }
  }
  unsigned count = (unsigned)(right - left) * (unsigned)(bottom - top);
  for (int i = 0; i < 3; i++) pixel[i] = (uint8_t)(sum[i] / count);
}

void drawing_picture(drawing_canvas canvas, const uint8_t *source, int source_width,
                     int source_height, int x, int y, int width, int height) {
  if (source_width < 1 || source_height < 1) return;
  for (int row = y < 0 ? -y : 0; row < height && y + row < canvas.height; row++) {
    int top = (int)((int64_t)row * source_height / height);
    int bottom = (int)((int64_t)(row + 1) * source_height / height);
    if (bottom <= top) bottom = top + 1;
    for (int column = x < 0 ? -x : 0; column < width && x + column < canvas.width; column++) {
      int left = (int)((int64_t)column * source_width / width);
      int right = (int)((int64_t)(column + 1) * source_width / width);
      if (right <= left) right = left + 1;
      uint8_t *pixel = canvas.pixels + ((size_t)(y + row) * canvas.width + x + column) * 3;
      sample(source, source_width, left, right, top, bottom, pixel);
    }
  }
}

void drawing_tone(drawing_canvas canvas, drawing_color tint, float vignette) {
  const int red = (int)(tint.red * 256), green = (int)(tint.green * 256);
  const int blue = (int)(tint.blue * 256);
  float *columns = malloc(sizeof(float) * (size_t)canvas.width);
  if (columns == NULL) return;
  for (int x = 0; x < canvas.width; x++) {
    float dx = (x + 0.5f) / canvas.width * 2 - 1;
    columns[x] = dx * dx;
  }
  for (int row = 0; row < canvas.height; row++) {
    float dy = (row + 0.5f) / canvas.height * 2 - 1;
    uint8_t *pixel = canvas.pixels + (size_t)row * canvas.width * 3;
    for (int x = 0; x < canvas.width; x++, pixel += 3) {
      float far = (columns[x] + dy * dy) / 2;
      int light = (int)((1 - vignette * far * far) * 256);
      pixel[0] = (uint8_t)((pixel[0] * light * red) >> 16);
      pixel[1] = (uint8_t)((pixel[1] * light * green) >> 16);
      pixel[2] = (uint8_t)((pixel[2] * light * blue) >> 16);
    }
  }
  free(columns);
}

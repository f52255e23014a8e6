#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "Blend.h"

typedef struct {
  float x0, y0, x1, y1;
  float direction;
} edge;

static int by_top(const void *left, const void *right) {
  float a = ((const edge *)left)->y0, b = ((const edge *)right)->y0;
  return (a > b) - (a < b);
}

/// The outline's edges, top point first, sorted by it.
static int make_edges(const float *points, int count, edge *edges) {
  int made = 0;
  for (int i = 0; i < count; i++) {
    const float *from = points + 2 * i, *to = points + 2 * ((i + 1) % count);
    if (from[1] == to[1]) continue;
    edge item = {from[0], from[1], to[0], to[1], 1};
    if (from[1] > to[1]) {
      item = (edge){to[0], to[1], from[0], from[1], -1};
    }
    edges[made++] = item;
  }
  qsort(edges, (size_t)made, sizeof *edges, by_top);
  return made;
}

/// Adds the area that lies to the right of one edge's piece inside one row: `cells` holds the
/// change of cover from one pixel to the next.
static void add_piece(float *cells, int width, float xa, float xb, float height) {
  float low = xa < xb ? xa : xb, high = xa < xb ? xb : xa;
  if (high <= 0) {
    cells[0] += height;
    return;
  }
  if (low >= width) return;
  // What sticks out of the canvas counts at its border.
  if (low < 0) low = 0;
  if (high > width) high = width;
  int first = (int)low, last = (int)high;
  if (first == last || high - low < 1e-4f) {
    float middle = (low + high) / 2 - first;
    cells[first] += height * (1 - middle);
    cells[first + 1] += height * middle;
    return;
  }
  float slope = height / (high - low);
  float before = 0, area_before = 0;
  for (int x = first; x <= last; x++) {
    // The cover of pixel x is the mean over it of the height reached so far.
    float left = low > x ? low : x, right = high < x + 1 ? high : x + 1;
    float reached = before + slope * (right - left);
    float area = (right - left) * (before + reached) / 2 + (x + 1 - right) * reached;
    cells[x] += area - area_before;
    area_before = area;
    before = reached;
  }
  cells[last + 1] += height - area_before;
}

/// Adds what an edge contributes to a row; the span that changed grows by it.
static void add_edge(float *cells, int width, const edge *item, int row, int *from, int *to) {
  float top = item->y0 > row ? item->y0 : row;
  float bottom = item->y1 < row + 1 ? item->y1 : row + 1;
  if (bottom <= top) return;
  float slope = (item->x1 - item->x0) / (item->y1 - item->y0);
  float xa = item->x0 + (top - item->y0) * slope, xb = item->x0 + (bottom - item->y0) * slope;
  add_piece(cells, width, xa, xb, (bottom - top) * item->direction);
  float low = xa < xb ? xa : xb, high = xa < xb ? xb : xa;
  int first = low <= 0 ? 0 : low >= width ? width : (int)low;
  int last = high <= 0 ? 1 : high >= width - 2 ? width : (int)high + 2;
  if (first < *from) *from = first;
  if (last > *to) *to = last;
}

static void fill_row(drawing_canvas canvas, const float *cells, int row, int from, int to,
                     drawing_color color) {
  uint8_t *pixel = canvas.pixels + ((size_t)row * canvas.width + from) * 3;
  drawing_ink ink = drawing_mixed_ink(color);
  float cover = 0, scale = color.alpha * 256;
  for (int x = from; x < to; x++, pixel += 3) {
    cover += cells[x];
    float part = fabsf(cover);
    int weight = (int)((part > 1 ? 1 : part) * scale + 0.5f);
    drawing_blend(pixel, ink, weight);
  }
}

static drawing_color shade(drawing_color upper, drawing_color lower, float part) {
  if (part < 0) part = 0;
  if (part > 1) part = 1;
  return drawing_mix(upper, lower, part);
}

void drawing_polygon(drawing_canvas canvas, const float *points, int count, drawing_color upper,
                     drawing_color lower, float y0, float y1) {
  if (count < 3) return;
  edge *edges = malloc(sizeof(edge) * (size_t)count);
  float *cells = calloc((size_t)canvas.width + 4, sizeof(float));
  if (edges == NULL || cells == NULL) {
    free(edges);
    free(cells);
    return;
  }
  int made = make_edges(points, count, edges);
  float bottom = 0;
  for (int i = 0; i < made; i++) bottom = edges[i].y1 > bottom ? edges[i].y1 : bottom;
  int row = made && edges[0].y0 > 0 ? (int)fminf(edges[0].y0, (float)canvas.height) : 0;
  int end = (int)fminf(ceilf(bottom), (float)canvas.height), first = 0;
  for (; row < end; row++) {
    int from = canvas.width, to = 0;
    while (first < made && edges[first].y1 <= row) first++;
    for (int i = first; i < made && edges[i].y0 < row + 1; i++) {
      add_edge(cells, canvas.width, &edges[i], row, &from, &to);
    }
    if (from >= to) continue;
    float part = y1 > y0 ? (row + 0.5f - y0) / (y1 - y0) : 0;
    fill_row(canvas, cells, row, from, to, shade(upper, lower, part));
    memset(cells + from, 0, sizeof(float) * (size_t)(to - from + 3));
  }
  free(edges);
  free(cells);
}

/// Raises `cover` to that of a thick segment in one row.
static void cover_segment(float *cover, int width, int row, const float *a, const float *b,
                          float radius, int *from, int *to) {
  float y = row + 0.5f, reach = radius + 1;
  float top = a[1] < b[1] ? a[1] : b[1], bottom = a[1] < b[1] ? b[1] : a[1];
  if (y < top - reach || y > bottom + reach) return;
  float dx = b[0] - a[0], dy = b[1] - a[1], squared = dx * dx + dy * dy;
  // The stretch of the segment that comes near this row bounds the columns to look at.
  float ya = fmaxf(top, y - reach), yb = fminf(bottom, y + reach);
  float xa = a[0], xb = b[0];
  if (fabsf(dy) > 1e-3f) {
    xa = a[0] + (ya - a[1]) / dy * dx;
    xb = a[0] + (yb - a[1]) / dy * dx;
  }
  int first = (int)fmaxf(0, fminf(xa, xb) - reach);
  int last = (int)fminf((float)width, fmaxf(xa, xb) + reach + 1);
  for (int x = first; x < last; x++) {
    float px = x + 0.5f - a[0], py = y - a[1];
    float along = squared > 0 ? (px * dx + py * dy) / squared : 0;
    along = along < 0 ? 0 : along > 1 ? 1 : along;
    float ex = px - along * dx, ey = py - along * dy;
    float part = radius + 0.5f - sqrtf(ex * ex + ey * ey);
    if (part > 1) part = 1;
    if (part > cover[x]) cover[x] = part;
  }
  if (first < *from) *from = first;
  if (last > *to) *to = last;
}

void drawing_stroke(drawing_canvas canvas, const float *points, int count, float width,
                    drawing_color color) {
  float *cover = calloc((size_t)canvas.width + 1, sizeof(float));
  if (cover == NULL || count < 1) {
    free(cover);
    return;
  }
  float radius = width / 2, top = points[1], bottom = points[1];
  for (int i = 1; i < count; i++) {
    top = fminf(top, points[2 * i + 1]);
    bottom = fmaxf(bottom, points[2 * i + 1]);
  }
  int row = (int)fmaxf(0, top - radius - 1);
  int end = (int)fminf((float)canvas.height, bottom + radius + 2);
  for (; row < end; row++) {
    int from = canvas.width, to = 0;
    for (int i = 0; i < (count > 1 ? count - 1 : 1); i++) {
      const float *next = points + 2 * (count > 1 ? i + 1 : i);
      cover_segment(cover, canvas.width, row, points + 2 * i, next, radius, &from, &to);
    }
    uint8_t *pixels = canvas.pixels + (size_t)row * canvas.width * 3;
    drawing_ink ink = drawing_mixed_ink(color);
    for (int x = from; x < to; x++) {
      int weight = (int)(cover[x] * color.alpha * 256 + 0.5f);
      if (weight > 0) drawing_blend(pixels + x * 3, ink, weight);
      cover[x] = 0;
    }
  }
  free(cover);
}

#include "CLettering.h"

#include <stdlib.h>
#include <string.h>

#include "Library.h"

/* A paragraph has few lines; more pixels would be a mistake. */
static const int height_limit = 8192;

bool lettering_is_available(void) { return lettering_load() != NULL; }

static void set_font(const lettering_library *pango, void *layout,
                     const lettering_paragraph *paragraph) {
  void *font = pango->font_new();
  pango->font_set_family(font, "Sans");
  pango->font_set_size(font, (double)paragraph->size * lettering_units);
  if (paragraph->is_bold) pango->font_set_weight(font, lettering_bold);
  pango->set_font_description(layout, font);
  pango->font_free(font);
}

static void *make_layout(const lettering_library *pango, void *cairo,
                         const lettering_paragraph *paragraph) {
  void *layout = pango->create_layout(cairo);
  set_font(pango, layout, paragraph);
  pango->set_width(layout, (int)paragraph->width * lettering_units);
  pango->set_wrap(layout, lettering_wrap_words_then_letters);
  pango->set_ellipsize(layout, lettering_ellipsis_at_end);
  /* A negative height is a number of lines. */
  pango->set_height(layout, -(int)paragraph->lines);
  pango->set_alignment(layout,
                       paragraph->is_centred ? lettering_align_centre : lettering_align_left);
  pango->set_text(layout, paragraph->text, (int)paragraph->length);
  return layout;
}

static bool copy_rows(const lettering_library *pango, void *surface, uint32_t width,
                      lettering_picture *picture) {
  pango->surface_flush(surface);
  const unsigned char *rows = pango->surface_data(surface);
  const int stride = pango->surface_stride(surface);
  picture->coverage = malloc((size_t)width * picture->height);
  if (picture->coverage == NULL || rows == NULL) return false;
  for (uint32_t y = 0; y < picture->height; y += 1) {
    memcpy(picture->coverage + (size_t)y * width, rows + (size_t)y * (size_t)stride, width);
  }
  return true;
}

/* Measures a paragraph: how high its surface has to be. */
static int height_of(const lettering_library *pango, const lettering_paragraph *paragraph,
                     lettering_picture *picture) {
  void *surface = pango->surface_create(lettering_coverage_only, 1, 1);
  void *cairo = pango->cairo_create(surface);
  void *layout = make_layout(pango, cairo, paragraph);
  int width = 0;
  int height = 0;
  pango->pixel_size(layout, &width, &height);
  const int unknown = pango->unknown_glyphs(layout);
  picture->unknown = unknown > 0 ? (uint32_t)unknown : 0;
  pango->unref(layout);
  pango->cairo_destroy(cairo);
  pango->surface_destroy(surface);
  return height < height_limit ? height : height_limit;
}

bool lettering_draw(const lettering_paragraph *paragraph, lettering_picture *picture) {
  const lettering_library *pango = lettering_load();
  memset(picture, 0, sizeof *picture);
  if (pango == NULL || paragraph->width == 0 || paragraph->width > 16384) return false;
  const int height = height_of(pango, paragraph, picture);
  picture->height = height > 0 ? (uint32_t)height : 1;
  void *surface = pango->surface_create(lettering_coverage_only, (int)paragraph->width,
                                        (int)picture->height);
  void *cairo = pango->cairo_create(surface);
  bool is_drawn = pango->surface_status(surface) == lettering_status_success;
  if (is_drawn) {
    void *layout = make_layout(pango, cairo, paragraph);
    pango->show_layout(cairo, layout);
    pango->unref(layout);
    is_drawn = copy_rows(pango, surface, paragraph->width, picture);
  }
  pango->cairo_destroy(cairo);
  pango->surface_destroy(surface);
  if (is_drawn) return true;
  free(picture->coverage);
  picture->coverage = NULL;
  return false;
}

void lettering_release(uint8_t *coverage) { free(coverage); }

#include "CSymbols.h"

#include <stdlib.h>
#include <string.h>

#include "Library.h"

bool csymbols_is_available(void) { return chafa_load() != NULL; }

static int mode_of(csymbols_colours colours) {
  switch (colours) {
    case CSYMBOLS_TRUE_COLOUR:
      return chafa_mode_true_colour;
    case CSYMBOLS_PALETTE_240:
      return chafa_mode_240;
    case CSYMBOLS_PALETTE_16:
      return chafa_mode_16;
    case CSYMBOLS_NO_COLOUR:
      return chafa_mode_two_colours;
  }
  return chafa_mode_true_colour;
}

/* Characters that every font has at the same width: no sextants, no braille. */
static void *usual_symbols(const chafa_library *chafa, bool only_ascii) {
  void *map = chafa->symbol_map_new();
  const int blocks = chafa_tag_space | chafa_tag_block | chafa_tag_quadrant | chafa_tag_half;
  chafa->symbol_map_add_by_tags(map, only_ascii ? chafa_tag_ascii : blocks);
  return map;
}

static void read_cells(const chafa_library *chafa, void *canvas, uint32_t columns, uint32_t rows,
                       csymbols_cell *cells) {
  for (uint32_t y = 0; y < rows; y += 1) {
    for (uint32_t x = 0; x < columns; x += 1, cells += 1) {
      int foreground = -1;
      int background = -1;
      cells->scalar = chafa->canvas_get_char_at(canvas, (int)x, (int)y);
      chafa->canvas_get_raw_colors_at(canvas, (int)x, (int)y, &foreground, &background);
      cells->foreground = foreground;
      cells->background = background;
    }
  }
}

bool csymbols_draw(const uint8_t *pixels, uint32_t width, uint32_t height, csymbols_colours colours,
                   bool only_ascii, uint32_t columns, uint32_t rows, csymbols_cell *cells) {
  const chafa_library *chafa = chafa_load();
  if (chafa == NULL) return false;
  void *config = chafa->canvas_config_new();
  void *map = usual_symbols(chafa, only_ascii);
  chafa->canvas_config_set_geometry(config, (int)columns, (int)rows);
  chafa->canvas_config_set_canvas_mode(config, mode_of(colours));
  chafa->canvas_config_set_pixel_mode(config, chafa_pixels_as_symbols);
  chafa->canvas_config_set_symbol_map(config, map);
  void *canvas = chafa->canvas_new(config);
  if (canvas != NULL) {
    chafa->canvas_draw_all_pixels(canvas, chafa_rgb8, pixels, (int)width, (int)height,
                                  (int)width * 3);
    read_cells(chafa, canvas, columns, rows, cells);
    chafa->canvas_unref(canvas);
  }
  chafa->symbol_map_unref(map);
  chafa->canvas_config_unref(config);
  return canvas != NULL;
}

static bool copy_text(const chafa_library *chafa, void *canvas, uint8_t **bytes, size_t *count) {
  /* The fallback knows every sequence there is, sixels among them. */
  void *terminal = chafa->term_db_get_fallback_info(chafa->term_db_get_default());
  chafa_text *text = chafa->canvas_print(canvas, terminal);
  chafa->term_info_unref(terminal);
  if (text == NULL) return false;
  *bytes = malloc(text->count > 0 ? text->count : 1);
  if (*bytes != NULL) memcpy(*bytes, text->text, text->count);
  *count = text->count;
  chafa->string_free(text, 1);
  return *bytes != NULL;
}

bool csymbols_sixel(const uint8_t *pixels, uint32_t width, uint32_t height, uint8_t **bytes,
                    size_t *count) {
  const chafa_library *chafa = chafa_load();
  if (chafa == NULL) return false;
  void *config = chafa->canvas_config_new();
  /* One cell a pixel: the canvas then is exactly as large as the picture. */
  chafa->canvas_config_set_geometry(config, (int)width, (int)height);
  chafa->canvas_config_set_cell_geometry(config, 1, 1);
  chafa->canvas_config_set_canvas_mode(config, chafa_mode_true_colour);
  chafa->canvas_config_set_pixel_mode(config, chafa_pixels_as_sixels);
  void *canvas = chafa->canvas_new(config);
  bool is_written = false;
  if (canvas != NULL) {
    chafa->canvas_draw_all_pixels(canvas, chafa_rgb8, pixels, (int)width, (int)height,
                                  (int)width * 3);
    is_written = copy_text(chafa, canvas, bytes, count);
    chafa->canvas_unref(canvas);
  }
  chafa->canvas_config_unref(config);
  return is_written;
}

void csymbols_release(uint8_t *bytes) { free(bytes); }

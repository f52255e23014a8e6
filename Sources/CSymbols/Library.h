#pragma once

#include <stddef.h>
#include <stdint.h>

/* The functions and numbers of libchafa 1.12 (libchafa.so.0) that are used here, as its headers
 * declare them. They are spelled out so that building needs neither its headers nor GLib's. */
typedef struct {
  char *text;
  size_t count, room;
} chafa_text;

enum {
  chafa_mode_true_colour = 0,
  chafa_mode_240 = 2,
  chafa_mode_16 = 3,
  chafa_mode_two_colours = 5,
};
enum { chafa_pixels_as_symbols = 0, chafa_pixels_as_sixels = 1 };
enum { chafa_rgb8 = 8 };
enum {
  chafa_tag_space = 1 << 0,
  chafa_tag_block = 1 << 3,
  chafa_tag_quadrant = 1 << 7,
  chafa_tag_half = 1 << 8 | 1 << 9,
  chafa_tag_ascii = 1 << 14,
};

typedef struct {
  void *(*symbol_map_new)(void);
  void (*symbol_map_unref)(void *map);
  void (*symbol_map_add_by_tags)(void *map, int tags);
  void *(*canvas_config_new)(void);
  void (*canvas_config_unref)(void *config);
  void (*canvas_config_set_geometry)(void *config, int width, int height);
  void (*canvas_config_set_cell_geometry)(void *config, int width, int height);
  void (*canvas_config_set_canvas_mode)(void *config, int mode);
  void (*canvas_config_set_pixel_mode)(void *config, int mode);
  void (*canvas_config_set_symbol_map)(void *config, const void *map);
  void (*canvas_config_set_work_factor)(void *config, float factor);
  void *(*canvas_new)(const void *config);
  void (*canvas_unref)(void *canvas);
  void (*canvas_draw_all_pixels)(void *canvas, int kind, const uint8_t *pixels, int width,
                                 int height, int stride);
  uint32_t (*canvas_get_char_at)(void *canvas, int x, int y);
  void (*canvas_get_raw_colors_at)(void *canvas, int x, int y, int *foreground, int *background);
  chafa_text *(*canvas_print)(void *canvas, void *terminal);
  void *(*term_db_get_default)(void);
  void *(*term_db_get_fallback_info)(void *database);
  void (*term_info_unref)(void *terminal);
  char *(*string_free)(chafa_text *text, int frees_segment);
} chafa_library;

/* The table, filled once; NULL when the library or one of the functions is missing. */
const chafa_library *chafa_load(void);

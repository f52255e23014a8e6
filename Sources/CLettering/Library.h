#pragma once

#include <stdint.h>

/* The functions and numbers of Pango 1.50 and cairo 1.16 that are used here, as their headers
 * declare them. They are spelled out so that building needs neither their headers nor GLib's. */
enum { lettering_coverage_only = 2 };
enum { lettering_status_success = 0 };
enum { lettering_units = 1024 };
enum { lettering_align_left = 0, lettering_align_centre = 1 };
enum { lettering_ellipsis_at_end = 3 };
enum { lettering_wrap_words_then_letters = 2 };
enum { lettering_bold = 700 };

typedef struct {
  void *(*surface_create)(int format, int width, int height);
  int (*surface_status)(void *surface);
  void (*surface_flush)(void *surface);
  unsigned char *(*surface_data)(void *surface);
  int (*surface_stride)(void *surface);
  void (*surface_destroy)(void *surface);
  void *(*cairo_create)(void *surface);
  void (*cairo_destroy)(void *cairo);
  void *(*create_layout)(void *cairo);
  void (*show_layout)(void *cairo, void *layout);
  void (*set_text)(void *layout, const char *text, int length);
  void (*set_width)(void *layout, int width);
  void (*set_height)(void *layout, int height);
  void (*set_ellipsize)(void *layout, int mode);
  void (*set_wrap)(void *layout, int mode);
  void (*set_alignment)(void *layout, int alignment);
  void (*set_font_description)(void *layout, const void *font);
  void (*pixel_size)(void *layout, int *width, int *height);
  int (*unknown_glyphs)(void *layout);
  void *(*font_new)(void);
  void (*font_free)(void *font);
  void (*font_set_family)(void *font, const char *family);
  void (*font_set_size)(void *font, double size);
  void (*font_set_weight)(void *font, int weight);
  void (*unref)(void *object);
} lettering_library;

/* The table, filled once; NULL when a library or one of the functions is missing. */
const lettering_library *lettering_load(void);

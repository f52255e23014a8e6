#include "Library.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stddef.h>

static lettering_library library;
static int is_loaded;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void load(void) {
  /* Never closed again: GLib cannot be unloaded. Pango, cairo and GObject come along with it. */
  void *handle = dlopen("libpangocairo-1.0.so.0", RTLD_NOW | RTLD_LOCAL);
  if (handle == NULL) return;
  const struct {
    const char *name;
    void *slot;
  } wanted[] = {
      {"cairo_image_surface_create", &library.surface_create},
      {"cairo_surface_status", &library.surface_status},
      {"cairo_surface_flush", &library.surface_flush},
      {"cairo_image_surface_get_data", &library.surface_data},
      {"cairo_image_surface_get_stride", &library.surface_stride},
      {"cairo_surface_destroy", &library.surface_destroy},
      {"cairo_create", &library.cairo_create},
      {"cairo_destroy", &library.cairo_destroy},
      {"pango_cairo_create_layout", &library.create_layout},
      {"pango_cairo_show_layout", &library.show_layout},
      {"pango_layout_set_text", &library.set_text},
      {"pango_layout_set_width", &library.set_width},
      {"pango_layout_set_height", &library.set_height},
      {"pango_layout_set_ellipsize", &library.set_ellipsize},
      {"pango_layout_set_wrap", &library.set_wrap},
      {"pango_layout_set_alignment", &library.set_alignment},
      {"pango_layout_set_font_description", &library.set_font_description},
      {"pango_layout_get_pixel_size", &library.pixel_size},
      {"pango_layout_get_unknown_glyphs_count", &library.unknown_glyphs},
      {"pango_font_description_new", &library.font_new},
      {"pango_font_description_free", &library.font_free},
      {"pango_font_description_set_family", &library.font_set_family},
      {"pango_font_description_set_absolute_size", &library.font_set_size},
      {"pango_font_description_set_weight", &library.font_set_weight},
      {"g_object_unref", &library.unref},
  };
  for (size_t index = 0; index < sizeof wanted / sizeof wanted[0]; index += 1) {
    void *found = dlsym(handle, wanted[index].name);
    if (found == NULL) return;
    /* POSIX promises that an object pointer holds a function's address. */
    *(void **)wanted[index].slot = found;
  }
  is_loaded = 1;
}

const lettering_library *lettering_load(void) {
  pthread_once(&once, load);
  return is_loaded ? &library : NULL;
}

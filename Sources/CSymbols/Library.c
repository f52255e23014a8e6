#include "Library.h"

#include <dlfcn.h>
#include <pthread.h>

static chafa_library library;
static int is_loaded;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void load(void) {
  /* Never closed again: GLib cannot be unloaded. */
  void *handle = dlopen("libchafa.so.0", RTLD_NOW | RTLD_LOCAL);
  if (handle == NULL) return;
  const struct {
    const char *name;
    void *slot;
  } wanted[] = {
      {"chafa_symbol_map_new", &library.symbol_map_new},
      {"chafa_symbol_map_unref", &library.symbol_map_unref},
      {"chafa_symbol_map_add_by_tags", &library.symbol_map_add_by_tags},
      {"chafa_canvas_config_new", &library.canvas_config_new},
      {"chafa_canvas_config_unref", &library.canvas_config_unref},
      {"chafa_canvas_config_set_geometry", &library.canvas_config_set_geometry},
      {"chafa_canvas_config_set_cell_geometry", &library.canvas_config_set_cell_geometry},
      {"chafa_canvas_config_set_canvas_mode", &library.canvas_config_set_canvas_mode},
      {"chafa_canvas_config_set_pixel_mode", &library.canvas_config_set_pixel_mode},
      {"chafa_canvas_config_set_symbol_map", &library.canvas_config_set_symbol_map},
      {"chafa_canvas_config_set_work_factor", &library.canvas_config_set_work_factor},
      {"chafa_canvas_new", &library.canvas_new},
      {"chafa_canvas_unref", &library.canvas_unref},
      {"chafa_canvas_draw_all_pixels", &library.canvas_draw_all_pixels},
      {"chafa_canvas_get_char_at", &library.canvas_get_char_at},
      {"chafa_canvas_get_raw_colors_at", &library.canvas_get_raw_colors_at},
      {"chafa_canvas_print", &library.canvas_print},
      {"chafa_term_db_get_default", &library.term_db_get_default},
      {"chafa_term_db_get_fallback_info", &library.term_db_get_fallback_info},
      {"chafa_term_info_unref", &library.term_info_unref},
      {"g_string_free", &library.string_free},
  };
  for (size_t index = 0; index < sizeof wanted / sizeof wanted[0]; index += 1) {
    void *found = dlsym(handle, wanted[index].name);
    if (found == NULL) return;
    /* POSIX promises that an object pointer holds a function's address. */
    *(void **)wanted[index].slot = found;
  }
  is_loaded = 1;
}

const chafa_library *chafa_load(void) {
  pthread_once(&once, load);
  return is_loaded ? &library : NULL;
}

#include "CVTerm.h"

#include <stdlib.h>
#include <string.h>
#include <vterm.h>

struct vscreen {
  VTerm *terminal;
  VTermScreen *cells;
  vscreen_state state;
  char *title;
  uint8_t *answer;
  size_t answer_count;
  size_t answer_capacity;
};

static void keep_answer(const char *bytes, size_t count, void *user) {
  vscreen *screen = user;
  size_t needed = screen->answer_count + count;
  if (needed > screen->answer_capacity) {
    uint8_t *larger = realloc(screen->answer, needed * 2);
    if (larger == NULL) return;
    screen->answer = larger;
    screen->answer_capacity = needed * 2;
  }
  memcpy(screen->answer + screen->answer_count, bytes, count);
  screen->answer_count = needed;
}

static int set_property(VTermProp property, VTermValue *value, void *user) {
  vscreen *screen = user;
  switch (property) {
  case VTERM_PROP_CURSORVISIBLE: screen->state.is_cursor_visible = value->boolean != 0; break;
  case VTERM_PROP_ALTSCREEN: screen->state.is_alternate = value->boolean != 0; break;
  case VTERM_PROP_MOUSE: screen->state.has_mouse = value->number != VTERM_PROP_MOUSE_NONE; break;
  case VTERM_PROP_TITLE:
    free(screen->title);
    screen->title = value->string == NULL ? NULL : strdup(value->string);
    break;
  default: break;
  }
  return 1;
}

static int count_bell(void *user) {
  ((vscreen *)user)->state.bells++;
  return 1;
}

vscreen *vscreen_new(int columns, int rows) {
  static const VTermScreenCallbacks callbacks = {.settermprop = set_property, .bell = count_bell};
  vscreen *screen = calloc(1, sizeof *screen);
  if (screen == NULL) return NULL;
  screen->terminal = vterm_new(rows, columns);
  if (screen->terminal == NULL) {
    free(screen);
    return NULL;
  }
  vterm_set_utf8(screen->terminal, 1);
  vterm_output_set_callback(screen->terminal, keep_answer, screen);
  screen->cells = vterm_obtain_screen(screen->terminal);
  vterm_screen_set_callbacks(screen->cells, &callbacks, screen);
  vterm_screen_enable_altscreen(screen->cells, 1);
  vterm_screen_reset(screen->cells, 1);
  return screen;
}

void vscreen_free(vscreen *screen) {
  if (screen == NULL) return;
  vterm_free(screen->terminal);
  free(screen->title);
  free(screen->answer);
  free(screen);
}

void vscreen_resize(vscreen *screen, int columns, int rows) {
  vterm_set_size(screen->terminal, rows, columns);
}

void vscreen_feed(vscreen *screen, const uint8_t *bytes, size_t count) {
  vterm_input_write(screen->terminal, (const char *)bytes, count);
}

size_t vscreen_take_answer(vscreen *screen, uint8_t *bytes, size_t capacity) {
  size_t count = screen->answer_count < capacity ? screen->answer_count : capacity;
  if (count == 0) return 0;
  memcpy(bytes, screen->answer, count);
  screen->answer_count -= count;
  memmove(screen->answer, screen->answer + count, screen->answer_count);
  return count;
}

static vscreen_colour colour_of(const VTermColor *colour) {
  if (VTERM_COLOR_IS_DEFAULT_FG(colour) || VTERM_COLOR_IS_DEFAULT_BG(colour)) {
    return (vscreen_colour){.kind = VSCREEN_STANDARD};
  }
  if (VTERM_COLOR_IS_INDEXED(colour)) {
    return (vscreen_colour){.kind = VSCREEN_PALETTE, .index = colour->indexed.idx};
  }
  return (vscreen_colour){.kind = VSCREEN_DIRECT,
                          .red = colour->rgb.red,
                          .green = colour->rgb.green,
                          .blue = colour->rgb.blue};
}

static unsigned int attributes_of(VTermScreenCellAttrs attributes) {
  return (attributes.bold ? VSCREEN_BOLD : 0u) | (attributes.italic ? VSCREEN_ITALIC : 0u) |
         (attributes.underline ? VSCREEN_UNDERLINE : 0u) |
         (attributes.blink ? VSCREEN_BLINK : 0u) | (attributes.reverse ? VSCREEN_REVERSE : 0u) |
         (attributes.strike ? VSCREEN_STRIKE : 0u);
}

bool vscreen_cell_at(const vscreen *screen, int x, int y, vscreen_cell *cell) {
  VTermScreenCell found;
  VTermPos place = {.row = y, .col = x};
  memset(cell, 0, sizeof *cell);
  if (!vterm_screen_get_cell(screen->cells, place, &found)) return false;
  cell->attributes = attributes_of(found.attrs);
  cell->foreground = colour_of(&found.fg);
  cell->background = colour_of(&found.bg);
  /* The right half of a wide character. */
  if (found.chars[0] == UINT32_MAX) return true;
  cell->width = found.width;
  for (int place = 0; place < VSCREEN_SCALARS && place < VTERM_MAX_CHARS_PER_CELL; place++) {
    if (found.chars[place] == 0) break;
    cell->scalars[place] = found.chars[place];
  }
  return true;
}

vscreen_state vscreen_state_now(const vscreen *screen) {
  vscreen_state state = screen->state;
  VTermPos cursor;
  vterm_state_get_cursorpos(vterm_obtain_state(screen->terminal), &cursor);
  state.cursor_x = cursor.col;
  state.cursor_y = cursor.row;
  return state;
}

const char *vscreen_title(const vscreen *screen) {
  return screen->title == NULL ? "" : screen->title;
}

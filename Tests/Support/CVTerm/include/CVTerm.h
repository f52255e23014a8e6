/* The wall over libvterm: what a terminal would show of a program's output. For tests only. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct vscreen vscreen;

/* Both at least 1. NULL without memory. */
vscreen *vscreen_new(int columns, int rows);
void vscreen_free(vscreen *screen);
void vscreen_resize(vscreen *screen, int columns, int rows);
/* Takes what the program wrote; a sequence or a character may end in the next piece. */
void vscreen_feed(vscreen *screen, const uint8_t *bytes, size_t count);
/* Moves at most `capacity` bytes of what the terminal answers to the program's questions. */
size_t vscreen_take_answer(vscreen *screen, uint8_t *bytes, size_t capacity);

typedef enum vscreen_colour_kind {
  VSCREEN_STANDARD = 0,
  VSCREEN_PALETTE,
  VSCREEN_DIRECT,
} vscreen_colour_kind;

typedef struct vscreen_colour {
  vscreen_colour_kind kind;
  uint8_t index;
  uint8_t red;
  uint8_t green;
  uint8_t blue;
} vscreen_colour;

/* The attributes of a cell, as bits of a set. libvterm does not keep "dim". */
typedef enum vscreen_attribute {
  VSCREEN_BOLD = 1,
  VSCREEN_ITALIC = 2,
  VSCREEN_UNDERLINE = 4,
  VSCREEN_BLINK = 8,
  VSCREEN_REVERSE = 16,
  VSCREEN_STRIKE = 32,
} vscreen_attribute;

enum { VSCREEN_SCALARS = 6 };

typedef struct vscreen_cell {
  /* Ends at the first nought; empty where nothing was written. */
  uint32_t scalars[VSCREEN_SCALARS];
  /* 2 for a wide character, 0 for the cell that it covers. */
  int width;
  unsigned int attributes;
  vscreen_colour foreground;
  vscreen_colour background;
} vscreen_cell;

/* False outside of the screen. */
bool vscreen_cell_at(const vscreen *screen, int x, int y, vscreen_cell *cell);

typedef struct vscreen_state {
  int cursor_x;
  int cursor_y;
  bool is_cursor_visible;
  bool is_alternate;
  /* Presses, releases or movements are reported. */
  bool has_mouse;
  unsigned int bells;
} vscreen_state;

vscreen_state vscreen_state_now(const vscreen *screen);
/* "" where none was set. Valid until the screen is fed or freed. */
const char *vscreen_title(const vscreen *screen);

/* The wall over libchafa: pictures as coloured characters and as sixels.
 *
 * The library brings GLib with it, so it is opened on first use: a program that shows no picture
 * does not pay for it, and one on a machine without it goes without these two forms. Calls may run
 * at the same time on different threads. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* True when the library is there; opens it. */
bool csymbols_is_available(void);

/* What the terminal can colour a character with. */
typedef enum csymbols_colours {
  CSYMBOLS_TRUE_COLOUR,
  /* The 240 entries of the palette of 256 that no user's theme changes. */
  CSYMBOLS_PALETTE_240,
  CSYMBOLS_PALETTE_16,
  /* Characters alone carry the picture. */
  CSYMBOLS_NO_COLOUR,
} csymbols_colours;

/* One character and its colours: 0xRRGGBB, or an entry of the palette; -1 is the terminal's own. */
typedef struct csymbols_cell {
  uint32_t scalar;
  int32_t foreground;
  int32_t background;
} csymbols_cell;

/* Draws RGB pixels as `columns` x `rows` characters; `cells` has room for them. `only_ascii` is for
 * terminals that show nothing else. False without the library or without memory. */
bool csymbols_draw(const uint8_t *pixels, uint32_t width, uint32_t height, csymbols_colours colours,
                   bool only_ascii, uint32_t columns, uint32_t rows, csymbols_cell *cells);

/* Writes RGB pixels as one sixel image of the same size. On success `*bytes` is a block that
 * `csymbols_release` frees. */
bool csymbols_sixel(const uint8_t *pixels, uint32_t width, uint32_t height, uint8_t **bytes,
                    size_t *count);
void csymbols_release(uint8_t *bytes);

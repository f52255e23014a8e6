/* The wall over Pango and cairo: words as pixels.
 *
 * The libraries bring GLib, HarfBuzz and fontconfig with them and only contact sheets have words, so
 * they are opened on first use. Calls may run at the same time on different threads. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* True when the libraries are there; opens them. */
bool lettering_is_available(void);

typedef struct lettering_paragraph {
  /* UTF-8. */
  const char *text;
  size_t length;
  /* Of the letters, in pixels. */
  uint32_t size;
  bool is_bold;
  bool is_centred;
  /* Lines are broken at this many pixels, 1...16384. */
  uint32_t width;
  /* Lines beyond are left out, with an ellipsis. */
  uint32_t lines;
} lettering_paragraph;

/* Pixels of a paragraph: how much of each is covered, 0...255, `width` of them a row. */
typedef struct lettering_picture {
  uint8_t *coverage;
  uint32_t height;
  /* Characters that no installed font has. */
  uint32_t unknown;
} lettering_picture;

/* On success `picture->coverage` is a block that `lettering_release` frees. False without the
 * libraries or without memory. */
bool lettering_draw(const lettering_paragraph *paragraph, lettering_picture *picture);
void lettering_release(uint8_t *coverage);

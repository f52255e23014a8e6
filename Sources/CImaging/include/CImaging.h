/* The wall over libjpeg-turbo, libpng and libwebp.
 *
 * Every call is complete in itself: a jump taken out of a library's error path starts and ends
 * inside one function here, so no caller's frame is ever crossed. Nothing here keeps state between
 * calls, so calls may run at the same time on different threads.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

typedef enum imaging_status {
  IMAGING_OK = 0,
  /* The data ended before the picture did. */
  IMAGING_TRUNCATED,
  /* The data contradicts itself or its checksums. */
  IMAGING_DAMAGED,
  /* A valid picture in a form this program does not read. */
  IMAGING_UNSUPPORTED,
  /* Decoding would take more memory than is allowed. */
  IMAGING_TOO_LARGE,
  IMAGING_NO_MEMORY,
  /* The system refused a read; errno was kept in the report. */
  IMAGING_READ_FAILED,
  /* The caller wanted no more of it. */
  IMAGING_CANCELLED,
} imaging_status;

/* What a call has to say besides its result. `message` is printable ASCII, ended by a zero. */
typedef struct imaging_report {
  uint32_t width;
  uint32_t height;
  int error_number;
  char message[160];
} imaging_report;

/* The text of a report; lives as long as the report. */
const char *imaging_report_text(const imaging_report *report);

/* In every call that reads, `report->width` and `report->height` hold on entry the size that the
 * picture was said to have: a picture that differs is IMAGING_DAMAGED before a row is decoded, so
 * limits checked on that size hold. A `file` is read from its present place and stays open. */

/* Decodes every row of a picture and keeps none. */
imaging_status imaging_check_jpeg(FILE *file, imaging_report *report);
imaging_status imaging_check_png(FILE *file, imaging_report *report);
imaging_status imaging_check_webp(const uint8_t *bytes, size_t count, imaging_report *report);

/* What is wanted of a picture. */
typedef struct imaging_wish {
  /* A part of the picture, in its pixels: inside it, and at least one pixel. */
  uint32_t left, top, part_width, part_height;
  /* What the part is scaled to: at least one pixel, and no side larger than the part's. */
  uint32_t width, height;
  /* 0xRRGGBB; lies beneath what is transparent. */
  uint32_t background;
  /* Asked every few rows; true ends the call with IMAGING_CANCELLED. */
  bool (*is_cancelled)(void *context);
  void *context;
} imaging_wish;

/* Decodes to RGB pixels; `pixels` has room for width * height * 3 bytes. Of a part, rows below it
 * are neither decoded nor checked. */
imaging_status imaging_decode_jpeg(FILE *file, const imaging_wish *wish, uint8_t *pixels,
                                   imaging_report *report);
imaging_status imaging_decode_png(FILE *file, const imaging_wish *wish, uint8_t *pixels,
                                  imaging_report *report);
/* Takes a whole still file, or one frame's chunks of an animated one. */
imaging_status imaging_decode_webp(const uint8_t *bytes, size_t count, const imaging_wish *wish,
                                   uint8_t *pixels, imaging_report *report);

/* Scales RGB pixels to another size, sides 1...16384: down by averages of light, up by lines
 * between neighbours. `pixels` has room for width * height * 3 bytes. */
imaging_status imaging_scale(const uint8_t *source, uint32_t source_width, uint32_t source_height,
                             uint32_t width, uint32_t height, uint8_t *pixels);

/* Encodes RGB pixels. On success `*bytes` is a block that `imaging_release` frees. */
imaging_status imaging_encode_jpeg(const uint8_t *pixels, uint32_t width, uint32_t height,
                                   int quality, uint8_t **bytes, size_t *count,
                                   imaging_report *report);
imaging_status imaging_encode_png(const uint8_t *pixels, uint32_t width, uint32_t height,
                                  uint8_t **bytes, size_t *count, imaging_report *report);
/* `indices` has a byte a pixel, each below `colours` (1...256); `palette` three bytes a colour.
 * With `has_clear_first`, the first colour shows what lies beneath. */
imaging_status imaging_encode_palette_png(const uint8_t *indices, uint32_t width, uint32_t height,
                                          const uint8_t *palette, uint32_t colours,
                                          bool has_clear_first, uint8_t **bytes, size_t *count,
                                          imaging_report *report);
/* Chooses at most `*colours` (8...256) colours for RGB pixels and says how many it took; `palette`
 * has room for as many times three bytes, `indices` for width * height bytes. */
imaging_status imaging_quantise(const uint8_t *pixels, uint32_t width, uint32_t height, int dithers,
                                uint8_t *palette, uint32_t *colours, uint8_t *indices,
                                imaging_report *report);
void imaging_release(uint8_t *bytes);

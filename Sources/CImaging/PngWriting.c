#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include "CImaging.h"
#include "Report.h"

#include <png.h>

typedef struct png_writer {
  png_structp library;
  png_infop info;
  jmp_buf way_out;
  imaging_report *report;
  imaging_status status;
  uint8_t *bytes;
  size_t count, capacity;
} png_writer;

static void stay_silent(png_structp library, png_const_charp message) {
  (void)library;
  (void)message;
}

static void leave_writer(png_structp library, png_const_charp message) {
  png_writer *writer = png_get_error_ptr(library);
  imaging_report_set(writer->report, message);
  if (writer->status == IMAGING_OK) writer->status = IMAGING_UNSUPPORTED;
  longjmp(writer->way_out, 1);
}

static void write_bytes(png_structp library, png_bytep bytes, png_size_t count) {
  png_writer *writer = png_get_io_ptr(library);
  if (writer->capacity - writer->count < count) {
    const size_t wanted = (writer->count + count) * 2;
    uint8_t *grown = realloc(writer->bytes, wanted);
    if (grown == NULL) {
      writer->status = IMAGING_NO_MEMORY;
      png_error(library, "no memory for the picture");
    }
    writer->bytes = grown;
    writer->capacity = wanted;
  }
  memcpy(writer->bytes + writer->count, bytes, count);
  writer->count += count;
}

static void flush_nothing(png_structp library) { (void)library; }

static imaging_status close_writer(png_writer *writer) {
  const imaging_status status = writer->status;
  png_destroy_write_struct(&writer->library, &writer->info);
  if (status != IMAGING_OK) free(writer->bytes);
  free(writer);
  return status;
}

/* A writer without a way out yet; NULL without memory. */
static png_writer *make_writer(imaging_report *report) {
  png_writer *writer = calloc(1, sizeof *writer);
  if (writer == NULL) return NULL;
  writer->report = report;
  report->message[0] = 0;
  writer->library =
      png_create_write_struct(PNG_LIBPNG_VER_STRING, writer, leave_writer, stay_silent);
  if (writer->library != NULL) writer->info = png_create_info_struct(writer->library);
  if (writer->info != NULL) return writer;
  png_destroy_write_struct(&writer->library, NULL);
  free(writer);
  return NULL;
}

/* Writes rows of `row_length` bytes between header and end. Called with the way out set. */
static void write_picture(png_writer *writer, const uint8_t *rows, uint32_t height,
                          size_t row_length) {
  png_write_info(writer->library, writer->info);
  for (uint32_t y = 0; y < height; y += 1) {
    png_write_row(writer->library, rows + (size_t)y * row_length);
  }
  png_write_end(writer->library, NULL);
}

imaging_status imaging_encode_png(const uint8_t *pixels, uint32_t width, uint32_t height,
                                  uint8_t **bytes, size_t *count, imaging_report *report) {
  png_writer *writer = make_writer(report);
  if (writer == NULL) return IMAGING_NO_MEMORY;
  if (setjmp(writer->way_out) != 0) return close_writer(writer);
  png_set_write_fn(writer->library, writer, write_bytes, flush_nothing);
  png_set_compression_level(writer->library, 1);
  /* One filter for all rows: trying five on each costs more time than it saves bytes. */
  png_set_filter(writer->library, PNG_FILTER_TYPE_BASE, PNG_FILTER_SUB);
  png_set_IHDR(writer->library, writer->info, width, height, 8, PNG_COLOR_TYPE_RGB,
               PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  write_picture(writer, pixels, height, (size_t)width * 3);
  *bytes = writer->bytes;
  *count = writer->count;
  return close_writer(writer);
}

imaging_status imaging_encode_palette_png(const uint8_t *indices, uint32_t width, uint32_t height,
                                          const uint8_t *palette, uint32_t colours,
                                          bool has_clear_first, uint8_t **bytes, size_t *count,
                                          imaging_report *report) {
  png_writer *writer = make_writer(report);
  if (writer == NULL) return IMAGING_NO_MEMORY;
  png_color entries[256];
  for (uint32_t index = 0; index < colours && index < 256; index += 1) {
    memcpy(&entries[index], palette + index * 3, 3);
  }
  if (setjmp(writer->way_out) != 0) return close_writer(writer);
  png_set_write_fn(writer->library, writer, write_bytes, flush_nothing);
  png_set_compression_level(writer->library, 6);
  png_set_filter(writer->library, PNG_FILTER_TYPE_BASE, PNG_FILTER_NONE);
  png_set_IHDR(writer->library, writer->info, width, height, 8, PNG_COLOR_TYPE_PALETTE,
               PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_set_PLTE(writer->library, writer->info, entries, (int)colours);
  const png_byte clear = 0;
  if (has_clear_first) png_set_tRNS(writer->library, writer->info, &clear, 1, NULL);
  write_picture(writer, indices, height, width);
  *bytes = writer->bytes;
  *count = writer->count;
  return close_writer(writer);
}

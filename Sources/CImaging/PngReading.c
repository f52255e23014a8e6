#include <errno.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include "AreaScaler.h"
#include "CImaging.h"
#include "Report.h"

#include <png.h>

static const uint32_t rows_between_questions = 32;
/* Bytes of an interlaced picture: 60 megapixels, twice what any service makes. */
static const uint64_t interlaced_limit = 180u << 20;

typedef struct png_reader {
  png_structp library;
  png_infop info;
  jmp_buf way_out;
  FILE *file;
  imaging_report *report;
  imaging_status status;
  area_scaler scaler;
  uint8_t *rows;
  uint32_t channels;
} png_reader;

static void leave_reader(png_structp library, png_const_charp message) {
  png_reader *reader = png_get_error_ptr(library);
  imaging_report_set(reader->report, message);
  if (reader->status == IMAGING_OK) reader->status = IMAGING_DAMAGED;
  longjmp(reader->way_out, 1);
}

static void stay_silent(png_structp library, png_const_charp message) {
  (void)library;
  (void)message;
}

static void read_bytes(png_structp library, png_bytep bytes, png_size_t count) {
  png_reader *reader = png_get_io_ptr(library);
  if (fread(bytes, 1, count, reader->file) == count) return;
  reader->status = IMAGING_TRUNCATED;
  if (ferror(reader->file)) {
    reader->status = IMAGING_READ_FAILED;
    reader->report->error_number = errno;
  }
  png_error(library, "the data ends early");
}

static png_reader *make_reader(FILE *file, imaging_report *report) {
  png_reader *reader = calloc(1, sizeof *reader);
  if (reader == NULL) return NULL;
  reader->file = file;
  reader->report = report;
  report->message[0] = 0;
  reader->library =
      png_create_read_struct(PNG_LIBPNG_VER_STRING, reader, leave_reader, stay_silent);
  if (reader->library != NULL) reader->info = png_create_info_struct(reader->library);
  if (reader->info == NULL) {
    png_destroy_read_struct(&reader->library, NULL, NULL);
    free(reader);
    return NULL;
  }
  return reader;
}

static imaging_status close_picture(png_reader *reader) {
  const imaging_status status = reader->status;
  png_destroy_read_struct(&reader->library, &reader->info, NULL);
  area_scaler_end(&reader->scaler);
  free(reader->rows);
  free(reader);
  return status;
}

/* Reads up to the first row. Called with the way out set. */
static void open_picture(png_reader *reader) {
  png_set_read_fn(reader->library, reader, read_bytes);
  png_set_crc_action(reader->library, PNG_CRC_ERROR_QUIT, PNG_CRC_ERROR_QUIT);
  png_set_user_limits(reader->library, 16384, 16384);
  png_read_info(reader->library, reader->info);
}

static void make_rows(png_reader *reader, size_t count) {
  reader->rows = calloc(count, png_get_rowbytes(reader->library, reader->info));
  if (reader->rows != NULL) return;
  reader->status = IMAGING_NO_MEMORY;
  png_error(reader->library, "no memory for a row");
}

imaging_status imaging_check_png(FILE *file, imaging_report *report) {
  png_reader *reader = make_reader(file, report);
  if (reader == NULL) return IMAGING_NO_MEMORY;
  if (setjmp(reader->way_out) != 0) return close_picture(reader);
  open_picture(reader);
  const uint32_t width = png_get_image_width(reader->library, reader->info);
  const uint32_t height = png_get_image_height(reader->library, reader->info);
  if (!imaging_size_agrees(report, width, height)) {
    reader->status = IMAGING_DAMAGED;
    return close_picture(reader);
  }
  const int is_interlaced =
      png_get_interlace_type(reader->library, reader->info) == PNG_INTERLACE_ADAM7;
  png_start_read_image(reader->library);
  make_rows(reader, 1);
  /* Without interlace handling the library hands out the small rows of each pass as they come,
   * so that no picture has to be kept. A pass without columns has no rows either. */
  const int passes = is_interlaced ? PNG_INTERLACE_ADAM7_PASSES : 1;
  for (int pass = 0; pass < passes; pass += 1) {
    if (is_interlaced && PNG_PASS_COLS(width, pass) == 0) continue;
    const uint32_t rows = is_interlaced ? PNG_PASS_ROWS(height, pass) : height;
    for (uint32_t y = 0; y < rows; y += 1) png_read_row(reader->library, reader->rows, NULL);
  }
  png_read_end(reader->library, NULL);
  return close_picture(reader);
}

/* Asks for eight-bit RGB, or RGBA where the file has transparency; returns the passes. */
static int ask_for_colours(png_reader *reader) {
  const int kind = png_get_color_type(reader->library, reader->info);
  reader->channels = (kind & PNG_COLOR_MASK_ALPHA) != 0 ||
                             png_get_valid(reader->library, reader->info, PNG_INFO_tRNS) != 0
                         ? 4
                         : 3;
  png_set_expand(reader->library);
  png_set_scale_16(reader->library);
  png_set_gray_to_rgb(reader->library);
  const int passes = png_set_interlace_handling(reader->library);
  png_read_update_info(reader->library, reader->info);
  return passes;
}

static void stop_if_unwanted(png_reader *reader, const imaging_wish *wish, uint32_t row) {
  if (row % rows_between_questions != 0) return;
  if (wish->is_cancelled == NULL || !wish->is_cancelled(wish->context)) return;
  reader->status = IMAGING_CANCELLED;
  png_error(reader->library, "cancelled");
}

/* Hands the wanted part of one row to the scaler. */
static void add_row(png_reader *reader, const imaging_wish *wish, uint8_t *row) {
  uint8_t *part = row + (size_t)wish->left * reader->channels;
  if (reader->channels == 4) imaging_lay_on(wish->background, part, part, wish->part_width);
  area_scaler_add(&reader->scaler, part);
}

/* An interlaced picture arrives in passes over the whole of it and has to be kept whole. */
static void read_passes(png_reader *reader, int passes, const imaging_wish *wish) {
  const uint32_t height = png_get_image_height(reader->library, reader->info);
  const size_t length = png_get_rowbytes(reader->library, reader->info);
  if ((uint64_t)length * height > interlaced_limit) {
    reader->status = IMAGING_TOO_LARGE;
    png_error(reader->library, "interlaced, to be held whole");
  }
  make_rows(reader, height);
  for (int pass = 0; pass < passes; pass += 1) {
    for (uint32_t y = 0; y < height; y += 1) {
      stop_if_unwanted(reader, wish, y);
      png_read_row(reader->library, reader->rows + y * length, NULL);
    }
  }
  for (uint32_t y = wish->top; y < wish->top + wish->part_height; y += 1) {
    add_row(reader, wish, reader->rows + y * length);
  }
}

static void read_rows(png_reader *reader, const imaging_wish *wish) {
  make_rows(reader, 1);
  for (uint32_t y = 0; y < wish->top + wish->part_height; y += 1) {
    stop_if_unwanted(reader, wish, y);
    png_read_row(reader->library, reader->rows, NULL);
    if (y >= wish->top) add_row(reader, wish, reader->rows);
  }
}

imaging_status imaging_decode_png(FILE *file, const imaging_wish *wish, uint8_t *pixels,
                                  imaging_report *report) {
  if (!imaging_wish_fits(wish, report)) return IMAGING_DAMAGED;
  png_reader *reader = make_reader(file, report);
  if (reader == NULL) return IMAGING_NO_MEMORY;
  if (setjmp(reader->way_out) != 0) return close_picture(reader);
  open_picture(reader);
  const uint32_t height = png_get_image_height(reader->library, reader->info);
  if (!imaging_size_agrees(report, png_get_image_width(reader->library, reader->info), height)) {
    reader->status = IMAGING_DAMAGED;
    return close_picture(reader);
  }
  const int passes = ask_for_colours(reader);
  if (!area_scaler_start(&reader->scaler, wish->part_width, wish->part_height, wish->width,
                         wish->height, pixels)) {
    reader->status = IMAGING_NO_MEMORY;
    png_error(reader->library, "no memory to scale");
  }
  if (passes > 1) {
    read_passes(reader, passes, wish);
  } else {
    read_rows(reader, wish);
  }
  if (wish->top + wish->part_height == height) png_read_end(reader->library, NULL);
  return close_picture(reader);
}

#include "Jpeg.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "Report.h"

#include <jerror.h>

/* A progressive picture is held whole as coefficients; this bounds it. */
static const long memory_limit = 640L << 20;
/* Each scan of a progressive picture costs a pass over all of it. */
static const int scan_limit = 200;
static const unsigned rows_between_questions = 32;

imaging_status jpeg_status_of_message(int code) {
  switch (code) {
    case JERR_INPUT_EMPTY:
    case JERR_INPUT_EOF:
    case JWRN_JPEG_EOF:
      return IMAGING_TRUNCATED;
    case JERR_NO_BACKING_STORE:
    case JERR_IMAGE_TOO_BIG:
    case JERR_WIDTH_OVERFLOW:
      return IMAGING_TOO_LARGE;
    case JERR_OUT_OF_MEMORY:
      return IMAGING_NO_MEMORY;
    case JERR_SOF_UNSUPPORTED:
    case JERR_BAD_PRECISION:
    case JERR_CONVERSION_NOTIMPL:
    case JERR_ARITH_NOTIMPL:
    case JERR_NOT_COMPILED:
      return IMAGING_UNSUPPORTED;
    default:
      return IMAGING_DAMAGED;
  }
}

/* Oddities that cost no pixel: writers in the wild leave them in good pictures. */
static int is_harmless(int code) {
  return code == JWRN_EXTRANEOUS_DATA || code == JWRN_ADOBE_XFORM || code == JWRN_JFIF_MAJOR ||
         code == JWRN_BOGUS_PROGRESSION || code == JWRN_BOGUS_ICC || code == JWRN_TOO_MUCH_DATA;
}

static void leave_reader(j_common_ptr library) {
  jpeg_reader *reader = library->client_data;
  char text[JMSG_LENGTH_MAX];
  library->err->format_message(library, text);
  imaging_report_set(reader->report, text);
  reader->status = jpeg_status_of_message(library->err->msg_code);
  if (ferror(reader->file)) {
    reader->status = IMAGING_READ_FAILED;
    reader->report->error_number = errno;
  }
  longjmp(reader->way_out, 1);
}

static void judge_warning(j_common_ptr library, int level) {
  if (level < 0 && !is_harmless(library->err->msg_code)) leave_reader(library);
}

void jpeg_stay_silent(j_common_ptr library) { (void)library; }

static void count_scans(j_common_ptr library) {
  jpeg_reader *reader = library->client_data;
  if (!library->is_decompressor) return;
  if (reader->wish != NULL && reader->wish->is_cancelled != NULL &&
      reader->wish->is_cancelled(reader->wish->context)) {
    reader->status = IMAGING_CANCELLED;
    longjmp(reader->way_out, 1);
  }
  if (reader->library.input_scan_number <= scan_limit) return;
  imaging_report_set(reader->report, "too many scans");
  reader->status = IMAGING_TOO_LARGE;
  longjmp(reader->way_out, 1);
}

jpeg_reader *jpeg_make_reader(FILE *file, imaging_report *report) {
  jpeg_reader *reader = calloc(1, sizeof *reader);
  if (reader == NULL) return NULL;
  reader->file = file;
  reader->report = report;
  report->message[0] = 0;
  reader->library.err = jpeg_std_error(&reader->errors);
  reader->errors.error_exit = leave_reader;
  reader->errors.emit_message = judge_warning;
  reader->errors.output_message = jpeg_stay_silent;
  reader->library.client_data = reader;
  reader->progress.progress_monitor = count_scans;
  return reader;
}

void jpeg_open_picture(jpeg_reader *reader) {
  jpeg_create_decompress(&reader->library);
  reader->library.progress = &reader->progress;
  reader->library.mem->max_memory_to_use = memory_limit;
  jpeg_stdio_src(&reader->library, reader->file);
  jpeg_read_header(&reader->library, TRUE);
  if (imaging_size_agrees(reader->report, reader->library.image_width,
                          reader->library.image_height)) {
    return;
  }
  reader->status = IMAGING_DAMAGED;
  longjmp(reader->way_out, 1);
}

void jpeg_make_row(jpeg_reader *reader) {
  const size_t length = (size_t)reader->library.output_width *
                        (size_t)reader->library.output_components;
  reader->row = malloc(length > 0 ? length : 1);
  if (reader->row == NULL) ERREXIT1(&reader->library, JERR_OUT_OF_MEMORY, 0);
}

imaging_status jpeg_close_picture(jpeg_reader *reader) {
  const imaging_status status = reader->status;
  jpeg_destroy_decompress(&reader->library);
  area_scaler_end(&reader->scaler);
  free(reader->row);
  free(reader);
  return status;
}

imaging_status imaging_check_jpeg(FILE *file, imaging_report *report) {
  jpeg_reader *reader = jpeg_make_reader(file, report);
  if (reader == NULL) return IMAGING_NO_MEMORY;
  if (setjmp(reader->way_out) != 0) return jpeg_close_picture(reader);
  jpeg_open_picture(reader);
  struct jpeg_decompress_struct *library = &reader->library;
  /* An eighth of the size still reads every coefficient, and skips most of the arithmetic. */
  library->scale_num = 1;
  library->scale_denom = 8;
  library->out_color_space = library->jpeg_color_space;
  library->do_fancy_upsampling = FALSE;
  jpeg_start_decompress(library);
  jpeg_make_row(reader);
  while (library->output_scanline < library->output_height) {
    jpeg_read_scanlines(library, &reader->row, 1);
  }
  jpeg_finish_decompress(library);
  return jpeg_close_picture(reader);
}

typedef struct span {
  uint32_t start, end;
} span;

/* Where a part of a side lies once the library has scaled by 1/`divisor`, rounded outwards. */
static span scaled_span(uint32_t start, uint32_t length, uint32_t divisor, uint32_t side) {
  const uint32_t end = (start + length + divisor - 1) / divisor;
  return (span){start / divisor, end < side ? end : side};
}

/* The smallest of 1/8, 1/4, 1/2, 1 that is not below the wanted size: only these are fast. */
static void choose_scale(jpeg_reader *reader, const imaging_wish *wish, span *across, span *down) {
  struct jpeg_decompress_struct *library = &reader->library;
  library->scale_num = 1;
  for (unsigned divisor = 8; divisor > 0; divisor /= 2) {
    library->scale_denom = divisor;
    jpeg_calc_output_dimensions(library);
    *across = scaled_span(wish->left, wish->part_width, divisor, library->output_width);
    *down = scaled_span(wish->top, wish->part_height, divisor, library->output_height);
    if (across->end - across->start >= wish->width && down->end - down->start >= wish->height) {
      return;
    }
  }
}

/* Printing inks to light, in place; Adobe's writers store the inks inverted. */
static void inks_to_rgb(uint8_t *row, uint32_t width, int is_inverted) {
  for (uint32_t x = 0; x < width; x += 1) {
    const uint8_t *inks = row + (size_t)x * 4;
    const uint32_t key = is_inverted ? inks[3] : 255u - inks[3];
    uint8_t rgb[3];
    for (int channel = 0; channel < 3; channel += 1) {
      const uint32_t light = is_inverted ? inks[channel] : 255u - inks[channel];
      rgb[channel] = (uint8_t)((light * key + 127) / 255);
    }
    memcpy(row + (size_t)x * 3, rgb, 3);
  }
}

static void stop_if_unwanted(jpeg_reader *reader, const imaging_wish *wish) {
  if (reader->library.output_scanline % rows_between_questions != 0) return;
  if (wish->is_cancelled == NULL || !wish->is_cancelled(wish->context)) return;
  reader->status = IMAGING_CANCELLED;
  longjmp(reader->way_out, 1);
}

/* Hands the rows of the part to the scaler; of those before it, none. */
static void read_part(jpeg_reader *reader, const imaging_wish *wish, span across, span down) {
  struct jpeg_decompress_struct *library = &reader->library;
  const int has_inks = library->out_color_space == JCS_CMYK;
  while (library->output_scanline < down.end) {
    stop_if_unwanted(reader, wish);
    const bool is_wanted = library->output_scanline >= down.start;
    jpeg_read_scanlines(library, &reader->row, 1);
    if (!is_wanted) continue;
    if (has_inks) inks_to_rgb(reader->row, library->output_width, library->saw_Adobe_marker);
    area_scaler_add(&reader->scaler, reader->row + (size_t)across.start * 3);
  }
}

imaging_status imaging_decode_jpeg(FILE *file, const imaging_wish *wish, uint8_t *pixels,
                                   imaging_report *report) {
  if (!imaging_wish_fits(wish, report)) return IMAGING_DAMAGED;
  jpeg_reader *reader = jpeg_make_reader(file, report);
  if (reader == NULL) return IMAGING_NO_MEMORY;
  if (setjmp(reader->way_out) != 0) return jpeg_close_picture(reader);
  jpeg_open_picture(reader);
  struct jpeg_decompress_struct *library = &reader->library;
  reader->wish = wish;
  library->out_color_space = library->num_components == 4 ? JCS_CMYK : JCS_RGB;
  span across, down;
  choose_scale(reader, wish, &across, &down);
  jpeg_start_decompress(library);
  jpeg_make_row(reader);
  if (!area_scaler_start(&reader->scaler, across.end - across.start, down.end - down.start,
                         wish->width, wish->height, pixels)) {
    ERREXIT1(library, JERR_OUT_OF_MEMORY, 0);
  }
  read_part(reader, wish, across, down);
  if (down.end == library->output_height) jpeg_finish_decompress(library);
  return jpeg_close_picture(reader);
}

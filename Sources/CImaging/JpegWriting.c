#include "Jpeg.h"

#include <stdlib.h>

#include "Report.h"

typedef struct jpeg_writer {
  struct jpeg_compress_struct library;
  struct jpeg_error_mgr errors;
  jmp_buf way_out;
  imaging_report *report;
  imaging_status status;
  unsigned char *bytes;
  unsigned long count;
} jpeg_writer;

static void leave_writer(j_common_ptr library) {
  jpeg_writer *writer = library->client_data;
  char text[JMSG_LENGTH_MAX];
  library->err->format_message(library, text);
  imaging_report_set(writer->report, text);
  writer->status = jpeg_status_of_message(library->err->msg_code);
  longjmp(writer->way_out, 1);
}

static imaging_status abandon_writer(jpeg_writer *writer) {
  const imaging_status status = writer->status;
  jpeg_destroy_compress(&writer->library);
  free(writer->bytes);
  free(writer);
  return status;
}

imaging_status jpeg_encode(const uint8_t *pixels, uint32_t width, uint32_t height, int quality,
                           jpeg_colours colours, uint8_t **bytes, size_t *count,
                           imaging_report *report) {
  jpeg_writer *writer = calloc(1, sizeof *writer);
  if (writer == NULL) return IMAGING_NO_MEMORY;
  writer->report = report;
  struct jpeg_compress_struct *library = &writer->library;
  library->err = jpeg_std_error(&writer->errors);
  writer->errors.error_exit = leave_writer;
  writer->errors.output_message = jpeg_stay_silent;
  library->client_data = writer;
  if (setjmp(writer->way_out) != 0) return abandon_writer(writer);
  jpeg_create_compress(library);
  jpeg_mem_dest(library, &writer->bytes, &writer->count);
  library->image_width = width;
  library->image_height = height;
  library->input_components = 3;
  library->in_color_space = JCS_RGB;
  jpeg_set_defaults(library);
  if (colours == JPEG_COLOURS_WHOLE) jpeg_set_colorspace(library, JCS_RGB);
  jpeg_set_quality(library, quality, TRUE);
  jpeg_start_compress(library, TRUE);
  while (library->next_scanline < height) {
    /* The library only reads rows; its interface predates const. */
    JSAMPROW row = (JSAMPROW)(uintptr_t)(pixels + (size_t)library->next_scanline * width * 3);
    jpeg_write_scanlines(library, &row, 1);
  }
  jpeg_finish_compress(library);
  jpeg_destroy_compress(library);
  *bytes = writer->bytes;
  *count = writer->count;
  free(writer);
  return IMAGING_OK;
}

imaging_status imaging_encode_jpeg(const uint8_t *pixels, uint32_t width, uint32_t height,
                                   int quality, uint8_t **bytes, size_t *count,
                                   imaging_report *report) {
  return jpeg_encode(pixels, width, height, quality, JPEG_COLOURS_USUAL, bytes, count, report);
}

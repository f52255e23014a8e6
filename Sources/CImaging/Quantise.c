#include <stdlib.h>
#include <string.h>

#include "CImaging.h"
#include "Jpeg.h"

/* Almost without loss: what is lost here must not show in a palette of 256. */
static const int passing_quality = 97;

static void copy_palette(jpeg_reader *reader, uint8_t *palette, uint32_t *colours) {
  const struct jpeg_decompress_struct *library = &reader->library;
  *colours = (uint32_t)library->actual_number_of_colors;
  for (uint32_t index = 0; index < *colours; index += 1) {
    for (int channel = 0; channel < 3; channel += 1) {
      palette[index * 3 + (uint32_t)channel] = library->colormap[channel][index];
    }
  }
}

static imaging_status read_indices(FILE *file, int dithers, uint8_t *palette, uint32_t *colours,
                                   uint8_t *indices, imaging_report *report) {
  jpeg_reader *reader = jpeg_make_reader(file, report);
  if (reader == NULL) return IMAGING_NO_MEMORY;
  if (setjmp(reader->way_out) != 0) return jpeg_close_picture(reader);
  jpeg_open_picture(reader);
  struct jpeg_decompress_struct *library = &reader->library;
  library->out_color_space = JCS_RGB;
  library->quantize_colors = TRUE;
  library->two_pass_quantize = TRUE;
  library->desired_number_of_colors = (int)*colours;
  library->dither_mode = dithers ? JDITHER_FS : JDITHER_NONE;
  jpeg_start_decompress(library);
  while (library->output_scanline < library->output_height) {
    JSAMPROW row = indices + (size_t)library->output_scanline * library->output_width;
    jpeg_read_scanlines(library, &row, 1);
  }
  copy_palette(reader, palette, colours);
  jpeg_finish_decompress(library);
  return jpeg_close_picture(reader);
}

/* libjpeg chooses palettes well (median cut over two passes), but only while it decompresses: so
 * the pixels go through a picture of high quality in memory. */
imaging_status imaging_quantise(const uint8_t *pixels, uint32_t width, uint32_t height, int dithers,
                                uint8_t *palette, uint32_t *colours, uint8_t *indices,
                                imaging_report *report) {
  uint8_t *bytes = NULL;
  size_t count = 0;
  imaging_status status = jpeg_encode(pixels, width, height, passing_quality, JPEG_COLOURS_WHOLE,
                                      &bytes, &count, report);
  if (status != IMAGING_OK) return status;
  FILE *file = fmemopen(bytes, count, "rb");
  if (file == NULL) {
    free(bytes);
    return IMAGING_NO_MEMORY;
  }
  report->width = width;
  report->height = height;
  status = read_indices(file, dithers, palette, colours, indices, report);
  fclose(file);
  free(bytes);
  return status;
}

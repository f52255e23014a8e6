/* What the calls that use libjpeg share. */
#pragma once

#include <setjmp.h>
#include <stdio.h>

#include "AreaScaler.h"
#include "CImaging.h"

#include <jpeglib.h>

typedef struct jpeg_reader {
  struct jpeg_decompress_struct library;
  struct jpeg_error_mgr errors;
  struct jpeg_progress_mgr progress;
  jmp_buf way_out;
  FILE *file;
  imaging_report *report;
  imaging_status status;
  /* NULL where nothing can be cancelled. */
  const imaging_wish *wish;
  area_scaler scaler;
  uint8_t *row;
} jpeg_reader;

imaging_status jpeg_status_of_message(int code);
void jpeg_stay_silent(j_common_ptr library);

/* A reader without a way out yet: set `way_out` before anything else. NULL without memory. */
jpeg_reader *jpeg_make_reader(FILE *file, imaging_report *report);
/* Reads the header and holds it against the size in the report. Called with the way out set. */
void jpeg_open_picture(jpeg_reader *reader);
/* Makes room for one row of output. */
void jpeg_make_row(jpeg_reader *reader);
/* Frees the reader; its status. */
imaging_status jpeg_close_picture(jpeg_reader *reader);

/* How colours are stored: like most files, at half the resolution of light; or as they are. */
typedef enum jpeg_colours { JPEG_COLOURS_USUAL, JPEG_COLOURS_WHOLE } jpeg_colours;

imaging_status jpeg_encode(const uint8_t *pixels, uint32_t width, uint32_t height, int quality,
                           jpeg_colours colours, uint8_t **bytes, size_t *count,
                           imaging_report *report);

#pragma once

#include "CImaging.h"

/* Keeps a library's sentence with everything but printable ASCII replaced. */
void imaging_report_set(imaging_report *report, const char *message);

/* Lays RGBA pixels on 0xRRGGBB and writes them as RGB; `rgb` may be the start of `rgba`. */
void imaging_lay_on(uint32_t background, const uint8_t *rgba, uint8_t *rgb, size_t pixel_count);

/* True when the picture has the size the report was given; says so in the report when not. */
int imaging_size_agrees(imaging_report *report, uint32_t width, uint32_t height);

/* True when the part lies inside the picture and is no smaller than what it is scaled to. */
int imaging_wish_fits(const imaging_wish *wish, imaging_report *report);

#include "Report.h"

#include <stdlib.h>

const char *imaging_report_text(const imaging_report *report) { return report->message; }

void imaging_report_set(imaging_report *report, const char *message) {
  size_t length = 0;
  for (; message[length] != 0 && length + 1 < sizeof report->message; length += 1) {
    const char letter = message[length];
    report->message[length] = letter >= ' ' && letter <= '~' ? letter : '?';
  }
  report->message[length] = 0;
}

int imaging_size_agrees(imaging_report *report, uint32_t width, uint32_t height) {
  if (report->width == width && report->height == height) return 1;
  imaging_report_set(report, "the header contradicts itself");
  return 0;
}

int imaging_wish_fits(const imaging_wish *wish, imaging_report *report) {
  if (wish->width > 0 && wish->height > 0 && wish->width <= wish->part_width &&
      wish->height <= wish->part_height && wish->left <= report->width &&
      wish->part_width <= report->width - wish->left && wish->top <= report->height &&
      wish->part_height <= report->height - wish->top) {
    return 1;
  }
  imaging_report_set(report, "a part outside the picture");
  return 0;
}

void imaging_lay_on(uint32_t background, const uint8_t *rgba, uint8_t *rgb, size_t pixel_count) {
  const uint32_t below[3] = {background >> 16 & 0xff, background >> 8 & 0xff, background & 0xff};
  for (size_t index = 0; index < pixel_count; index += 1) {
    const uint32_t alpha = rgba[index * 4 + 3];
    for (size_t channel = 0; channel < 3; channel += 1) {
      const uint32_t value = rgba[index * 4 + channel] * alpha + below[channel] * (255 - alpha);
      rgb[index * 3 + channel] = (uint8_t)((value + 127) / 255);
    }
  }
}

void imaging_release(uint8_t *bytes) { free(bytes); }

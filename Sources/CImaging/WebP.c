#include <stdlib.h>

#include "CImaging.h"
#include "Report.h"

#include <webp/decode.h>

static imaging_status status_of(VP8StatusCode code, imaging_report *report) {
  switch (code) {
    case VP8_STATUS_OK:
      return IMAGING_OK;
    case VP8_STATUS_NOT_ENOUGH_DATA:
    case VP8_STATUS_SUSPENDED:
      imaging_report_set(report, "the data ends early");
      return IMAGING_TRUNCATED;
    case VP8_STATUS_OUT_OF_MEMORY:
      return IMAGING_NO_MEMORY;
    case VP8_STATUS_UNSUPPORTED_FEATURE:
      imaging_report_set(report, "a WebP feature this program does not read");
      return IMAGING_UNSUPPORTED;
    default:
      imaging_report_set(report, "the WebP data is not valid");
      return IMAGING_DAMAGED;
  }
}

/* Decodes to RGBA of the given size into memory the configuration owns. */
static imaging_status decode(const uint8_t *bytes, size_t count, uint32_t width, uint32_t height,
                             WebPDecoderConfig *config, imaging_report *report) {
  config->output.colorspace = MODE_RGBA;
  if ((int)width != config->input.width || (int)height != config->input.height) {
    config->options.use_scaling = 1;
    config->options.scaled_width = (int)width;
    config->options.scaled_height = (int)height;
  }
  return status_of(WebPDecode(bytes, count, config), report);
}

/* Reads the features of a still picture. */
static imaging_status open_picture(const uint8_t *bytes, size_t count, WebPDecoderConfig *config,
                                   imaging_report *report) {
  report->message[0] = 0;
  if (!WebPInitDecoderConfig(config)) {
    imaging_report_set(report, "the WebP library is of another version");
    return IMAGING_UNSUPPORTED;
  }
  const imaging_status status = status_of(WebPGetFeatures(bytes, count, &config->input), report);
  if (status == IMAGING_OK && config->input.has_animation) {
    imaging_report_set(report, "an animated WebP");
    return IMAGING_UNSUPPORTED;
  }
  if (status == IMAGING_OK &&
      !imaging_size_agrees(report, (uint32_t)config->input.width,
                           (uint32_t)config->input.height)) {
    return IMAGING_DAMAGED;
  }
  return status;
}

imaging_status imaging_check_webp(const uint8_t *bytes, size_t count, imaging_report *report) {
  WebPDecoderConfig config;
  imaging_status status = open_picture(bytes, count, &config, report);
  if (status != IMAGING_OK) return status;
  const uint32_t width = report->width / 16 + 1;
  const uint32_t height = report->height / 16 + 1;
  status = decode(bytes, count, width < report->width ? width : report->width,
                  height < report->height ? height : report->height, &config, report);
  WebPFreeDecBuffer(&config.output);
  return status;
}

imaging_status imaging_decode_webp(const uint8_t *bytes, size_t count, uint32_t width,
                                   uint32_t height, uint32_t background, uint8_t *pixels,
                                   imaging_report *report) {
  WebPDecoderConfig config;
  imaging_status status = open_picture(bytes, count, &config, report);
  if (status != IMAGING_OK) return status;
  status = decode(bytes, count, width, height, &config, report);
  if (status == IMAGING_OK) {
    const WebPRGBABuffer *buffer = &config.output.u.RGBA;
    for (uint32_t y = 0; y < height; y += 1) {
      imaging_lay_on(background, buffer->rgba + (size_t)y * (size_t)buffer->stride,
                     pixels + (size_t)y * width * 3, width);
    }
  }
  WebPFreeDecBuffer(&config.output);
  return status;
}

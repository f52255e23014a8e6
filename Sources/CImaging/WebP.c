#include <stdlib.h>

#include "AreaScaler.h"
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

/* Asks for RGBA of the given size. */
static void ask_for_size(WebPDecoderConfig *config, uint32_t width, uint32_t height) {
  config->output.colorspace = MODE_RGBA;
  config->options.use_scaling = 1;
  config->options.scaled_width = (int)width;
  config->options.scaled_height = (int)height;
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
  ask_for_size(&config, width < report->width ? width : report->width,
               height < report->height ? height : report->height);
  status = status_of(WebPDecode(bytes, count, &config), report);
  WebPFreeDecBuffer(&config.output);
  return status;
}

/* The library scales fast, but by averages of the encoding: it does what goes beyond twice the
 * wanted size, and the rest is scaled by light. */
static void ask_for_part(WebPDecoderConfig *config, const imaging_wish *wish) {
  config->output.colorspace = MODE_RGBA;
  if (wish->part_width != (uint32_t)config->input.width ||
      wish->part_height != (uint32_t)config->input.height) {
    config->options.use_cropping = 1;
    config->options.crop_left = (int)wish->left;
    config->options.crop_top = (int)wish->top;
    config->options.crop_width = (int)wish->part_width;
    config->options.crop_height = (int)wish->part_height;
  }
  if (wish->part_width > wish->width * 2 && wish->part_height > wish->height * 2) {
    ask_for_size(config, wish->width * 2, wish->height * 2);
  }
}

static imaging_status scale_part(const WebPDecoderConfig *config, const imaging_wish *wish,
                                 uint8_t *pixels) {
  const WebPRGBABuffer *buffer = &config->output.u.RGBA;
  const uint32_t width = (uint32_t)config->output.width;
  const uint32_t height = (uint32_t)config->output.height;
  area_scaler scaler;
  const bool has_started =
      area_scaler_start(&scaler, width, height, wish->width, wish->height, pixels);
  for (uint32_t y = 0; has_started && y < height; y += 1) {
    uint8_t *row = buffer->rgba + (size_t)y * (size_t)buffer->stride;
    imaging_lay_on(wish->background, row, row, width);
    area_scaler_add(&scaler, row);
  }
  area_scaler_end(&scaler);
  return has_started ? IMAGING_OK : IMAGING_NO_MEMORY;
}

imaging_status imaging_decode_webp(const uint8_t *bytes, size_t count, const imaging_wish *wish,
                                   uint8_t *pixels, imaging_report *report) {
  if (!imaging_wish_fits(wish, report)) return IMAGING_DAMAGED;
  WebPDecoderConfig config;
  imaging_status status = open_picture(bytes, count, &config, report);
  if (status != IMAGING_OK) return status;
  if (wish->is_cancelled != NULL && wish->is_cancelled(wish->context)) return IMAGING_CANCELLED;
  ask_for_part(&config, wish);
  status = status_of(WebPDecode(bytes, count, &config), report);
  if (status == IMAGING_OK) status = scale_part(&config, wish, pixels);
  WebPFreeDecBuffer(&config.output);
  return status;
}

#pragma once

#include "pod-exchange-error.h"

G_BEGIN_DECLS

typedef enum
{
  POD_ENCODING_AUTO,
  POD_ENCODING_UTF8,
  POD_ENCODING_GB18030,
} PodEncoding;

/**
 * pod_text_decode:
 * @wanted: AUTO takes a byte order mark at its word, then UTF-8 where the bytes are that, else GB18030
 * @encoding: (out): "UTF-8", "UTF-16LE", "UTF-16BE" or "GB18030"
 *
 * The text in UTF-8 without its byte order mark and without a NUL inside.  Free with g_free().
 *
 * Errors: TOO_LARGE, ENCODING, FORMAT for a NUL; the latter two name line and column.
 */
char *pod_text_decode (GBytes *bytes, PodEncoding wanted, const char **encoding, GError **error);

G_END_DECLS

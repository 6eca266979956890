#pragma once

#include "pod-exchange-error.h"

G_BEGIN_DECLS

typedef enum
{
  POD_ENCODING_AUTO,
  POD_ENCODING_UTF8,
  POD_ENCODING_GB18030,
  POD_ENCODING_LATIN1,
} PodEncoding;

/**
 * pod_text_decode:
 * @wanted: AUTO takes a byte order mark at its word, then UTF-16 where every other byte of the start is NUL, then UTF-8 where
 *   the bytes are that, else GB18030
 * @encoding: (out): "UTF-8", "UTF-16LE", "UTF-16BE", "GB18030" or "ISO-8859-1"
 *
 * The text in UTF-8 without its byte order mark and without a NUL inside.  Free with g_free().
 *
 * Errors: TOO_LARGE, ENCODING, FORMAT for a NUL; the latter two name line and column.
 */
char *pod_text_decode (GBytes *bytes, PodEncoding wanted, const char **encoding, GError **error);

G_END_DECLS

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PodExchangeError:
 * @POD_EXCHANGE_ERROR_TOO_LARGE: over the size this program reads (32 MiB)
 * @POD_EXCHANGE_ERROR_ENCODING: neither UTF-8 nor GB18030
 * @POD_EXCHANGE_ERROR_FORMAT: not what it claims to be; the message names line and column
 * @POD_EXCHANGE_ERROR_MAP: the map does not fit the file
 * @POD_EXCHANGE_ERROR_EXISTS: the folder to write into is not empty
 * @POD_EXCHANGE_ERROR_LEAK: an identity was found in what was about to leave; nothing was kept
 * @POD_EXCHANGE_ERROR_CHECK: a package does not verify
 */
typedef enum
{
  POD_EXCHANGE_ERROR_TOO_LARGE,
  POD_EXCHANGE_ERROR_ENCODING,
  POD_EXCHANGE_ERROR_FORMAT,
  POD_EXCHANGE_ERROR_MAP,
  POD_EXCHANGE_ERROR_EXISTS,
  POD_EXCHANGE_ERROR_LEAK,
  POD_EXCHANGE_ERROR_CHECK,
} PodExchangeError;

#define POD_EXCHANGE_ERROR (pod_exchange_error_quark ())
GQuark pod_exchange_error_quark (void);

/* The most that is read of one foreign file. */
#define POD_EXCHANGE_MAX_BYTES (32 * 1024 * 1024)

G_END_DECLS

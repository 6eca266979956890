#pragma once

#include <glib.h>
#include <stdint.h>

/* Reads bytes as a laboratory's file through @map_text, which is loaded once and must be the same string each time.  Either there is an
 * error, or every item says whether it can be used; what can be used has a day that is complete and a finite number or an answer. */
void fuzz_lab_read (const uint8_t *data, size_t size, const char *map_text);

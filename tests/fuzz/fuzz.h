#pragma once

#include <glib.h>
#include <stdint.h>

/* The one function of a fuzzer: libFuzzer calls it, and replay.c does.  Returns 0. */
int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

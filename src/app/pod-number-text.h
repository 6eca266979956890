#pragma once

#include "pod-quantity.h"

G_BEGIN_DECLS

/*
 * Numbers as people type them.  What pod_quantity_parse_number() reads of a laboratory's file, and besides what only a keyboard makes: a
 * decimal comma ("3,5"), the full stop of a Chinese input method ("3。5"), a point that begins ("<.5").  "1,234" stays a thousand and some,
 * as a file has it: whoever typed it is told how it was understood.
 */

/* Sets comparator and number only.  FALSE where it is no number. */
gboolean pod_number_text_parse (const char *text, PodQuantity *quantity);

/* How it was understood, "< 3.5", where that is not what was typed, spaces aside; else NULL.  Free with g_free(). */
char *pod_number_text_explain (const char *text);

G_END_DECLS

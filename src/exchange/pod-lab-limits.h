#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * pod_lab_parse_limits:
 * @sex: "male", "female" or ""
 * @sexes: (nullable): in which order "62～115/53～97" has them
 * @unit: as printed beside the result; the range may repeat it ("<10 ug/dL")
 *
 * As pod_lab_parse_range(), and limits for either sex, told by @sexes or by words before them ("男:62-115 女:53-97").  FALSE, both
 * NAN, where it cannot be told whose they are.
 */
gboolean pod_lab_parse_limits (const char *text,
                               const char *sex,
                               char **sexes,
                               const char *unit,
                               double *lower,
                               double *upper);

/* "1.234,5" as "1234.5", also inside a range; NULL where a point is none of thousands.  Free with g_free(). */
char *pod_lab_comma_to_point (const char *text);

G_END_DECLS

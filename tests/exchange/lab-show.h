#pragma once

#include "pod-lab-file.h"

G_BEGIN_DECLS

/* What the tests of readers share: the study, a map, and a file as a line of text for each item. */

PodStudy *lab_load_study (void);
PodLabMap *lab_load_map (const PodStudy *study, const char *text);
/* The file's items, one a line, or "! " and the error's message:
 * "line subject observation result unit lower..upper status collected[: reason]"; "-" for what is not there.  Free with g_free(). */
char *lab_show (const PodStudy *study, const PodLabMap *map, const char *text, gssize length);

G_END_DECLS

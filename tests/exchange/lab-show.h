#pragma once

#include "pod-lab-file.h"

G_BEGIN_DECLS

/* What the tests of readers share: the study, a map, and a file as a line of text for each item. */

PodStudy *lab_load_study (void);
PodLabMap *lab_load_map (const PodStudy *study, const char *text);
/* The file's items, one a line, or "! " and the error's message:
 * "line subject observation result unit lower..upper status collected[: reason]"; "-" for what is not there.  Free with g_free(). */
char *lab_show (const PodStudy *study, const PodLabMap *map, const char *text, gssize length);

/* A file, and what lab_show() says of it. */
typedef struct
{
  const char *text;
  const char *shown;
} LabCase;

void lab_check_cases (const PodStudy *study, const PodLabMap *map, const LabCase *cases, guint n);
/* Reading it ends where it was called off before. */
void lab_check_cancel (const PodLabMap *map, const char *text);

G_END_DECLS

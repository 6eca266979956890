#pragma once

#include "pod-trial.h"

G_BEGIN_DECLS

/* What the preview of an import says in a sentence. */

/* Whether something of it waits for a person. */
gboolean pod_import_words_has_open (const PodImport *import);
/* That is only what nobody has said what it is: of it nothing is settled one by one. */
gboolean pod_import_words_is_unmapped (const PodImport *import);
/* Above the lines, before anything of them is taken.  Free with g_free(). */
char *pod_import_words_before (const PodImport *import);
/* Of what there is nothing to compare with, and where that is mended; NULL where there are limits.  Free with g_free(). */
char *pod_import_words_unlimited (const PodImport *import, const PodStudy *study);
/* Once @n results were taken. Free with g_free(). */
char *pod_import_words_after (guint n);

G_END_DECLS

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * The draft of a PodResultsForm: a group for each result, written by its row, and one for each panel.
 */

gboolean pod_results_draft_is_any (GKeyFile *file);
/* Whether it has a result; a date without one is nothing to keep. */
gboolean pod_results_draft_has_results (GKeyFile *file);
/* Over what @to has of the same groups. */
void pod_results_draft_copy (GKeyFile *from, GKeyFile *to);

G_END_DECLS

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * What has its place in the study and is not on record yet: a visit that is only planned, a test that nobody did.  Charts
 * ask for it as for a record, by a number that is negative, as that of a record that is not yet written.
 */

/* @index: which it is of the study's visits, or observations, from 0; -1 for none of them: the list of the subject's. */
gint64 pod_place_make (gint64 subject, int index);
/* FALSE where @id is that of a record.  @subject, @index: (nullable). */
gboolean pod_place_read (gint64 id, gint64 *subject, int *index);

G_END_DECLS

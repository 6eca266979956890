#pragma once

#include <gtk/gtk.h>

#include "pod-trial.h"

G_BEGIN_DECLS

/* From a mark of a chart to the record that it stands for. */

/* Whose record it is; 0 where nobody has it.  A subject's is the subject's own. */
gint64 pod_chart_find_subject (PodTrial *trial, PodRecordType type, gint64 id);
/* Shows the record over the window of @from: an adverse event in its editor, a drug in the medication, a subject on its page, anything else
 * with every value it ever had.  FALSE where there is none. */
gboolean pod_chart_open_record (GtkWidget *from, PodTrial *trial, PodRecordType type, gint64 id);

G_END_DECLS

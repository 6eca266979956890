#pragma once

#include <gtk/gtk.h>

#include "pod-trial.h"

G_BEGIN_DECLS

/* What one result says now, as a reader of a chart asks for it: value, collection, limits, grade, the result before, the judgement and where it came
 * from.  NULL where the casebook has no such result. */
GtkWidget *pod_result_facts_new (PodTrial *trial, PodCasebook *casebook, gint64 finding);

G_END_DECLS

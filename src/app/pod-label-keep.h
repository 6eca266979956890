#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Whatever @label says from now on, no line of it ends within a date or a study day, nor between a number and what it counts or its unit: "14 Mar 2026",
 * "day 3", "5.2 mmol/L".  What it says stays as it is, spaces and all.  @label: of plain text and without attributes of its own. */
void pod_label_keep (GtkLabel *label);

G_END_DECLS

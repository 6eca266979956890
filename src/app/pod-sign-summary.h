#pragma once

#include <adwaita.h>

#include "pod-trial-sign.h"

G_BEGIN_DECLS

/* What a signature would cover, to be read before signing: groups of rows, appended to @box.  No markup. */
void pod_sign_summary_fill (GtkBox *box,
                            PodTrial *trial,
                            PodCasebook *casebook,
                            const char *scope,
                            gint64 about);
/* What differs from what @signature covered: a row a field, old → new.  Returns how many; 0 with @error where it cannot be told. */
guint pod_sign_summary_fill_differences (GtkBox *box,
                                         PodTrial *trial,
                                         PodCasebook *casebook,
                                         gint64 signature,
                                         GError **error);

G_END_DECLS

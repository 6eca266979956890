#pragma once

#include <adwaita.h>

#include "pod-trial-sign.h"

G_BEGIN_DECLS

/**
 * PodQueryView:
 *
 * The queries of a subject, open ones first, each with what whoever is signed in may do about it.  Of one record, only those that are
 * not closed: there it is a bar that is not seen while there is none.
 */
#define POD_TYPE_QUERY_VIEW (pod_query_view_get_type ())
G_DECLARE_FINAL_TYPE (PodQueryView, pod_query_view, POD, QUERY_VIEW, AdwBin)

/* @trial: (nullable).  @scope: (nullable), @about: one record's. */
void pod_query_view_set_scope (PodQueryView *self,
                               PodTrial *trial,
                               gint64 subject,
                               const char *scope,
                               gint64 about);
guint pod_query_view_count (PodQueryView *self);
/* The first query gets the keyboard. */
void pod_query_view_focus (PodQueryView *self);

G_END_DECLS

#pragma once

#include <adwaita.h>

#include "pod-day-view.h"
#include "pod-trial.h"

G_BEGIN_DECLS

/* The subject's whole course on one day axis. */
#define POD_TYPE_TIMELINE_PAGE (pod_timeline_page_get_type ())
G_DECLARE_FINAL_TYPE (PodTimelinePage, pod_timeline_page, POD, TIMELINE_PAGE, AdwBin)

/* @trial and @casebook: (nullable): both NULL clear the page, so that nothing of a subject is left in memory. */
void pod_timeline_page_set_casebook (PodTimelinePage *self, PodTrial *trial, PodCasebook *casebook);
/* Goes to a visit, or to its place in the plan. */
void pod_timeline_page_show_visit (PodTimelinePage *self, gint64 visit);
/* Which days are shown is shared with the other charts of the subject. */
void pod_timeline_page_set_days (PodTimelinePage *self, PodDayView *days);

G_END_DECLS

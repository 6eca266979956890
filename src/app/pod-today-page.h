#pragma once

#include <adwaita.h>

#include "pod-trial-agenda.h"

G_BEGIN_DECLS

/**
 * PodTodayPage:
 * What is due: late, today, this week, and what waits for whoever is signed in.  Never a name.
 *
 * Signals: "open" (int64 subject, string tab of its page; "queries" for the queries), "drafts": the drafts are asked for.
 */
#define POD_TYPE_TODAY_PAGE (pod_today_page_get_type ())
G_DECLARE_FINAL_TYPE (PodTodayPage, pod_today_page, POD, TODAY_PAGE, AdwBin)

/* NULL for none: it then shows nothing. */
void pod_today_page_set_trial (PodTodayPage *self, PodTrial *trial);
/* Looks again, where it is seen. */
void pod_today_page_refresh (PodTodayPage *self);

/* The cursor goes to the first of what waits to be judged; returns of how many subjects something does. */
guint pod_today_page_focus_results (PodTodayPage *self);

G_END_DECLS

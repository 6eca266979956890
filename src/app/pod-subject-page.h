#pragma once

#include <adwaita.h>

#include "pod-trial.h"

G_BEGIN_DECLS

/**
 * PodSubjectPage:
 * One subject: a head with number, cohort, state and day, and the tabs "timeline", "labs", "events", "eligibility".  It loads the
 * casebook and hands it to the tabs, again whenever the trial says it changed; the tabs read nothing else.
 */
#define POD_TYPE_SUBJECT_PAGE (pod_subject_page_get_type ())
G_DECLARE_FINAL_TYPE (PodSubjectPage, pod_subject_page, POD, SUBJECT_PAGE, AdwBin)

void pod_subject_page_set_trial (PodSubjectPage *self, PodTrial *trial);
void pod_subject_page_set_subject (PodSubjectPage *self, gint64 subject);
/* "timeline", "labs", "events" or "eligibility". */
void pod_subject_page_show_tab (PodSubjectPage *self, const char *tab);
/* The keyboard to the tab that is shown: whoever comes here and presses Enter once more must not see a name for it. */
void pod_subject_page_focus_tab (PodSubjectPage *self);
/* Where screening is seen, with what is still missing. */
void pod_subject_page_show_screening (PodSubjectPage *self);
/* The result on the charts of the laboratory, with the keyboard on it. */
void pod_subject_page_show_result (PodSubjectPage *self, gint64 finding);
/* The tab of adverse events, with that one chosen. */
void pod_subject_page_show_event (PodSubjectPage *self, gint64 event);
/* The visit on the timeline, with the keyboard on it; what has only its place (pod-planned.h) in the plan as well, as above. */
void pod_subject_page_show_visit (PodSubjectPage *self, gint64 visit);
/* A name that somebody asked for is hidden again after so long, or when they leave the page. */
#define POD_REVEAL_SECONDS 60
/* For tests: sooner. */
void pod_subject_page_set_reveal_seconds (PodSubjectPage *self, guint seconds);

G_END_DECLS

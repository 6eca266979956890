#pragma once

#include <adwaita.h>

#include "pod-copy-keeper.h"
#include "pod-trial.h"
#include "pod-window-guard.h"

G_BEGIN_DECLS

/**
 * PodTrialWindow:
 * One trial at a time, or none: the welcome page, signing in, the subjects, one subject.
 * Properties: "trial" (nullable PodTrial).
 */
#define POD_TYPE_TRIAL_WINDOW (pod_trial_window_get_type ())
G_DECLARE_FINAL_TYPE (PodTrialWindow, pod_trial_window, POD, TRIAL_WINDOW, AdwApplicationWindow)

/* @application: (nullable): NULL in tests. */
PodTrialWindow *pod_trial_window_new (GtkApplication *application);
/* Opens the database and shows the sign-in page; says on the welcome page why it could not. */
void pod_trial_window_open (PodTrialWindow *self, const char *path);
/* As pod_trial_window_open(), but once the window has been drawn: checking the file and reading the study take longer than the
 * window itself.  Until then the page is "opening". */
void pod_trial_window_open_soon (PodTrialWindow *self, const char *path);
/* Takes the trial (transfer none): signs in first if nobody is. NULL closes the present one. */
void pod_trial_window_set_trial (PodTrialWindow *self, PodTrial *trial);
/* The same, once a copy of the present one is made where anything was written since the last: not at all where somebody thinks better of
 * it.  Takes over @trial's closing. */
void pod_trial_window_change_trial (PodTrialWindow *self, PodTrial *trial);
PodTrial *pod_trial_window_get_trial (PodTrialWindow *self);
void pod_trial_window_show_subjects (PodTrialWindow *self);
/* The first page, where no trial is open. */
void pod_trial_window_show_welcome (PodTrialWindow *self);
/* What is due; nothing for who may not read. */
void pod_trial_window_show_today (PodTrialWindow *self);
/* All subjects at a glance; nothing for who may not read. */
void pod_trial_window_show_wall (PodTrialWindow *self);
void pod_trial_window_show_shifts (PodTrialWindow *self);
/* From a subject to the page from which it was opened. */
void pod_trial_window_go_back (PodTrialWindow *self);
void pod_trial_window_show_subject (PodTrialWindow *self, gint64 subject);
/* The same, where its screening is seen. */
void pod_trial_window_show_screening (PodTrialWindow *self, gint64 subject);
/* Hides everything and signs out: what was typed is kept first. @cause: see pod_trial_lock(). */
void pod_trial_window_lock (PodTrialWindow *self, const char *cause);
/* The accounts: as the page of who sees nothing else, in a dialog for others. */
void pod_trial_window_show_people (PodTrialWindow *self);
/* Once this program has changed them elsewhere than on their page. */
void pod_trial_window_reload_people (PodTrialWindow *self);
/* What locks it by itself. */
PodWindowGuard *pod_trial_window_get_guard (PodTrialWindow *self);
/* What makes its copies by itself. */
PodCopyKeeper *pod_trial_window_get_copies (PodTrialWindow *self);
/* The page now shown: "welcome", "opening", "sign-in", "password", "people", "today",
 * "subjects", "wall" or "subject". */
const char *pod_trial_window_get_page (PodTrialWindow *self);
/* Offers the list of changes where others changed something and whoever is signed in may sign. */
void pod_trial_window_count_news (PodTrialWindow *self);
/* Shows the subjects with the cursor in the search. */
void pod_trial_window_focus_search (PodTrialWindow *self);
/* @text is plain. */
void pod_trial_window_toast (PodTrialWindow *self, const char *text);
/* The same, for long enough to be read twice. */
void pod_trial_window_tell (PodTrialWindow *self, const char *text);
/* As that, with a button: the toast, whose "button-clicked" says that it was pressed. */
AdwToast *pod_trial_window_offer (PodTrialWindow *self, const char *text, const char *button);
/* The same, and it stays until somebody has seen it. */
void pod_trial_window_warn (PodTrialWindow *self, const char *text);

G_END_DECLS

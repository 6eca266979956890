#pragma once

#include <adwaita.h>

#include "pod-result-standing.h"
#include "pod-trial.h"

G_BEGIN_DECLS

#define POD_RESULT_ROW_GROUP "result "

/**
 * PodResultRow:
 *
 * One observation of a PodResultsForm: what is on record of it, and a new result as it is typed, or a correction of what is on record.
 *
 * Signals: "changed"; "step" (int): the cursor shall go on to the next row, 1, or back, -1.
 */
#define POD_TYPE_RESULT_ROW (pod_result_row_get_type ())
G_DECLARE_FINAL_TYPE (PodResultRow, pod_result_row, POD, RESULT_ROW, AdwPreferencesRow)

GtkWidget *pod_result_row_new (PodTrial *trial, const PodObservation *observation);

const PodObservation *pod_result_row_get_observation (PodResultRow *self);

/* What is on record, as it is now; what is typed stays. @standing: (nullable). */
void pod_result_row_set_record (PodResultRow *self,
                                PodCasebook *casebook,
                                const PodResultStanding *standing);
/* What the group says for all of its rows.  @laboratory: (nullable). */
void pod_result_row_set_group (PodResultRow *self, PodMoment when, const char *laboratory);

/* As a row of the grid: the group's day holds for it, beside it stands what was before, and what that day has already is not asked for. */
void pod_result_row_set_in_grid (PodResultRow *self, gboolean in_grid);
/* The day has it, or that it was not done, and nobody is about to add to that: the cursor passes it over. */
gboolean pod_result_row_is_settled (PodResultRow *self);
/* It is seen and could be typed, and neither was nor is on record of the day. */
gboolean pod_result_row_is_remaining (PodResultRow *self);
void pod_result_row_set_not_done (PodResultRow *self, const char *why);
/* The text could be a value of such a row, whatever is on record. */
gboolean pod_result_row_reads_pasted (PodResultRow *self, const char *text);
/* How a text that was copied somewhere would be understood, or why it cannot be taken.  *code is what pod_result_row_set_value() takes; NULL
 * where it cannot.  Free both with g_free(). */
char *pod_result_row_say_pasted (PodResultRow *self, const char *text, char **code);
void pod_result_row_set_value (PodResultRow *self, const char *code);

/* Nothing that counts is on record, or not what a criterion compares it with; and it is needed.  In the grid: that day has no value of it. */
gboolean pod_result_row_is_missing (PodResultRow *self);
/* What is not known yet of others decides whether it is. */
gboolean pod_result_row_may_be_needed (PodResultRow *self);
/* Whether anything can be typed here by whoever is signed in. */
gboolean pod_result_row_is_open (PodResultRow *self);
gboolean pod_result_row_is_touched (PodResultRow *self);
/* What is typed is why there is no value. */
gboolean pod_result_row_is_not_done (PodResultRow *self);
/* @needle: case-folded; of the names in every language, and the study's. */
gboolean pod_result_row_matches (PodResultRow *self, const char *needle);

/* Where the cursor is of use: in the value, or where that is on record, in the limit of normal that it lacks. */
gboolean pod_result_row_focus_lack (PodResultRow *self);
/* What is on record goes into the fields, to be corrected; where something else was typed of the same time, that stays and corrects it.
 * FALSE where there is nothing that can be. */
gboolean pod_result_row_correct (PodResultRow *self);
void pod_result_row_clear (PodResultRow *self);

/* Says what is wrong with what is typed; TRUE where nothing is. */
gboolean pod_result_row_check (PodResultRow *self);
/* A problem that only the service can see, until the next keystroke. */
void pod_result_row_set_problem (PodResultRow *self, const char *words);
/* (nullable): the problem now shown. */
const char *pod_result_row_get_problem (PodResultRow *self);
/* It lies outside what is plausible for it. */
gboolean pod_result_row_is_implausible (PodResultRow *self);
/* Something on record becomes another. */
gboolean pod_result_row_replaces (PodResultRow *self);
/* It corrects what is saved, or is not plausible. */
gboolean pod_result_row_needs_reason (PodResultRow *self);
/* The same is on record already: at most something is added to it, a limit or a remark. */
gboolean pod_result_row_completes (PodResultRow *self);

/* The finding to be written; its id is 0 for a new one, and nothing is where the same is on record.  It lends its strings until the next keystroke.  FALSE where there is none. */
gboolean pod_result_row_collect (PodResultRow *self, PodFinding *finding);
/* (nullable): why it was not done, and when it would have been; lent as above. */
const char *pod_result_row_get_not_done (PodResultRow *self, PodMoment *when);
/* (nullable): what F2 has taken to be corrected, and the version that was seen; in the casebook. */
const PodFinding *pod_result_row_get_corrected (PodResultRow *self, int *version);

/* Where what is corrected was saved anew meanwhile, it is that which is corrected from now on, and the row says so. */
gboolean pod_result_row_rebase (PodResultRow *self);

/* As a group of a draft; nothing where nothing was typed. */
void pod_result_row_write (PodResultRow *self, GKeyFile *file);
void pod_result_row_read (PodResultRow *self, GKeyFile *file);
/* The name of that group, which begins so.  Free with g_free(). */
char *pod_result_row_name_group (const PodObservation *observation);

G_END_DECLS

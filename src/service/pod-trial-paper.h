#pragma once

#include "pod-paper.h"
#include "pod-screening-log.h"
#include "pod-trial.h"

G_BEGIN_DECLS

/*
 * What leaves on paper.  A page that is only looked at is not noted; one that is to be printed or saved is drawn anew, with who made it,
 * when, and of which state of the record, after the trail has a PRINT entry that says so.
 */

/* READ.  The sheet for the patient's chart, on pages of A4 (element-type PodScene), at least one.  @as_of: no date for the day of the
 * decision, or else today. */
GPtrArray *pod_trial_draw_screening_sheet (PodTrial *self,
                                           gint64 subject,
                                           PodDate as_of,
                                           gboolean is_noted,
                                           GError **error);

/* READ.  The attempts that fit @filter, as of today. */
PodScreeningLog *
pod_trial_list_screening_log (PodTrial *self, const PodLogFilter *filter, GError **error);
/* READ.  The same on pages of A4 (element-type PodScene), at least one. */
GPtrArray *pod_trial_draw_screening_log (PodTrial *self,
                                         const PodLogFilter *filter,
                                         gboolean is_noted,
                                         GError **error);

typedef enum
{
  POD_LOG_CSV,
  POD_LOG_JSON,
  POD_LOG_PDF,
} PodLogFormat;

/* READ.  A file for its owner alone, which the trail knows of before it is there.  EXISTS where something is there already. */
gboolean pod_trial_save_screening_log (PodTrial *self,
                                       const PodLogFilter *filter,
                                       PodLogFormat format,
                                       const char *path,
                                       GError **error);

/* As the file has it, free with g_free(): RFC 4180, with a heading; no cell is a formula. */
char *pod_screening_log_to_csv (const PodScreeningLog *log);
/* {"as_of","target","enrolled","attempts":[{"screening_number", …}],"cohorts":[…]}: names are never translated. */
char *pod_screening_log_to_json (const PodScreeningLog *log);

G_END_DECLS

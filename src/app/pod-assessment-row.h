#pragma once

#include <adwaita.h>

#include "pod-assessment.h"
#include "pod-trial.h"

G_BEGIN_DECLS

/* Which assessment is shown: a new one, or one that is kept, newest first; and who saved it. */
#define POD_TYPE_ASSESSMENT_ROW (pod_assessment_row_get_type ())
G_DECLARE_FINAL_TYPE (PodAssessmentRow, pod_assessment_row, POD, ASSESSMENT_ROW, AdwComboRow)

/* Lists them anew, with that of @shown chosen, or else a new one; without its "notify::selected" having any meaning meanwhile. */
void pod_assessment_row_set (PodAssessmentRow *self,
                             PodTrial *trial,
                             const PodCasebook *casebook,
                             const PodInstrument *instrument,
                             PodMoment shown);
void pod_assessment_row_clear (PodAssessmentRow *self);
/* When the chosen one was; no date for a new one. */
PodMoment pod_assessment_row_get (PodAssessmentRow *self);
gboolean pod_assessment_row_has (PodAssessmentRow *self, PodMoment moment);
/* How many are kept. */
guint pod_assessment_row_count (PodAssessmentRow *self);

G_END_DECLS

#pragma once

#include "pod-casebook.h"
#include "pod-instrument.h"

G_BEGIN_DECLS

/*
 * Instruments as they were filled in.  Each answer is a finding of its own, under the item's name, so that the trail tells who answered
 * what, and when; what nobody answered has none.  The findings of one instrument that are of the same moment are one assessment.
 */

/**
 * PodAssessment: of one subject, instrument and moment
 * @form: an item that nobody answered, or that two findings answer differently, is unknown
 * @marks: what was said of the form as a whole; unknown where nothing was, and @form then has what an empty form has
 * @visit: the visit it was at; 0 for none
 * @n_answered: how many items are known
 */
typedef struct
{
  PodInstrumentForm *form;
  PodMoment when;
  PodTruth marks[POD_N_INSTRUMENT_MARKS];
  gint64 visit;
  guint n_answered;
} PodAssessment;

/* When it was filled in: (element-type PodMoment), oldest first. */
GArray *pod_assessment_list (const PodCasebook *casebook, const PodInstrument *instrument);
/* (nullable): what is kept of that moment; NULL where no item is. */
PodAssessment *
pod_assessment_read (const PodCasebook *casebook, const PodInstrument *instrument, PodMoment when);
void pod_assessment_free (PodAssessment *assessment);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodAssessment, pod_assessment_free)

/* A form nobody has answered yet: all is unknown. */
PodInstrumentForm *pod_assessment_new_form (const PodInstrument *instrument);
/* Whether the item can add anything to this form: a band of creatinine counts at the first assessment alone. */
gboolean pod_assessment_asks (const PodInstrumentForm *form, const PodInstrumentItem *item);
/* Between what a score= observation of the form's instrument lies. */
void pod_assessment_bound (const PodAssessment *self,
                           const PodObservation *observation,
                           int *lowest,
                           int *highest);
/* The finding of one item, or of a mark, of that moment that stands; NULL where there is none. */
const PodFinding *
pod_assessment_find (const PodCasebook *casebook, const PodObservation *answer, PodMoment when);
/* What makes an answer one of a kind: nobody answers the same twice.  Free with g_free(). */
char *pod_assessment_make_origin (const PodObservation *answer, PodMoment when);

/* Whether a criterion of @cohort reads what follows from it. */
gboolean pod_assessment_is_needed (const PodStudy *study,
                                   const PodInstrument *instrument,
                                   const char *cohort);

/**
 * PodScores: what follows from all assessments of a casebook
 * @findings: (element-type PodFinding): no id yet, source "derived".  Where items are not known it is "at least" the lowest sum, so that
 *   a rule is decided only by what no answer can change.  The origin names the findings it follows from and their versions
 */
typedef struct
{
  GArray *findings;
  GStringChunk *texts;
} PodScores;

PodScores *pod_scores_new (const PodStudy *study, const PodCasebook *casebook);
void pod_scores_free (PodScores *scores);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodScores, pod_scores_free)

G_END_DECLS

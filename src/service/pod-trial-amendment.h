#pragma once

#include "pod-study-difference.h"
#include "pod-trial-reading.h"

G_BEGIN_DECLS

/*
 * The database pins the study in force; files on the disk that differ propose an amendment.  It is compared before it is adopted, and only
 * what was compared is adopted.
 */

/**
 * PodAmendment: what the files on the disk would change
 * @differences: (element-type PodStudyDifference): in the definition
 * @effects: (element-type PodEffect): subjects whose verdicts change, each as of the day of their decision or else today
 * @lacking: (element-type utf8): in sentences, what records use and the proposed study does not have: with any it is not adopted
 * @n_rescored: of how many subjects a sum of an instrument, or an eGFR, is derived anew where it is adopted
 * @differs: whether the files differ at all, be it in a comment
 *
 * Immutable; counted by references.
 */
typedef struct
{
  GPtrArray *differences;
  GPtrArray *effects;
  GPtrArray *lacking;
  guint n_rescored;
  gboolean differs;
  /* private */
  PodStudy *study;
  char *in_force; /* which version it was compared with */
} PodAmendment;

PodAmendment *pod_amendment_ref (PodAmendment *amendment);
void pod_amendment_unref (PodAmendment *amendment);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodAmendment, pod_amendment_unref)

/* READ.  STUDY, with all faults in @problems (nullable), where the files do not load or are another study's. */
PodAmendment *pod_trial_compare_amendment (PodTrial *self, GPtrArray *problems, GError **error);
/* The same without waiting; @problems is written before @callback. */
void pod_trial_compare_amendment_async (PodTrial *self,
                                        GPtrArray *problems,
                                        PodTrialProgress progress,
                                        gpointer progress_data,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
PodAmendment *
pod_trial_compare_amendment_finish (PodTrial *self, GAsyncResult *result, GError **error);

/* SETTLE.  Pins what was compared, drops pins that are gone, derives anew what follows otherwise (the old values are withdrawn with @why), and
 * notes AMEND with both versions.  Everybody who is signed in has the study
 * of before in memory and is signed out, whoever adopts included: who signs in again works by the new one.  REASON where @why is empty;
 * PASSWORD; INPUT where nothing differs, or where records use what it lacks, also what was recorded after the comparison;
 * AMENDED_ELSEWHERE. */
gboolean pod_trial_adopt_amendment (PodTrial *self,
                                    PodAmendment *amendment,
                                    const char *why,
                                    const char *password,
                                    GError **error);

/* ---- in words; free with g_free() ---- */

/* "INC-08 · Rule", "Observation hgb · new". */
char *pod_study_difference_say_what (const PodStudyDifference *difference);
/* "3 differences in the definition, 2 subjects are affected", and whose sums come out otherwise, where any do. */
char *pod_amendment_to_words (const PodAmendment *amendment);

G_END_DECLS

#pragma once

#include <adwaita.h>

#include "pod-trial.h"

G_BEGIN_DECLS

/**
 * PodMedicationForm:
 *
 * The medication of one subject: what is on record and what the criteria count of it, and the fields of one course more, of a change of
 * dose, of an end or a correction; below, the attestation that nothing is missing.  What is typed is saved at once or not at all, and is
 * kept as a draft ("medication") until then.
 *
 * Signals: "changed": something was typed or taken back, or what is on record is another; "saved".
 */
#define POD_TYPE_MEDICATION_FORM (pod_medication_form_get_type ())
G_DECLARE_FINAL_TYPE (PodMedicationForm, pod_medication_form, POD, MEDICATION_FORM, AdwBin)

/* What is typed stays where the subject is the same. */
void pod_medication_form_set (PodMedicationForm *self, PodTrial *trial, gint64 subject);

gboolean pod_medication_form_is_touched (PodMedicationForm *self);
/* TRUE also where nothing is typed.  FALSE: the fields say what is wrong, or what has to be confirmed, and nothing is written. */
gboolean pod_medication_form_save (PodMedicationForm *self, GError **error);
/* Begins one course more, and puts the cursor into it. */
void pod_medication_form_focus_new (PodMedicationForm *self);

/* Whether a draft outlives the window, for the question on leaving; and to end it where somebody discards what they typed. */
gboolean pod_medication_form_can_keep (PodMedicationForm *self);
void pod_medication_form_discard (PodMedicationForm *self);

G_END_DECLS

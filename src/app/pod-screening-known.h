#pragma once

#include <adwaita.h>

#include "pod-trial.h"

G_BEGIN_DECLS

/**
 * PodScreeningKnown:
 *
 * Says that the patient whose number is being typed was screened before, and offers each earlier attempt; takes no place where nobody is
 * known.  Only numbers of the trial are shown, no name.
 *
 * Signal: "open-subject" (gint64).
 */
#define POD_TYPE_SCREENING_KNOWN (pod_screening_known_get_type ())
G_DECLARE_FINAL_TYPE (PodScreeningKnown, pod_screening_known, POD, SCREENING_KNOWN, AdwBin)

/* Looks both numbers up in the vault's blind index. */
void pod_screening_known_look (PodScreeningKnown *self,
                               PodTrial *trial,
                               const char *record_number,
                               const char *id_number);

G_END_DECLS

#pragma once

#include <adwaita.h>

#include "pod-trial.h"

G_BEGIN_DECLS

/* Every criterion with verdict and evidence; and what was decided.  Signal: "decide": somebody who may wants to. */
#define POD_TYPE_ELIGIBILITY_PAGE (pod_eligibility_page_get_type ())
G_DECLARE_FINAL_TYPE (PodEligibilityPage, pod_eligibility_page, POD, ELIGIBILITY_PAGE, AdwBin)

/* @trial and @casebook: (nullable): both NULL clear the page, so that nothing of a subject is left in memory. */
void pod_eligibility_page_set_casebook (PodEligibilityPage *self,
                                        PodTrial *trial,
                                        PodCasebook *casebook);

/* Unfolds what is missing, where anything is. */
void pod_eligibility_page_show_missing (PodEligibilityPage *self);

G_END_DECLS

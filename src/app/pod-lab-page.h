#pragma once

#include <adwaita.h>

#include "pod-trial.h"

G_BEGIN_DECLS

/* Laboratory results as small multiples, and as a table. */
#define POD_TYPE_LAB_PAGE (pod_lab_page_get_type ())
G_DECLARE_FINAL_TYPE (PodLabPage, pod_lab_page, POD, LAB_PAGE, AdwBin)

/* @trial and @casebook: (nullable): both NULL clear the page, so that nothing of a subject is left in memory. */
void pod_lab_page_set_casebook (PodLabPage *self, PodTrial *trial, PodCasebook *casebook);

G_END_DECLS

#pragma once

#include "pod-screening-step.h"

G_BEGIN_DECLS

/**
 * PodScreeningInstruments:
 *
 * The forms whose scores the criteria of the cohort read, each on a page of its own.
 */
#define POD_TYPE_SCREENING_INSTRUMENTS (pod_screening_instruments_get_type ())
G_DECLARE_FINAL_TYPE (PodScreeningInstruments,
                      pod_screening_instruments,
                      POD,
                      SCREENING_INSTRUMENTS,
                      AdwBin)

/* Shows the form of that id. */
void pod_screening_instruments_show (PodScreeningInstruments *self, const char *instrument);

G_END_DECLS

#pragma once

#include <adwaita.h>

#include "pod-casebook.h"
#include "pod-instrument.h"

G_BEGIN_DECLS

/* One of the forms that screening may ask for, with how far it is: done, partly, not begun, or not asked for. */
#define POD_TYPE_SCREENING_INSTRUMENT_ROW (pod_screening_instrument_row_get_type ())
G_DECLARE_FINAL_TYPE (PodScreeningInstrumentRow,
                      pod_screening_instrument_row,
                      POD,
                      SCREENING_INSTRUMENT_ROW,
                      AdwActionRow)

GtkWidget *pod_screening_instrument_row_new (const PodInstrument *instrument);
const PodInstrument *pod_screening_instrument_row_get_instrument (PodScreeningInstrumentRow *self);
/* @is_needed: a criterion of the subject's cohort reads it; @is_missing: and would be decided by it.  What is not needed cannot be chosen. */
void pod_screening_instrument_row_show (PodScreeningInstrumentRow *self,
                                        PodCasebook *casebook,
                                        gboolean is_needed,
                                        gboolean is_missing);

G_END_DECLS

#pragma once

#include "pod-instrument-row.h"
#include "pod-study.h"

G_BEGIN_DECLS

/**
 * PodInstrumentSheet:
 *
 * The items of one instrument by its systems, in one column or two.
 *
 * "answered" (PodInstrumentRow, nullable): somebody has; NULL where several were answered at once.
 */
#define POD_TYPE_INSTRUMENT_SHEET (pod_instrument_sheet_get_type ())
G_DECLARE_FINAL_TYPE (PodInstrumentSheet, pod_instrument_sheet, POD, INSTRUMENT_SHEET, AdwBin)

/* @study must outlive what is set; @instrument: (nullable): NULL empties the sheet.  @may: whether it can be answered. */
void pod_instrument_sheet_set (PodInstrumentSheet *self,
                               const PodStudy *study,
                               const PodInstrument *instrument,
                               gboolean may);
void pod_instrument_sheet_show (PodInstrumentSheet *self, const PodInstrumentForm *form);
void pod_instrument_sheet_show_score (PodInstrumentSheet *self, const PodScore *score);
/* Puts the answers into @form. */
void pod_instrument_sheet_collect (PodInstrumentSheet *self, PodInstrumentForm *form);
/* Shows what has @text in its name.  FALSE where nothing has. */
gboolean pod_instrument_sheet_search (PodInstrumentSheet *self, const char *text);
/* Answers no to all that nobody answered, as the button of each system does for its own.  For tests. */
void pod_instrument_sheet_deny_rest (PodInstrumentSheet *self);
/* The row of that item; NULL where there is none.  For tests. */
PodInstrumentRow *pod_instrument_sheet_find (PodInstrumentSheet *self, const char *item);

G_END_DECLS

#pragma once

#include <adwaita.h>

#include "pod-instrument.h"

G_BEGIN_DECLS

/**
 * PodInstrumentRow:
 *
 * One item of an instrument, answered yes, no, or not yet.  Return or Space answers yes, and no when it was yes; Right and Left do so each
 * by itself, and Delete takes the answer back.  Where the item has several points they are a row of numbers, and Right and Left go up
 * and down.  To a screen reader it is one check box, or one number.
 *
 * "answered" (no arguments): somebody has.
 */
#define POD_TYPE_INSTRUMENT_ROW (pod_instrument_row_get_type ())
G_DECLARE_FINAL_TYPE (PodInstrumentRow, pod_instrument_row, POD, INSTRUMENT_ROW, AdwActionRow)

/* @item lives as long as its study, which must outlive the row.  @leader: (nullable): the first row of those of which one counts. */
PodInstrumentRow *pod_instrument_row_new (const PodInstrumentItem *item, PodInstrumentRow *leader);
const PodInstrumentItem *pod_instrument_row_get_item (PodInstrumentRow *self);
PodTruth pod_instrument_row_get_answer (PodInstrumentRow *self, int *achieved);
/* Tells nobody. */
void pod_instrument_row_set_answer (PodInstrumentRow *self, PodTruth answer, int achieved);
/* What the keys do: 1 and -1 answer yes and no, or go up and down; 0 takes the answer back. */
void pod_instrument_row_step (PodInstrumentRow *self, int step);
/* Which points are shown: those of the form where nothing is new or worse, or the others. */
void pod_instrument_row_set_persistent (PodInstrumentRow *self, gboolean persistent);
/* What it has come to, for who hears the row instead of seeing the head of the form. */
void pod_instrument_row_tell (PodInstrumentRow *self, const char *total);
/* Whether its words hold @needle, casefolded. */
gboolean pod_instrument_row_matches (PodInstrumentRow *self, const char *needle);

G_END_DECLS

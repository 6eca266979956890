#pragma once

#include "pod-instrument-row.h"

G_BEGIN_DECLS

/**
 * PodInstrumentGroup:
 *
 * One system of an instrument, or all of one without systems: its items, what it has come to, and a button that answers no to all of
 * them that nobody answered.
 *
 * "answered" (PodInstrumentRow, nullable): somebody has, with the row or, NULL, with the button.
 */
#define POD_TYPE_INSTRUMENT_GROUP (pod_instrument_group_get_type ())
G_DECLARE_FINAL_TYPE (PodInstrumentGroup,
                      pod_instrument_group,
                      POD,
                      INSTRUMENT_GROUP,
                      AdwPreferencesGroup)

/* @system: (nullable): of @instrument; NULL for the items of none. */
PodInstrumentGroup *pod_instrument_group_new (const PodInstrument *instrument,
                                              const PodInstrumentSystem *system);
/* (element-type PodInstrumentRow) */
GPtrArray *pod_instrument_group_get_rows (PodInstrumentGroup *self);
/* Answers no to all that nobody answered: what its button does. */
void pod_instrument_group_deny_rest (PodInstrumentGroup *self);
/* What @form says, and what of it is asked. */
void pod_instrument_group_show (PodInstrumentGroup *self, const PodInstrumentForm *form);
void pod_instrument_group_show_score (PodInstrumentGroup *self, const PodScore *score);
/* (nullable): how its items are read, beside what the instrument says. */
void pod_instrument_group_set_note (PodInstrumentGroup *self, const char *note);
/* Shows the items whose words hold @needle, casefolded; all for an empty one.  FALSE where there is none. */
gboolean pod_instrument_group_search (PodInstrumentGroup *self, const char *needle);
/* The first row that is shown; NULL where none is. */
PodInstrumentRow *pod_instrument_group_get_first (PodInstrumentGroup *self);

G_END_DECLS

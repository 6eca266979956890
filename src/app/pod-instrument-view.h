#pragma once

#include <adwaita.h>

#include "pod-instrument.h"
#include "pod-trial.h"

G_BEGIN_DECLS

/**
 * PodInstrumentView:
 *
 * The form of one instrument for one subject: its systems as sections, its items as rows, and above them what they have come to, after
 * every answer.  What nobody answered stays open, and the sum says between what it lies.  Saved assessments are opened and corrected
 * here as well.  What is being answered is kept as a draft at every pause.
 *
 * Keys: Up and Down walk the items, Space or Return answers, Right yes, Left no, Delete takes back; letters search; Ctrl+Return saves.
 *
 * Properties: "complete" (boolean, read-only): every item that is asked is answered.  "touched" (boolean, read-only).
 */
#define POD_TYPE_INSTRUMENT_VIEW (pod_instrument_view_get_type ())
G_DECLARE_FINAL_TYPE (PodInstrumentView, pod_instrument_view, POD, INSTRUMENT_VIEW, AdwBin)

/* @trial and @instrument: (nullable): NULL clears the view.  What was touched and not saved stays as a draft. */
void pod_instrument_view_set (PodInstrumentView *self,
                              PodTrial *trial,
                              gint64 subject,
                              const PodInstrument *instrument);
/* TRUE where there was nothing to save.  What is wrong stands in the view, too. */
gboolean pod_instrument_view_save (PodInstrumentView *self, GError **error);
gboolean pod_instrument_view_is_touched (PodInstrumentView *self);
gboolean pod_instrument_view_is_complete (PodInstrumentView *self);
/* Forgets what was touched, and its draft. */
void pod_instrument_view_discard (PodInstrumentView *self);
/* Whether what was touched outlives the view, as a draft. */
gboolean pod_instrument_view_can_keep (PodInstrumentView *self);

G_END_DECLS

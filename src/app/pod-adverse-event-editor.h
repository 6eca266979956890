#pragma once

#include <adwaita.h>

#include "pod-trial.h"

G_BEGIN_DECLS

/**
 * PodAdverseEventEditor:
 * One adverse event: a new one, or one that is saved, whose change asks for a reason.
 *
 * Signals: "added" (gint64 adverse event): the new one is saved, and has that id.
 */
#define POD_TYPE_ADVERSE_EVENT_EDITOR (pod_adverse_event_editor_get_type ())
G_DECLARE_FINAL_TYPE (PodAdverseEventEditor,
                      pod_adverse_event_editor,
                      POD,
                      ADVERSE_EVENT_EDITOR,
                      AdwWindow)

/* @event: id of the adverse event in @casebook, 0 for a new one. */
PodAdverseEventEditor *pod_adverse_event_editor_new (GtkWindow *parent,
                                                     PodTrial *trial,
                                                     PodCasebook *casebook,
                                                     gint64 event);
/* Of a new one, before it is shown: what the fields begin with.  Nobody has typed it, so that leaving it asks for nothing. */
void pod_adverse_event_editor_suggest (PodAdverseEventEditor *self, const PodAdverseEvent *event);

G_END_DECLS

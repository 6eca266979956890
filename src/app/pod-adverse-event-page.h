#pragma once

#include <adwaita.h>

#include "pod-trial.h"

G_BEGIN_DECLS

/* The adverse-event log of a subject, and the way to its editor. */
#define POD_TYPE_ADVERSE_EVENT_PAGE (pod_adverse_event_page_get_type ())
G_DECLARE_FINAL_TYPE (PodAdverseEventPage, pod_adverse_event_page, POD, ADVERSE_EVENT_PAGE, AdwBin)

/* @trial and @casebook: (nullable): both NULL clear the page, so that nothing of a subject is left in memory. */
void pod_adverse_event_page_set_casebook (PodAdverseEventPage *self,
                                          PodTrial *trial,
                                          PodCasebook *casebook);
/* Chooses the event and gives it the keyboard; one that was voided is not in the list unless somebody asked for those. */
void pod_adverse_event_page_show_event (PodAdverseEventPage *self, gint64 event);

G_END_DECLS

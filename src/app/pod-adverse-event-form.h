#pragma once

#include <adwaita.h>

#include "pod-trial.h"

G_BEGIN_DECLS

/**
 * PodAdverseEventForm:
 * The fields of one adverse event.  What a role may not judge is shown and cannot be changed.
 */
#define POD_TYPE_ADVERSE_EVENT_FORM (pod_adverse_event_form_get_type ())
G_DECLARE_FINAL_TYPE (PodAdverseEventForm, pod_adverse_event_form, POD, ADVERSE_EVENT_FORM, AdwBin)

/* Once: @saved: (nullable): of @casebook; NULL for a new one. @read_only: nothing can be changed at all. */
void pod_adverse_event_form_fill (PodAdverseEventForm *self,
                                  PodTrial *trial,
                                  PodCasebook *casebook,
                                  const PodAdverseEvent *saved,
                                  gboolean read_only);
/* What stands in the fields.  The head of the record is left alone; the strings are lent until the next call or keystroke.  A date
 * that cannot be read is not set. */
void pod_adverse_event_form_collect (PodAdverseEventForm *self, PodAdverseEvent *event);
/* Shows every problem at its field and goes to the first; TRUE where there is none. */
gboolean pod_adverse_event_form_check (PodAdverseEventForm *self);
/* Shows @values instead, over @saved (nullable) of @casebook, which a grade's confirmation is judged by.  @values: (nullable): NULL for
 * what is saved; they may lend from the form itself. */
void pod_adverse_event_form_show (PodAdverseEventForm *self,
                                  PodCasebook *casebook,
                                  const PodAdverseEvent *saved,
                                  const PodAdverseEvent *values);
/* Everything that stands in the fields, as it was typed, into the group "form", and back.  FALSE where it is no such form. */
void pod_adverse_event_form_write (PodAdverseEventForm *self, GKeyFile *file);
gboolean pod_adverse_event_form_read (PodAdverseEventForm *self, GKeyFile *file);
/* The same as one text: equal texts, nothing changed.  Free with g_free(). */
char *pod_adverse_event_form_to_string (PodAdverseEventForm *self);

G_END_DECLS

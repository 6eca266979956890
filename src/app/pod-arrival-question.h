#pragma once

#include <gtk/gtk.h>

#include "pod-trial-arrival.h"

G_BEGIN_DECLS

/**
 * PodArrivalQuestion:
 * What is asked before what was chosen is settled.
 * @keys: (element-type PodArrivalKey): what it is about
 * @about: (element-type utf8): what that takes out, replaces or rejects
 * @doubts: (element-type utf8): what is doubted of it, and taken all the same; @withdrawals: (element-type utf8): and taken out all the same
 * @doubt: (nullable): the question about the only one, or about the first of these
 * @n_staying: how many results stay on record, since it is rejected that the laboratory takes them back
 * @needs_reason: it is asked why
 */
typedef struct
{
  PodResolution resolution;
  GArray *keys;
  GPtrArray *about;
  GPtrArray *doubts;
  GPtrArray *withdrawals;
  char *doubt;
  guint n_staying;
  gboolean needs_reason;
} PodArrivalQuestion;

/* @selection: of PodArrivalRow; @corrects: what the first of those chosen would correct, 0 for what stands alone */
PodArrivalQuestion *pod_arrival_question_new (PodTrial *trial,
                                              PodResolution resolution,
                                              GtkSelectionModel *selection,
                                              gint64 corrects);
void pod_arrival_question_free (PodArrivalQuestion *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodArrivalQuestion, pod_arrival_question_free)

/* Also without a reason somebody says yes: where something that waits is accepted, or several that do are kept.  Of one that is kept beside what
 * stands both are seen already. */
gboolean pod_arrival_question_is_asked (const PodArrivalQuestion *self);
/* "Accept All 12?"; of one that is doubted or replaces another in its own words. */
char *pod_arrival_question_get_heading (const PodArrivalQuestion *self);
/* What is doubted, what it is about, and what stays. */
char *pod_arrival_question_get_body (const PodArrivalQuestion *self);
/* "_Accept" */
const char *pod_arrival_question_get_verb (const PodArrivalQuestion *self);

G_END_DECLS

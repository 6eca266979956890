#pragma once

#include <gtk/gtk.h>

#include "pod-trial-arrival.h"

G_BEGIN_DECLS

/**
 * PodArrivalChoices:
 * What can be made of what is chosen of the results that came in, and why the rest cannot.
 * @correct: it can take the place of what stands, or stand beside it
 * @is_impossible: no reason makes one of the chosen ones possible
 * @why: (nullable): what cannot, and why: a sentence; NULL where nothing is chosen
 */
typedef struct
{
  gboolean accept;
  gboolean correct;
  gboolean reject;
  gboolean is_impossible;
  char *why;
} PodArrivalChoices;

/* @trial: (nullable) where nothing is chosen; @selection: of PodArrivalRow: the first of them decides, as in the panel. */
void
pod_arrival_choices_find (PodArrivalChoices *self, PodTrial *trial, GtkSelectionModel *selection);
void pod_arrival_choices_clear (PodArrivalChoices *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PodArrivalChoices, pod_arrival_choices_clear)

/* A button that is grey says why, and what it does where it is not; @why stands in @label, for whoever cannot point at the button. */
void pod_arrival_choices_explain (const PodArrivalChoices *self,
                                  GtkLabel *label,
                                  GtkWidget *accept,
                                  GtkWidget *correct,
                                  GtkWidget *keep_both);

G_END_DECLS

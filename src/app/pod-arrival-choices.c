#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-arrival-choices.h"

#include <glib/gi18n-lib.h>

#include "pod-arrival-row.h"
#include "pod-plausible.h"

static PodArrivalRow *
get_chosen (GtkSelectionModel *selection, const GtkBitset *chosen, guint index)
{
  return g_list_model_get_item (G_LIST_MODEL (selection), gtk_bitset_get_nth (chosen, index));
}

/* Of the first of the chosen ones that no reason makes one that is; NULL for none. */
static char *
say_impossible (PodTrial *trial, GtkSelectionModel *selection, const GtkBitset *chosen)
{
  char *words = NULL;

  for (guint i = 0; words == NULL && i < gtk_bitset_get_size (chosen); i++)
    {
      g_autoptr (PodArrivalRow) row = get_chosen (selection, chosen, i);
      const PodTrialArrivalItem *item = pod_arrival_row_get_item (row);

      if (pod_trial_arrival_item_is_open (item))
        words = pod_finding_say_impossible (pod_trial_get_study (trial), &item->finding);
    }
  return words;
}

static const char *
say_why (const PodTrialArrivalItem *item)
{
  if (g_str_equal (item->state, "unmapped"))
    return _ ("Nobody has said yet what this item is: map it first, or reject it.");
  if (g_str_equal (item->state, "refused"))
    return _ ("It was refused when its file was read.");
  if (!pod_trial_arrival_item_is_open (item))
    return _ ("It is settled already.");
  if (pod_arrival_cause_has (item->cause, "withdrawal"))
    return _ ("It takes a result back: accept it, and that result is taken out; or reject it.");
  if (item->earlier != NULL)
    return _ ("It meets a result on record: correct that one, keep both, or reject this one.");
  return _ ("It meets no result on record: there is none to correct, and none to keep it beside.");
}

static void
find_of (PodArrivalChoices *self, const PodTrialArrivalItem *item)
{
  gboolean is_open = pod_trial_arrival_item_is_open (item);
  gboolean withdraws = pod_arrival_cause_has (item->cause, "withdrawal");
  gboolean stands = item->earlier != NULL;

  self->accept = is_open && (!stands || withdraws) && !self->is_impossible;
  self->correct = is_open && stands && !withdraws && !self->is_impossible;
  self->reject = is_open || g_str_equal (item->state, "unmapped");
}

void
pod_arrival_choices_find (PodArrivalChoices *self, PodTrial *trial, GtkSelectionModel *selection)
{
  g_autoptr (GtkBitset) chosen = gtk_selection_model_get_selection (selection);
  g_autoptr (PodArrivalRow) row = NULL;

  *self = (PodArrivalChoices){ 0 };
  if (gtk_bitset_is_empty (chosen))
    return;
  row = get_chosen (selection, chosen, 0);
  self->why = say_impossible (trial, selection, chosen);
  self->is_impossible = self->why != NULL;
  if (self->why == NULL)
    self->why = g_strdup (say_why (pod_arrival_row_get_item (row)));
  find_of (self, pod_arrival_row_get_item (row));
}

void
pod_arrival_choices_clear (PodArrivalChoices *self)
{
  g_clear_pointer (&self->why, g_free);
}

static void
explain (GtkWidget *button, gboolean can, const char *does, const char *why)
{
  const char *words = can || why == NULL ? does : why;

  gtk_widget_set_tooltip_text (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  words, -1);
}

void
pod_arrival_choices_explain (const PodArrivalChoices *self,
                             GtkLabel *label,
                             GtkWidget *accept,
                             GtkWidget *correct,
                             GtkWidget *keep_both)
{
  gtk_label_set_text (label, self->why != NULL ? self->why : "");
  gtk_widget_set_visible (GTK_WIDGET (label), self->why != NULL);
  gtk_widget_remove_css_class (GTK_WIDGET (label), self->is_impossible ? "dim-label" : "error");
  gtk_widget_add_css_class (GTK_WIDGET (label), self->is_impossible ? "error" : "dim-label");
  explain (accept, self->accept, _ ("It becomes a result; a withdrawal takes its result out (A)"),
           self->why);
  explain (correct, self->correct,
           _ ("It takes the place of the result on record, which stays readable (C)"), self->why);
  explain (keep_both, self->correct, _ ("It stands beside the result on record (B)"), self->why);
}

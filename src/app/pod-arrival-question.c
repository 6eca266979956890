#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-arrival-question.h"

#include <glib/gi18n-lib.h>

#include "pod-arrival-row.h"
#include "pod-arrival-values.h"
#include "pod-arrival-words.h"

/* ---- made ---- */

/* What goes where the item comes is said before somebody says yes: of several chosen ones the panel shows the first only. */
static void
add_taken_out (PodArrivalQuestion *self,
               PodTrial *trial,
               const PodTrialArrivalItem *item,
               gint64 stands)
{
  gboolean withdraws = g_strcmp0 (item->cause, "withdrawal") == 0;
  char *words = NULL;

  if (self->resolution == POD_RESOLVE_ACCEPT_AS_CORRECTION ||
      (withdraws && self->resolution != POD_RESOLVE_REJECT))
    words = pod_arrival_values_describe (trial, item, stands);
  if (words != NULL)
    g_ptr_array_add (self->taken_out, words);
}

static void
add_doubt (PodArrivalQuestion *self, PodTrial *trial, const PodTrialArrivalItem *item)
{
  char *words = self->resolution != POD_RESOLVE_REJECT
                    ? pod_arrival_doubt_to_words (trial, item, &self->doubt)
                    : NULL;

  if (words != NULL)
    g_ptr_array_add (self->doubts, words);
}

static void
add_item (PodArrivalQuestion *self,
          PodTrial *trial,
          const PodTrialArrivalItem *item,
          gint64 corrects)
{
  PodArrivalKey key = pod_trial_arrival_item_get_key (item);

  if (self->keys->len == 0)
    key.corrects = corrects;
  g_array_append_val (self->keys, key);
  add_taken_out (self, trial, item, key.corrects);
  add_doubt (self, trial, item);
  self->needs_reason |= pod_arrival_item_needs_reason (item);
}

PodArrivalQuestion *
pod_arrival_question_new (PodTrial *trial,
                          PodResolution resolution,
                          GtkSelectionModel *selection,
                          gint64 corrects)
{
  g_autoptr (GtkBitset) chosen = gtk_selection_model_get_selection (selection);
  PodArrivalQuestion *self = g_new0 (PodArrivalQuestion, 1);

  self->resolution = resolution;
  self->keys = g_array_new (FALSE, FALSE, sizeof (PodArrivalKey));
  self->taken_out = g_ptr_array_new_with_free_func (g_free);
  self->doubts = g_ptr_array_new_with_free_func (g_free);
  self->needs_reason = resolution == POD_RESOLVE_REJECT ||
                       resolution == POD_RESOLVE_ACCEPT_AS_CORRECTION;
  for (guint64 i = 0; i < gtk_bitset_get_size (chosen); i++)
    {
      g_autoptr (PodArrivalRow)
          row = g_list_model_get_item (G_LIST_MODEL (selection), gtk_bitset_get_nth (chosen, i));

      add_item (self, trial, pod_arrival_row_get_item (row), corrects);
    }
  return self;
}

void
pod_arrival_question_free (PodArrivalQuestion *self)
{
  g_array_unref (self->keys);
  g_ptr_array_unref (self->taken_out);
  g_ptr_array_unref (self->doubts);
  g_free (self->doubt);
  g_free (self);
}

gboolean
pod_arrival_question_is_asked (const PodArrivalQuestion *self)
{
  return self->doubts->len > 0 && (self->keys->len > 1 || self->resolution == POD_RESOLVE_ACCEPT);
}

/* ---- in words ---- */

char *
pod_arrival_question_get_heading (const PodArrivalQuestion *self)
{
  guint n = self->keys->len;

  if (self->resolution == POD_RESOLVE_ACCEPT && n == 1 && self->doubt != NULL)
    return g_strdup (self->doubt);
  switch (self->resolution)
    {
    case POD_RESOLVE_ACCEPT_AS_CORRECTION:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Correct the Result on Record?",
                                           "Correct %u Results on Record?", n),
                              n);
    case POD_RESOLVE_KEEP_BOTH:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Keep Both?", "Keep Both for All %u?",
                                           n),
                              n);
    case POD_RESOLVE_REJECT:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Reject It?", "Reject All %u?", n), n);
    case POD_RESOLVE_ACCEPT:
    default:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Accept It?", "Accept All %u?", n), n);
    }
}

char *
pod_arrival_question_get_body (const PodArrivalQuestion *self)
{
  return pod_arrival_taken_out_to_words (self->taken_out, self->doubts, self->needs_reason);
}

const char *
pod_arrival_question_get_verb (const PodArrivalQuestion *self)
{
  static const char *const verbs[] = {
    [POD_RESOLVE_ACCEPT] = N_ ("_Accept"),
    [POD_RESOLVE_ACCEPT_AS_CORRECTION] = N_ ("_Correct"),
    [POD_RESOLVE_KEEP_BOTH] = N_ ("_Keep Both"),
    [POD_RESOLVE_REJECT] = N_ ("_Reject"),
  };

  return _ (verbs[self->resolution]);
}

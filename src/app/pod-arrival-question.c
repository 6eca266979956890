#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-arrival-question.h"

#include <glib/gi18n-lib.h>

#include "pod-arrival-row.h"
#include "pod-arrival-values.h"
#include "pod-arrival-words.h"

/* ---- made ---- */

static const PodFinding *
find_standing (const PodTrialArrivalItem *item, gint64 id)
{
  for (guint i = 0; item->standing != NULL && i < item->standing->len; i++)
    {
      const PodFinding *finding = g_ptr_array_index (item->standing, i);

      if (finding->record.id == id)
        return finding;
    }
  return NULL;
}

/* Of one alone the question says what takes the place of what, and below it stands what else differs. */
static char *
say_replaced (PodArrivalQuestion *self,
              PodTrial *trial,
              const PodTrialArrivalItem *item,
              const PodFinding *stands,
              gboolean is_alone)
{
  if (!is_alone || !pod_arrival_has_value (&item->finding))
    return pod_arrival_exchange_to_words (trial, item, stands);
  self->doubt = pod_arrival_replacing_to_words (trial, item, stands);
  return pod_arrival_differences_to_words (trial, item, stands);
}

/* What is rejected, and, of what would be taken back, what stays. */
static char *
say_rejected (PodArrivalQuestion *self,
              PodTrial *trial,
              const PodTrialArrivalItem *item,
              const PodFinding *stands)
{
  if (stands == NULL || !pod_arrival_cause_has (item->cause, "withdrawal"))
    return pod_arrival_item_to_words (trial, item);
  self->n_staying++;
  return pod_arrival_exchange_to_words (trial, item, stands);
}

/* What it is about is said before somebody says yes: of several chosen ones the panel shows the first only. */
static void
add_about (PodArrivalQuestion *self,
           PodTrial *trial,
           const PodTrialArrivalItem *item,
           gint64 corrects,
           gboolean is_alone)
{
  const PodFinding *stands = find_standing (item, corrects);
  gboolean withdraws = pod_arrival_cause_has (item->cause, "withdrawal");
  char *words = NULL;

  if (self->resolution == POD_RESOLVE_REJECT)
    words = say_rejected (self, trial, item, stands);
  else if (stands != NULL && withdraws)
    words = pod_arrival_exchange_to_words (trial, item, stands);
  else if (stands != NULL && self->resolution == POD_RESOLVE_ACCEPT_AS_CORRECTION)
    words = say_replaced (self, trial, item, stands, is_alone);
  if (words != NULL)
    g_ptr_array_add (self->about, words);
}

/* That there is another result is no doubt of what takes its place; what else speaks against it is. */
static void
add_doubt (PodArrivalQuestion *self, PodTrial *trial, const PodTrialArrivalItem *item)
{
  static const char *const others[] = { "another_result", "same_day", "correction", NULL };
  static const char *const none[] = { NULL };
  gboolean replaces = self->resolution == POD_RESOLVE_ACCEPT_AS_CORRECTION;
  gboolean withdraws = pod_arrival_cause_has (item->cause, "withdrawal");
  char *words = NULL;

  if (self->resolution != POD_RESOLVE_REJECT)
    words = pod_arrival_doubt_to_words (trial, item, replaces ? others : none, &self->doubt);
  if (words != NULL)
    g_ptr_array_add (withdraws ? self->withdrawals : self->doubts, words);
}

static void
add_item (PodArrivalQuestion *self,
          PodTrial *trial,
          const PodTrialArrivalItem *item,
          gint64 corrects,
          gboolean is_alone)
{
  PodArrivalKey key = pod_trial_arrival_item_get_key (item);

  if (self->keys->len == 0)
    key.corrects = corrects;
  g_array_append_val (self->keys, key);
  add_about (self, trial, item, key.corrects, is_alone);
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
  self->about = g_ptr_array_new_with_free_func (g_free);
  self->doubts = g_ptr_array_new_with_free_func (g_free);
  self->withdrawals = g_ptr_array_new_with_free_func (g_free);
  self->needs_reason = resolution == POD_RESOLVE_REJECT ||
                       resolution == POD_RESOLVE_ACCEPT_AS_CORRECTION;
  for (guint64 i = 0; i < gtk_bitset_get_size (chosen); i++)
    {
      g_autoptr (PodArrivalRow)
          row = g_list_model_get_item (G_LIST_MODEL (selection), gtk_bitset_get_nth (chosen, i));

      add_item (self, trial, pod_arrival_row_get_item (row), corrects,
                gtk_bitset_get_size (chosen) == 1);
    }
  return self;
}

void
pod_arrival_question_free (PodArrivalQuestion *self)
{
  g_array_unref (self->keys);
  g_ptr_array_unref (self->about);
  g_ptr_array_unref (self->doubts);
  g_ptr_array_unref (self->withdrawals);
  g_free (self->doubt);
  g_free (self);
}

gboolean
pod_arrival_question_is_asked (const PodArrivalQuestion *self)
{
  return self->doubts->len + self->withdrawals->len > 0 &&
         (self->keys->len > 1 || self->resolution == POD_RESOLVE_ACCEPT);
}

/* ---- in words ---- */

char *
pod_arrival_question_get_heading (const PodArrivalQuestion *self)
{
  guint n = self->keys->len;

  if ((self->resolution == POD_RESOLVE_ACCEPT ||
       self->resolution == POD_RESOLVE_ACCEPT_AS_CORRECTION) &&
      n == 1 && self->doubt != NULL)
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

/* To reject that a result is taken back keeps it. */
static const char *
say_rejected_stay (const PodArrivalQuestion *self)
{
  if (self->n_staying == 0)
    return g_dngettext (GETTEXT_PACKAGE,
                        "It is not recorded. What the laboratory wrote stays with it, with your "
                        "reason.",
                        "They are not recorded. What the laboratory wrote stays with them, with "
                        "your reason.",
                        self->keys->len);
  if (self->n_staying < self->keys->len)
    return _ ("What the laboratory takes back stays on record; the rest is not recorded. What the "
              "laboratory wrote is kept, with your reason.");
  return g_dngettext (GETTEXT_PACKAGE,
                      "It stays on record. That the laboratory took it back is kept, with your "
                      "reason.",
                      "They stay on record. That the laboratory took them back is kept, with your "
                      "reason.",
                      self->keys->len);
}

static const char *
say_what_stays (const PodArrivalQuestion *self)
{
  if (self->resolution == POD_RESOLVE_REJECT)
    return say_rejected_stay (self);
  if (self->resolution == POD_RESOLVE_ACCEPT_AS_CORRECTION)
    return g_dngettext (GETTEXT_PACKAGE,
                        "The earlier value stays readable in the history, with your reason.",
                        "The earlier values stay readable in the history, with your reason.",
                        self->keys->len);
  if (self->about->len > 0)
    return _ ("What the laboratory wrote stays with it; what is taken out stays readable with this "
              "reason.");
  return _ ("What the laboratory wrote stays with it.");
}

char *
pod_arrival_question_get_body (const PodArrivalQuestion *self)
{
  gboolean withdraws = self->resolution == POD_RESOLVE_ACCEPT ||
                       self->resolution == POD_RESOLVE_KEEP_BOTH;

  return pod_arrival_question_to_words (self->doubts, self->withdrawals,
                                        withdraws ? _ ("Taken out:") : NULL, self->about,
                                        say_what_stays (self));
}

const char *
pod_arrival_question_get_verb (const PodArrivalQuestion *self)
{
  static const char *const verbs[] = {
    [POD_RESOLVE_ACCEPT] = N_ ("_Accept"),
    [POD_RESOLVE_ACCEPT_AS_CORRECTION] = N_ ("C_orrect"),
    [POD_RESOLVE_KEEP_BOTH] = N_ ("_Keep Both"),
    [POD_RESOLVE_REJECT] = N_ ("_Reject"),
  };

  return _ (verbs[self->resolution]);
}

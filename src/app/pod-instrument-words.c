#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-instrument-words.h"

#include <glib/gi18n-lib.h>

#include "pod-trial-history.h"
#include "pod-user-item.h"
#include "pod-words.h"

char *
pod_instrument_number_to_words (int number)
{
  return g_strdup_printf ("%s%d", number < 0 ? "−" : "", ABS (number));
}

char *
pod_instrument_range_to_words (int lowest, int highest)
{
  g_autofree char *least = pod_instrument_number_to_words (lowest);
  g_autofree char *most = pod_instrument_number_to_words (highest);

  return lowest == highest ? g_steal_pointer (&least)
                           : g_strdup_printf (_ ("%1$s to %2$s"), least, most);
}

char *
pod_instrument_total_to_words (const PodInstrument *instrument, const PodScore *score)
{
  g_autofree char *range = pod_instrument_range_to_words (score->lowest, score->highest);

  /* Translators: the short name of a score, and what it has come to. */
  return g_strdup_printf (C_ ("score", "%1$s: %2$s"),
                          pod_words_get (&instrument->short_label, pod_words_locale ()), range);
}

guint
pod_instrument_count_asked (const PodInstrumentForm *form, guint *answered)
{
  guint asked = 0;

  *answered = 0;
  for (guint i = 0; i < form->instrument->items->len; i++)
    if (pod_assessment_asks (form, g_ptr_array_index (form->instrument->items, i)))
      {
        asked++;
        *answered += g_array_index (form->answers, PodTruth, i) != POD_UNKNOWN;
      }
  return asked;
}

static void
add_progress (GString *text, const PodInstrumentForm *form)
{
  guint answered, asked = pod_instrument_count_asked (form, &answered);

  g_string_append_printf (text, _ ("%1$u of %2$u items answered"), answered, asked);
  if (form->instrument->has_persistent)
    {
      g_autoptr (PodScore) score = pod_instrument_score (form);

      g_string_append (text, " · ");
      g_string_append (text, score->is_persistent ? _ ("points of persistent disease")
                                                  : _ ("points of new or worse disease"));
    }
}

static void
add_meets (GString *text, const PodScore *score, const PodInstrument *instrument)
{
  const char *const words[] = {
    [POD_FALSE] = _ ("not met"), [POD_UNKNOWN] = _ ("cannot tell yet"), [POD_TRUE] = _ ("met")
  };

  g_string_append_printf (text, "\n");
  /* Translators: from so many points a set of criteria is met, and whether it is. */
  g_string_append_printf (text, _ ("Met from %1$d points: %2$s"), instrument->meets,
                          words[score->meets]);
}

static PodTruth
to_truth (gboolean set)
{
  return set ? POD_TRUE : POD_FALSE;
}

static void
add_count (GString *text, const PodInstrumentForm *form, const PodObservation *observation)
{
  PodAssessment assessment = { .form = (PodInstrumentForm *) form };
  g_autofree char *range = NULL;
  int lowest, highest;

  assessment.marks[POD_MARK_PERSISTENT] = to_truth (form->persistent);
  assessment.marks[POD_MARK_FIRST_ASSESSMENT] = to_truth (form->first_assessment);
  pod_assessment_bound (&assessment, observation, &lowest, &highest);
  range = pod_instrument_range_to_words (lowest, highest);
  g_string_append_c (text, '\n');
  g_string_append_printf (text, C_ ("score", "%1$s: %2$s"),
                          pod_words_get (&observation->label, pod_words_locale ()), range);
}

char *
pod_instrument_detail_to_words (const PodStudy *study,
                                const PodInstrumentForm *form,
                                const PodScore *score)
{
  const GPtrArray *observations = pod_study_get_observations (study);
  g_autoptr (GString) text = g_string_new (NULL);

  add_progress (text, form);
  if (form->instrument->has_meets)
    add_meets (text, score, form->instrument);
  for (guint i = 0; i < observations->len; i++)
    {
      const PodObservation *observation = g_ptr_array_index (observations, i);

      if (observation->score == form->instrument && observation->score_count != NULL)
        add_count (text, form, observation);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* The labels of the items that count as one; NULL where none of them is of the system. */
static char *
list_once (const PodObservation *observation, const PodInstrumentSystem *system)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; observation->score_once != NULL && observation->score_once[i] != NULL; i++)
    {
      const PodInstrumentItem *item = pod_instrument_find_item (observation->score,
                                                                observation->score_once[i]);

      if (item == NULL || item->system != system)
        continue;
      if (text->len > 0)
        g_string_append (text, C_ ("list", "; "));
      g_string_append (text, pod_words_get (&item->label, pod_words_locale ()));
    }
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

char *
pod_instrument_note_to_words (const PodStudy *study,
                              const PodInstrument *instrument,
                              const PodInstrumentSystem *system)
{
  const GPtrArray *observations = pod_study_get_observations (study);

  for (guint i = 0; i < observations->len; i++)
    {
      const PodObservation *observation = g_ptr_array_index (observations, i);
      g_autofree char *once = observation->score == instrument ? list_once (observation, system)
                                                               : NULL;

      if (once != NULL)
        /* Translators: a count of items, and the items. */
        return g_strdup_printf (_ ("By this study’s reading these are one for “%1$s”: %2$s."),
                                pod_words_get (&observation->label, pod_words_locale ()), once);
    }
  return NULL;
}

/* The answer that was saved most often: whoever saved it last saved the form. */
static gint64
find_row (const PodCasebook *casebook, const PodInstrument *instrument, PodMoment when)
{
  const PodFinding *latest = NULL;

  for (guint i = 0; i < instrument->items->len; i++)
    {
      const PodInstrumentItem *item = g_ptr_array_index (instrument->items, i);
      const PodFinding *finding = pod_assessment_find (casebook, item->observation, when);

      if (finding != NULL && (latest == NULL || finding->record.version > latest->record.version))
        latest = finding;
    }
  return latest != NULL ? latest->record.id : 0;
}

char *
pod_instrument_writer_to_words (PodTrial *trial,
                                const PodCasebook *casebook,
                                const PodInstrument *instrument,
                                PodMoment when)
{
  PodHistoryFilter filter = { .table = "finding",
                              .row = find_row (casebook, instrument, when),
                              .from = POD_DATE_NONE,
                              .to = POD_DATE_NONE,
                              .limit = 1 };
  g_autoptr (GListModel) history = filter.row != 0 ? pod_trial_list_history (trial, &filter, NULL)
                                                   : NULL;
  g_autoptr (PodHistoryItem) latest = history != NULL ? g_list_model_get_item (history, 0) : NULL;
  g_autofree char *time = NULL;

  if (latest == NULL)
    return g_strdup ("");
  time = pod_user_time_to_words (pod_history_item_get_when (latest));
  /* Translators: a user, and the day and time at which they saved it. */
  return g_strdup_printf (_ ("Saved by %1$s, %2$s"), pod_history_item_get_user (latest), time);
}

/* The ledger of readings in words, and what becomes of subjects where another reading, or another study, comes into force. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-reading-words.h"

#include <glib/gi18n-lib.h>

#include "pod-words.h"

PodReadingState
pod_reading_get_state (PodTrial *trial, const PodReading *reading)
{
  const char *in_force = pod_reading_get_in_force (reading, pod_trial_get_site (trial));
  PodSettled settled = pod_trial_get_settled (trial, reading->observation.symbol.name);
  gboolean is_settled = settled.by != NULL;

  pod_settled_clear (&settled);
  if (!g_str_equal (in_force, reading->in_force))
    return POD_READING_CHANGED;
  return is_settled ? POD_READING_SETTLED : POD_READING_PROPOSED;
}

char *
pod_reading_say_settled (PodTrial *trial, const PodReading *reading)
{
  PodSettled settled = pod_trial_get_settled (trial, reading->observation.symbol.name);
  g_autofree char *by = settled.by;
  g_autofree char *day = NULL;

  if (by == NULL)
    return g_strdup (_ ("the site’s proposal"));
  day = pod_date_to_words (settled.on);
  /* Translators: an account, and a day. */
  return g_strdup_printf (_ ("settled by %1$s on %2$s"), by, day);
}

const char *
pod_reading_say_choice (const PodReading *reading, const char *choice)
{
  return pod_observation_get_choice (&reading->observation, choice, pod_words_locale ());
}

char *
pod_reading_say_criteria (const PodReading *reading)
{
  return g_strjoinv (", ", (char **) reading->criteria);
}

/* ---- in the trail ---- */

/* Beside the choice stand who settled it (".by") and on which day (".on"). */
static const PodReading *
find_by_key (PodTrial *trial, const char *key, char **beside)
{
  g_auto (GStrv) parts = key != NULL ? g_strsplit (key, ".", 3) : NULL;
  g_autofree char *name = NULL;

  *beside = NULL;
  if (parts == NULL || g_strv_length (parts) < 2)
    return NULL;
  name = g_strjoin (".", parts[0], parts[1], NULL);
  *beside = g_strdup (parts[2]);
  return pod_study_find_reading (pod_trial_get_study (trial), name);
}

char *
pod_reading_setting_to_words (PodTrial *trial, const char *key)
{
  g_autofree char *beside = NULL;
  const PodReading *reading = find_by_key (trial, key, &beside);
  g_autofree char *criteria = NULL;

  if (reading == NULL)
    return NULL;
  criteria = pod_reading_say_criteria (reading);
  /* Translators: criteria, and the question about them. */
  return g_strdup_printf (C_ ("reading", "%s: %s"), criteria,
                          pod_words_get (&reading->question, pod_words_locale ()));
}

char *
pod_reading_value_to_words (PodTrial *trial, const char *key, const char *value)
{
  g_autofree char *beside = NULL;
  const PodReading *reading = find_by_key (trial, key, &beside);
  PodDate day;

  if (reading == NULL || value == NULL)
    return NULL;
  if (beside == NULL)
    return g_strdup (pod_reading_say_choice (reading, value));
  return pod_date_parse (value, &day) ? pod_date_to_words (day) : NULL;
}

const char *
pod_eligible_to_words (PodTruth eligible)
{
  return eligible == POD_TRUE    ? C_ ("subject", "eligible")
         : eligible == POD_FALSE ? C_ ("subject", "not eligible")
                                 : C_ ("subject", "cannot tell yet");
}

/* Of a criterion whatever its kind: an exclusion that is absent passes. */
static const char *
say_passing (PodTruth passes)
{
  return passes == POD_TRUE    ? C_ ("criterion", "passes")
         : passes == POD_FALSE ? C_ ("criterion", "fails")
                               : C_ ("criterion", "cannot tell yet");
}

static char *
say_verdict (const PodVerdictChange *verdict)
{
  const char *before = verdict->is_new ? C_ ("criterion", "new") : say_passing (verdict->before);
  const char *after = verdict->is_gone ? C_ ("criterion", "dropped") : say_passing (verdict->after);

  /* Translators: a criterion, its verdict before and after. */
  return g_strdup_printf (_ ("%s: %s → %s"), verdict->criterion, before, after);
}

static char *
list_verdicts (const GPtrArray *verdicts)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < verdicts->len; i++)
    {
      g_autofree char *words = say_verdict (g_ptr_array_index (verdicts, i));

      /* Translators: between two verdicts in a list. */
      g_string_append_printf (list, "%s%s", i > 0 ? _ ("; ") : "", words);
    }
  return g_string_free (g_steal_pointer (&list), FALSE);
}

char *
pod_effect_to_words (const PodEffect *effect)
{
  const PodScreeningChange *change = effect->change;
  const char *before = pod_eligible_to_words (change->before);
  g_autofree char *verdicts = list_verdicts (change->verdicts);

  if (change->before == change->after)
    /* Translators: what a subject still is, and the criteria whose verdicts change. */
    return g_strdup_printf (_ ("%s as before (%s)"), before, verdicts);
  /* Translators: what a subject was, what it becomes, and the criteria whose verdicts change. */
  return g_strdup_printf (_ ("%s → %s (%s)"), before, pod_eligible_to_words (change->after),
                          verdicts);
}

static void
append_effect (GString *text, const PodEffect *effect)
{
  g_autofree char *words = pod_effect_to_words (effect);

  g_string_append_c (text, '\n');
  /* Translators: a subject’s number, and what becomes of it. */
  g_string_append_printf (text, C_ ("effect", "%s: %s"), effect->number, words);
}

char *
pod_effects_to_words (const GPtrArray *effects, guint most)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint left;

  if (effects->len == 0)
    return g_strdup (_ ("The verdicts of no subject change."));
  g_string_append_printf (text,
                          ngettext ("%u subject changes:", "%u subjects change:", effects->len),
                          effects->len);
  for (guint i = 0; i < MIN (effects->len, most); i++)
    append_effect (text, g_ptr_array_index (effects, i));
  left = effects->len - MIN (effects->len, most);
  if (left > 0)
    {
      g_string_append_c (text, '\n');
      g_string_append_printf (text, ngettext ("and %u more", "and %u more", left), left);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

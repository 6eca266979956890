#include "pod-config.h"

#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

#include "pod-screening-log.h"
#include "pod-words-private.h"

static const struct
{
  const char *word;
  const char *label;
} outcomes[] = {
  [POD_LOG_SCREENING] = { "screening", NC_ ("screening log", "In screening") },
  [POD_LOG_ENROLLED] = { "enrolled", NC_ ("screening log", "Enrolled") },
  [POD_LOG_FAILED] = { "failed", NC_ ("screening log", "Screen failure") },
  [POD_LOG_WITHDRAWN] = { "withdrawn", NC_ ("screening log", "Withdrawn") },
};

const char *
pod_log_outcome_to_string (PodLogOutcome outcome)
{
  return (guint) outcome < G_N_ELEMENTS (outcomes) ? outcomes[outcome].word : NULL;
}

const char *
pod_log_outcome_to_words (PodLogOutcome outcome)
{
  g_return_val_if_fail ((guint) outcome < G_N_ELEMENTS (outcomes), "");
  return g_dpgettext2 (GETTEXT_PACKAGE, "screening log", outcomes[outcome].label);
}

static char *
say_outcome (const PodLogEntry *entry)
{
  const char *words = pod_log_outcome_to_words (entry->outcome);

  if (entry->outcome == POD_LOG_ENROLLED && entry->enrolment_number != NULL)
    return g_strdup_printf (C_ ("screening log", "Enrolled as %s"), entry->enrolment_number);
  if (entry->criteria != NULL)
    return g_strdup_printf (C_ ("screening log", "Screen failure: %s"),
                            entry->failures != NULL ? entry->failures : entry->criteria);
  return g_strdup (words);
}

char *
pod_log_entry_say_outcome (const PodLogEntry *entry)
{
  g_autofree char *words = say_outcome (entry);

  if (entry->later != NULL)
    /* Translators: what became of an attempt, and the number of the next one. */
    return g_strdup_printf (C_ ("screening log", "%1$s · screened again as %2$s"), words,
                            entry->later);
  if (entry->earlier != NULL)
    return g_strdup_printf (C_ ("screening log", "%1$s · screened before as %2$s"), words,
                            entry->earlier);
  return g_steal_pointer (&words);
}

/* That nobody signed is no missing word. */
const char *
pod_log_entry_say_signer (const PodLogEntry *entry)
{
  if (entry->decided_by != NULL)
    return entry->decided_by;
  return pod_date_is_set (entry->decided) ? C_ ("screening log", "not signed") : "–";
}

static const char *
say_sex (const char *sex)
{
  if (g_strcmp0 (sex, "female") == 0)
    return C_ ("sex", "Female");
  if (g_strcmp0 (sex, "male") == 0)
    return C_ ("sex", "Male");
  return sex != NULL ? sex : "–";
}

char *
pod_log_entry_say_person (const PodLogEntry *entry)
{
  return entry->age != NULL ? pod_words_join (say_sex (entry->sex), entry->age)
                            : g_strdup (say_sex (entry->sex));
}

char *
pod_screening_log_say_totals (const PodScreeningLog *log)
{
  GString *text = g_string_new (NULL);

  g_string_printf (text, _ ("Enrolled %u of %u"), log->all.outcomes[POD_LOG_ENROLLED], log->target);
  for (guint i = 0; i < log->cohorts->len; i++)
    {
      const PodLogCount *count = &g_array_index (log->cohorts, PodLogCount, i);

      if (count->cohort != NULL)
        g_string_append_printf (text, " · %s %u",
                                pod_words_get (&count->cohort->short_label, pod_words_locale ()),
                                count->outcomes[POD_LOG_ENROLLED]);
    }
  g_string_append (text, " · ");
  g_string_append_printf (text,
                          g_dngettext (GETTEXT_PACKAGE, "%u attempt in all", "%u attempts in all",
                                       log->all.attempts),
                          log->all.attempts);
  for (guint i = 0; i < POD_N_LOG_OUTCOMES; i++)
    if (i != POD_LOG_ENROLLED && log->all.outcomes[i] > 0)
      g_string_append_printf (text, " · %s %u", pod_log_outcome_to_words (i), log->all.outcomes[i]);
  return g_string_free (text, FALSE);
}

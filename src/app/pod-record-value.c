#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>

#include "pod-adverse-event-item.h"
#include "pod-check-record.h"
#include "pod-record-words.h"
#include "pod-user-item.h"
#include "pod-words.h"

#define MOST_DIGITS 8

/* What makes words of a value that is not NULL; NULL where it has none for that one. */
typedef char *(*SayFunc) (PodTrial *trial, PodCasebook *casebook, const char *value);

/* ---- fixed lists ---- */

static char *
say_seriousness (PodTrial *trial, PodCasebook *casebook, const char *value)
{
  guint bits = (guint) g_ascii_strtoull (value, NULL, 10);
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint bit = POD_SERIOUS_DEATH; bit <= POD_SERIOUS_IMPORTANT; bit <<= 1)
    if (bits & bit)
      g_string_append_printf (words, "%s%s", words->len > 0 ? C_ ("list", ", ") : "",
                              pod_seriousness_to_words (bit));
  if (words->len == 0)
    g_string_append (words, C_ ("seriousness", "Not serious"));
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static char *
say_causality (PodTrial *trial, PodCasebook *casebook, const char *value)
{
  PodCausality causality;

  return pod_causality_from_string (value, &causality)
             ? g_strdup (pod_causality_to_words (causality))
             : NULL;
}

static char *
say_outcome (PodTrial *trial, PodCasebook *casebook, const char *value)
{
  PodOutcome outcome;

  return pod_outcome_from_string (value, &outcome) ? g_strdup (pod_outcome_to_words (outcome))
                                                   : NULL;
}

static char *
say_event (PodTrial *trial, PodCasebook *casebook, const char *value)
{
  return g_strdup (pod_record_event_to_words (pod_trial_get_study (trial), value));
}

/* The outcome of a check; what another event has is shown as it is. */
static char *
say_detail (PodTrial *trial, PodCasebook *casebook, const char *value)
{
  return pod_check_is_detail (value)
             ? pod_check_detail_to_words (pod_trial_get_study (trial), value)
             : NULL;
}

static char *
say_yes_or_no (PodTrial *trial, PodCasebook *casebook, const char *value)
{
  return g_strdup (g_str_equal (value, "0") ? _ ("no") : _ ("yes"));
}

typedef struct
{
  const char *value;
  const char *words;
} Word;

static char *
find_word (const Word *words, const char *context, const char *value)
{
  for (; words->value != NULL; words++)
    if (g_str_equal (words->value, value))
      return g_strdup (g_dpgettext2 (GETTEXT_PACKAGE, context, words->words));
  return NULL;
}

static char *
say_query_status (PodTrial *trial, PodCasebook *casebook, const char *value)
{
  static const Word words[] = { { "open", NC_ ("query", "open") },
                                { "answered", NC_ ("query", "answered") },
                                { "closed", NC_ ("query", "closed") },
                                { NULL, NULL } };

  return find_word (words, "query", value);
}

static char *
say_visit_status (PodTrial *trial, PodCasebook *casebook, const char *value)
{
  static const Word words[] = { { "done", NC_ ("visit", "done") },
                                { "missed", NC_ ("visit", "missed") },
                                { NULL, NULL } };

  return find_word (words, "visit", value);
}

static char *
say_source (PodTrial *trial, PodCasebook *casebook, const char *value)
{
  static const Word words[] = { { "typed", NC_ ("source", "typed in") },
                                { "import", NC_ ("source", "laboratory file") },
                                { "derived", NC_ ("source", "derived from other values") },
                                { "demo", NC_ ("source", "demonstration") },
                                { NULL, NULL } };

  return find_word (words, "source", value);
}

/* What was computed names the records it came from, for the program to find it again: to people that is the field Source and Method. */
static char *
say_origin (PodTrial *trial, PodCasebook *casebook, const char *value)
{
  return g_str_has_prefix (value, "derived|") ? g_strdup (C_ ("source", "computed")) : NULL;
}

static char *
say_method (PodTrial *trial, PodCasebook *casebook, const char *value)
{
  return pod_method_to_words (pod_trial_get_study (trial), value);
}

static char *
say_finding_status (PodTrial *trial, PodCasebook *casebook, const char *value)
{
  static const Word words[] = { { "preliminary", NC_ ("result", "preliminary") },
                                { "corrected", NC_ ("result", "corrected") },
                                { "not_done", NC_ ("result", "not done") },
                                { NULL, NULL } };

  return find_word (words, "result", value);
}

static char *
say_completeness (PodTrial *trial, PodCasebook *casebook, const char *value)
{
  static const Word words[] = { { "complete", NC_ ("collection", "complete") },
                                { "incomplete", NC_ ("collection", "incomplete") },
                                { NULL, NULL } };

  return find_word (words, "collection", value);
}

static char *
say_significance (PodTrial *trial, PodCasebook *casebook, const char *value)
{
  static const Word words[] = { { "significant", NC_ ("result", "clinically significant") },
                                { "not_significant", NC_ ("result", "not clinically significant") },
                                { NULL, NULL } };

  return find_word (words, "result", value);
}

static char *
say_kind (PodTrial *trial, PodCasebook *casebook, const char *value)
{
  return g_strdup (pod_record_kind_to_words (value));
}

/* ---- what the study names ---- */

static char *
say_label (const PodWords *label)
{
  return g_strdup (pod_words_get (label, pod_words_locale ()));
}

static char *
say_term (PodTrial *trial, PodCasebook *casebook, const char *value)
{
  const PodTerm *term = pod_study_find_term (pod_trial_get_study (trial), value);

  return term != NULL ? say_label (&term->label) : NULL;
}

static char *
say_observation (PodTrial *trial, PodCasebook *casebook, const char *value)
{
  const PodObservation *observation = pod_study_find_observation (pod_trial_get_study (trial),
                                                                  value);

  return observation != NULL ? say_label (&observation->label) : NULL;
}

static char *
say_planned (PodTrial *trial, PodCasebook *casebook, const char *value)
{
  const PodPlannedVisit *visit = pod_study_find_visit (pod_trial_get_study (trial), value);

  return visit != NULL ? say_label (&visit->label) : NULL;
}

static char *
say_cohort (PodTrial *trial, PodCasebook *casebook, const char *value)
{
  const PodCohort *cohort = pod_study_find_cohort (pod_trial_get_study (trial), value);

  return cohort != NULL ? say_label (&cohort->label) : NULL;
}

/* ---- other records, times and numbers ---- */

static char *
say_subject (PodTrial *trial, PodCasebook *casebook, const char *value)
{
  return casebook != NULL ? g_strdup (pod_casebook_get_number (casebook)) : NULL;
}

static char *
say_visit (PodTrial *trial, PodCasebook *casebook, const char *value)
{
  return pod_record_name (trial, casebook, "visit", g_ascii_strtoll (value, NULL, 10));
}

/* What a result was attributed to. */
static char *
say_adverse_event (PodTrial *trial, PodCasebook *casebook, const char *value)
{
  return pod_record_name (trial, casebook, "adverse_event", g_ascii_strtoll (value, NULL, 10));
}

static char *
say_history (PodTrial *trial, PodCasebook *casebook, const char *value)
{
  return pod_record_name (trial, casebook, "event", g_ascii_strtoll (value, NULL, 10));
}

static char *
say_reason (PodTrial *trial, PodCasebook *casebook, const char *value)
{
  const PodNotDone *reason = pod_study_find_not_done_reason (pod_trial_get_study (trial), value);

  return reason != NULL ? say_label (&reason->label) : NULL;
}

/* By its laboratory and its first day. */
static char *
say_range (PodTrial *trial, PodCasebook *casebook, const char *value)
{
  const PodRange *range = pod_site_find_range_by_id (pod_trial_get_site (trial),
                                                     g_ascii_strtoll (value, NULL, 10));
  g_autofree char *from = range != NULL ? pod_date_to_words (range->from) : NULL;

  return range != NULL && range->laboratory != NULL
             ? g_strdup_printf (_ ("Range of %1$s, valid from %2$s"), range->laboratory, from)
             : NULL;
}

static char *
say_moment (PodTrial *trial, PodCasebook *casebook, const char *value)
{
  PodInstant instant;
  PodMoment moment;

  if (pod_moment_parse (value, &moment))
    return pod_moment_to_words (moment);
  return pod_instant_parse (value, &instant) ? pod_user_time_to_words (value) : NULL;
}

/* A derived value has more digits than anybody reads; what is saved as a file has them all. */
static char *
say_number (PodTrial *trial, PodCasebook *casebook, const char *value)
{
  char *end;
  double number = g_ascii_strtod (value, &end);

  return *value != '\0' && *end == '\0' ? pod_decimal_to_label (number, MOST_DIGITS) : NULL;
}

/* As people write it, not as files do: "cells/µL" and not "/uL". */
static char *
say_unit (PodTrial *trial, PodCasebook *casebook, const char *value)
{
  const PodUnit *unit = pod_unit_from_ucum (value);

  return unit != NULL ? g_strdup (pod_unit_to_words (unit)) : NULL;
}

/* ---- which is whose ---- */

/* @table: NULL for every table that has the column. */
static const struct
{
  const char *table;
  const char *column;
  SayFunc say;
} sayings[] = {
  { "adverse_event", "outcome", say_outcome },
  { "adverse_event", "seriousness", say_seriousness },
  { "adverse_event", "term", say_term },
  { "adverse_event", "to_lymphodepletion", say_causality },
  { "adverse_event", "to_product", say_causality },
  { "event", "code", say_event },
  { "event", "detail", say_detail },
  { "finding", "adverse_event", say_adverse_event },
  { "finding", "history", say_history },
  { "finding", "laboratory_range", say_range },
  { "finding", "method", say_method },
  { "finding", "origin", say_origin },
  { "finding", "reason", say_reason },
  { "finding", "status", say_finding_status },
  { "query", "status", say_query_status },
  { "visit", "status", say_visit_status },
  { NULL, "began", say_moment },
  { NULL, "changed", say_yes_or_no },
  { NULL, "cohort", say_cohort },
  { NULL, "completeness", say_completeness },
  { NULL, "date", say_moment },
  { NULL, "dose", say_number },
  { NULL, "learned", say_moment },
  { NULL, "lower", say_number },
  { NULL, "moment", say_moment },
  { NULL, "number", say_number },
  { NULL, "observation", say_observation },
  { NULL, "planned", say_planned },
  { NULL, "scope", say_kind },
  { NULL, "significance", say_significance },
  { NULL, "source", say_source },
  { NULL, "start", say_moment },
  { NULL, "stop", say_moment },
  { NULL, "subject", say_subject },
  { NULL, "unit", say_unit },
  { NULL, "upper", say_number },
  { NULL, "valid_from", say_moment },
  { NULL, "valid_to", say_moment },
  { NULL, "visit", say_visit },
  { NULL, "voided", say_yes_or_no },
  { NULL, "volume", say_number },
};

static SayFunc
find_saying (const char *table, const char *column)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sayings); i++)
    if (g_str_equal (column, sayings[i].column) &&
        (sayings[i].table == NULL || g_strcmp0 (table, sayings[i].table) == 0))
      return sayings[i].say;
  return NULL;
}

char *
pod_record_value_to_words (PodTrial *trial,
                           PodCasebook *casebook,
                           const char *table,
                           const char *column,
                           const char *value)
{
  SayFunc say = value != NULL && column != NULL ? find_saying (table, column) : NULL;
  char *words = say != NULL ? say (trial, casebook, value) : NULL;

  return words != NULL ? words : g_strdup (value);
}

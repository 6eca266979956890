#include "pod-config.h"

#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

#include <math.h>
#include <string.h>

#include "pod-abnormal.h"
#include "pod-words-private.h"

#define DIGITS_OF_DERIVED 3

static const char *const months[] = {
  NC_ ("month", "Jan"), NC_ ("month", "Feb"), NC_ ("month", "Mar"), NC_ ("month", "Apr"),
  NC_ ("month", "May"), NC_ ("month", "Jun"), NC_ ("month", "Jul"), NC_ ("month", "Aug"),
  NC_ ("month", "Sep"), NC_ ("month", "Oct"), NC_ ("month", "Nov"), NC_ ("month", "Dec"),
};

static const char *const causalities[] = {
  [POD_CAUSALITY_UNASSESSED] = NC_ ("causality", "Not assessed"),
  [POD_CAUSALITY_UNRELATED] = NC_ ("causality", "Unrelated"),
  [POD_CAUSALITY_POSSIBLY_UNRELATED] = NC_ ("causality", "Possibly unrelated"),
  [POD_CAUSALITY_POSSIBLE] = NC_ ("causality", "Possible"),
  [POD_CAUSALITY_PROBABLE] = NC_ ("causality", "Probable"),
  [POD_CAUSALITY_DEFINITE] = NC_ ("causality", "Definite"),
};

static const char *const outcomes[] = {
  [POD_OUTCOME_UNKNOWN] = NC_ ("outcome", "Unknown"),
  [POD_OUTCOME_NOT_RECOVERED] = NC_ ("outcome", "Not recovered"),
  [POD_OUTCOME_RECOVERING] = NC_ ("outcome", "Recovering"),
  [POD_OUTCOME_RECOVERED] = NC_ ("outcome", "Recovered"),
  [POD_OUTCOME_SEQUELAE] = NC_ ("outcome", "Recovered with sequelae"),
  [POD_OUTCOME_FATAL] = NC_ ("outcome", "Fatal"),
};

const char *
pod_words_locale (void)
{
  const char *const *names = g_get_language_names ();

  for (guint i = 0; names[i]; i++)
    {
      if (g_str_has_prefix (names[i], "zh_CN") || g_str_equal (names[i], "zh"))
        return "zh_CN";
      if (g_str_has_prefix (names[i], "en") || g_str_equal (names[i], "C"))
        break;
    }
  return "en";
}

char *
pod_words_begin_line (const char *text)
{
  char first[7] = "";

  if (*text == '\0')
    return g_strdup ("");
  g_unichar_to_utf8 (g_unichar_toupper (g_utf8_get_char (text)), first);
  return g_strconcat (first, g_utf8_next_char (text), NULL);
}

/* Whether it begins with a word of small letters: what has another capital, or no more than two letters, is an abbreviation or a sign. */
static gboolean
begins_with_word (const char *label)
{
  const char *p = g_utf8_next_char (label);
  guint n_small = 0;

  for (; g_unichar_islower (g_utf8_get_char (p)); p = g_utf8_next_char (p))
    n_small++;
  return n_small > 1 && !g_unichar_isalnum (g_utf8_get_char (p));
}

char *
pod_words_within (const char *label)
{
  char first[7] = "";

  if (*label == '\0' || !begins_with_word (label))
    return g_strdup (label);
  g_unichar_to_utf8 (g_unichar_tolower (g_utf8_get_char (label)), first);
  return g_strconcat (first, g_utf8_next_char (label), NULL);
}

char *
pod_words_join (const char *a, const char *b)
{
  if (!b || *b == '\0')
    return g_strdup (a);
  /* Translators: two pieces of one sentence: a value, then its date. */
  return g_strdup_printf (C_ ("list", "%1$s, %2$s"), a, b);
}

char *
pod_words_list (const GPtrArray *names, guint most)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < MIN (names->len, most); i++)
    /* Translators: between the names of tests. */
    g_string_append_printf (list, "%s%s", i > 0 ? C_ ("tests", ", ") : "",
                            (const char *) g_ptr_array_index (names, i));
  return g_string_free (list, FALSE);
}

/* Units of time are words; all others are symbols, the same in every language. */
const char *
pod_unit_to_words (const PodUnit *unit)
{
  const char *code = pod_unit_get_ucum (unit);

  if (g_str_equal (code, "a"))
    return C_ ("unit", "years");
  if (g_str_equal (code, "mo"))
    return C_ ("unit", "months");
  if (g_str_equal (code, "wk"))
    return C_ ("unit", "weeks");
  return g_str_equal (code, "d") ? C_ ("unit", "days") : pod_unit_get_label (unit);
}

char *
pod_printed_value_to_words (const char *value)
{
  PodQuantity quantity = { 0 };
  g_autofree char *number = pod_quantity_print_number (value, &quantity);

  if (number == NULL || quantity.comparator == POD_EXACTLY)
    return g_strdup (value);
  return g_strconcat (pod_comparator_to_label (quantity.comparator), " ", number, NULL);
}

const char *
pod_printed_unit_to_words (const char *unit)
{
  const PodUnit *known = *unit != '\0' ? pod_unit_from_print (unit) : NULL;

  return known != NULL ? pod_unit_to_words (known) : unit;
}

char *
pod_words_quantity (PodComparator comparator, double number, const PodUnit *unit, int digits)
{
  g_autofree char *text = digits > 0 ? pod_decimal_to_label (number, digits)
                                     : pod_decimal_to_string (number);
  const char *sign = pod_comparator_to_label (comparator);
  const char *label = unit ? pod_unit_to_words (unit) : "";

  return g_strconcat (sign, *sign ? " " : "", text, *label ? " " : "", label, NULL);
}

const char *
pod_words_answer (const PodObservation *observation, const char *code)
{
  const char *words = observation
                          ? pod_observation_get_choice (observation, code, pod_words_locale ())
                          : code;

  if (g_strcmp0 (words, code) != 0)
    return words;
  if (g_strcmp0 (code, "yes") == 0)
    return C_ ("answer", "yes");
  if (g_strcmp0 (code, "no") == 0)
    return C_ ("answer", "no");
  return g_strcmp0 (code, "unknown") == 0 ? C_ ("answer", "unknown") : words;
}

int
pod_finding_get_digits (const PodFinding *finding)
{
  return g_strcmp0 (finding->source, "derived") == 0 ? DIGITS_OF_DERIVED : 0;
}

char *
pod_finding_number_to_words (const PodFinding *finding)
{
  if (isnan (finding->quantity.number))
    return g_strdup (finding->text ? finding->text : "");
  return pod_words_quantity (finding->quantity.comparator, finding->quantity.number, NULL,
                             pod_finding_get_digits (finding));
}

char *
pod_finding_quantity_to_words (const PodFinding *finding)
{
  g_autofree char *number = pod_finding_number_to_words (finding);
  const char *unit = finding->quantity.unit != NULL ? pod_unit_to_words (finding->quantity.unit)
                                                    : finding->unit_text;

  if (isnan (finding->quantity.number) || unit == NULL || *unit == '\0')
    return g_steal_pointer (&number);
  return g_strconcat (number, " ", unit, NULL);
}

static char *
say_not_done (const PodStudy *study, const char *reason)
{
  const PodNotDone *known = pod_study_find_not_done_reason (study, reason);
  const char *words = known ? pod_words_get (&known->label, pod_words_locale ()) : reason;

  /* Translators: a result that there is none of; then why. */
  return words && *words ? g_strdup_printf (C_ ("result", "not done: %s"), words)
                         : g_strdup (C_ ("result", "not done"));
}

/* A result that is not what it is taken for says so wherever it is read. */
static char *
say_collected (const PodStudy *study, const PodFinding *finding)
{
  g_autofree char *value = pod_finding_quantity_to_words (finding);
  g_autofree char *collection = NULL;
  double hours;

  if (!pod_collection_is_doubtful (pod_finding_get_collection (study, finding, &hours)))
    return g_steal_pointer (&value);
  collection = pod_collection_to_words (study, finding);
  /* Translators: a value, then how its specimen was collected. */
  return g_strdup_printf (C_ ("collection", "%1$s (%2$s)"), value, collection);
}

char *
pod_finding_to_cell (const PodStudy *study, const PodFinding *finding, char **note)
{
  g_autofree char *value = NULL;
  double hours;

  *note = NULL;
  if (!pod_collection_is_doubtful (pod_finding_get_collection (study, finding, &hours)))
    return pod_finding_to_words (study, finding);
  value = pod_finding_quantity_to_words (finding);
  *note = pod_finding_to_words (study, finding);
  /* Translators: a value whose specimen was not collected as it should be; the words are in the tooltip. */
  return g_strdup_printf (C_ ("collection", "%s *"), value);
}

char *
pod_finding_to_words (const PodStudy *study, const PodFinding *finding)
{
  const PodObservation *observation = pod_study_find_observation (study, finding->observation);

  if (pod_finding_is_not_done (finding))
    return say_not_done (study, finding->reason);
  if (finding->code)
    return g_strdup (pod_words_answer (observation, finding->code));
  if (pod_date_is_set (finding->date))
    return pod_date_to_words (finding->date);
  return say_collected (study, finding);
}

char *
pod_visit_name_to_words (const char *label)
{
  /* Translators: a visit by its name in the plan: "visit Day 10", which need not be on day 10. */
  return g_strdup_printf (C_ ("visit", "visit %s"), label);
}

const char *
pod_verdict_to_words (const PodVerdict *verdict)
{
  if (verdict->holds == POD_UNKNOWN)
    return C_ ("verdict", "cannot tell yet");
  if (verdict->criterion->kind == POD_EXCLUSION)
    return verdict->holds == POD_TRUE ? C_ ("exclusion", "present") : C_ ("exclusion", "absent");
  return verdict->holds == POD_TRUE ? C_ ("inclusion", "met") : C_ ("inclusion", "not met");
}

const char *
pod_causality_to_words (PodCausality causality)
{
  g_return_val_if_fail ((guint) causality < G_N_ELEMENTS (causalities), "");
  return g_dpgettext2 (GETTEXT_PACKAGE, "causality", causalities[causality]);
}

const char *
pod_outcome_to_words (PodOutcome outcome)
{
  g_return_val_if_fail ((guint) outcome < G_N_ELEMENTS (outcomes), "");
  return g_dpgettext2 (GETTEXT_PACKAGE, "outcome", outcomes[outcome]);
}

char *
pod_date_to_words (PodDate date)
{
  const char *month;

  if (!pod_date_is_set (date))
    return g_strdup (C_ ("date", "no date"));
  if (date.month == 0)
    /* Translators: a date of which only the year is known. */
    return g_strdup_printf (C_ ("date", "%d"), date.year);
  month = g_dpgettext2 (GETTEXT_PACKAGE, "month", months[date.month - 1]);
  if (date.day == 0)
    /* Translators: month and year: "Nov 2026". */
    return g_strdup_printf (C_ ("date", "%1$s %2$d"), month, date.year);
  /* Translators: day, month and year: "20 Nov 2026". */
  return g_strdup_printf (C_ ("date", "%1$d %2$s %3$d"), date.day, month, date.year);
}

char *
pod_moment_to_words (PodMoment moment)
{
  g_autofree char *date = pod_date_to_words (moment.date);
  g_autofree char *time = NULL;

  if (moment.minute < 0 || !pod_date_is_complete (moment.date))
    return g_steal_pointer (&date);
  time = g_strdup_printf ("%02d:%02d", moment.minute / 60, moment.minute % 60);
  /* Translators: a date, then the time of day: "20 Nov 2026, 14:30". */
  return g_strdup_printf (C_ ("moment", "%1$s, %2$s"), date, time);
}

char *
pod_study_day_to_words (int day)
{
  /* Translators: a day counted from the infusion. */
  return g_strdup_printf (day < 0 ? C_ ("study day", "day −%d") : C_ ("study day", "day %d"),
                          ABS (day));
}

char *
pod_moment_on_day_to_words (PodMoment moment, int day)
{
  g_autofree char *words = pod_moment_to_words (moment);
  g_autofree char *number = pod_study_day_to_words (day);

  return g_strdup_printf ("%s · %s", words, number);
}

char *
pod_instant_to_words (PodInstant instant)
{
  gint64 minutes = instant.utc_us / G_USEC_PER_SEC / 60 + instant.offset_min;
  gint64 day = minutes / (24 * 60);
  PodMoment moment = pod_moment_on (pod_date_from_day ((gint32) day));

  moment.minute = (int) (minutes - day * 24 * 60);
  return pod_moment_to_words (moment);
}

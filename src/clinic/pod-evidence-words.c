#include "pod-config.h"

#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

#include <math.h>
#include <string.h>

#include "pod-consent.h"
#include "pod-words-private.h"

/* No double tells more apart. */
#define MOST_DIGITS 15

static const PodObservation *
find_observation (const PodStudy *study, const PodEvidence *leaf)
{
  const char *symbol = leaf->symbol ? leaf->symbol->name : NULL;
  const PodObservation *observation = pod_study_find_observation (study, symbol);
  const PodReading *reading = pod_study_find_reading (study, symbol);

  return !observation && reading ? &reading->observation : observation;
}

/* What is looked at; the piece of the rule where it is no observation of the study. */
static const char *
name (const PodObservation *observation, const PodEvidence *leaf)
{
  return observation ? pod_words_get (&observation->label, pod_words_locale ()) : leaf->text;
}

/* 59.997 beside a limit of 60 must not read "60". */
static int
find_digits (double number, double limit)
{
  for (int digits = POD_WORDS_DIGITS; digits < MOST_DIGITS; digits++)
    {
      g_autofree char *one = pod_decimal_to_label (number, digits);
      g_autofree char *other = pod_decimal_to_label (limit, digits);

      if (number == limit || !g_str_equal (one, other))
        return digits;
    }
  return MOST_DIGITS;
}

static int
count_places (double number, int digits)
{
  g_autofree char *text = pod_decimal_to_label (number, digits);
  const char *point = strchr (text, '.');

  return point ? (int) strlen (point + 1) : 0;
}

/* Written with no more places than what it is the difference of, unless nothing would be left of it. */
static double
round_margin (double margin, int places)
{
  g_autofree char *text = pod_decimal_to_places (fabs (margin), places);
  double rounded = g_ascii_strtod (text, NULL);

  return rounded != 0 ? rounded : fabs (margin);
}

static char *
say_margin (const PodEvidence *leaf, int digits)
{
  double number = isnan (leaf->value) ? leaf->fact.number : leaf->value;
  int places = MAX (count_places (number, digits), count_places (leaf->limit, digits));
  g_autofree char *size = NULL;

  if (leaf->margin == 0)
    return g_strdup (C_ ("margin", "at the limit"));
  size = pod_decimal_to_label (round_margin (leaf->margin, places), POD_WORDS_DIGITS);
  return g_strconcat (leaf->margin > 0 ? "+" : "−", size, NULL);
}

/* What is computed has a comparator of its own: "at least 30 days" since a date that lacks its day. */
static PodComparator
get_comparator (const PodEvidence *leaf)
{
  return isnan (leaf->value) ? leaf->fact.comparator : leaf->comparator;
}

/* "≥ 1 (+1.31)", or "not ≥ 1 (−0.2)" where it does not hold. */
static char *
say_limit (const PodEvidence *leaf, int digits)
{
  g_autofree char *limit = pod_decimal_to_label (leaf->limit, digits);
  const char *relation = pod_relation_to_label (leaf->relation);
  /* "< 60" has no distance from anything. */
  gboolean has_margin = !isnan (leaf->margin) && get_comparator (leaf) == POD_EXACTLY;
  g_autofree char *margin = has_margin ? say_margin (leaf, digits) : NULL;

  if (leaf->truth == POD_FALSE)
    return margin ? g_strdup_printf (
                        /* Translators: a value misses its limit: "not ≥ 1 (−0.2)". */
                        C_ ("limit", "not %1$s %2$s (%3$s)"), relation, limit, margin)
                  : g_strdup_printf (C_ ("limit", "not %1$s %2$s"), relation, limit);
  return margin ? g_strdup_printf (C_ ("limit", "%1$s %2$s (%3$s)"), relation, limit, margin)
                : g_strdup_printf (C_ ("limit", "%1$s %2$s"), relation, limit);
}

static char *
say_date (const PodFact *fact)
{
  return pod_date_is_set (fact->when.date) ? pod_date_to_words (fact->when.date) : NULL;
}

static char *
say_number (const PodObservation *observation, const PodEvidence *leaf)
{
  gboolean is_computed = !isnan (leaf->value);
  double number = is_computed ? leaf->value : leaf->fact.number;
  int digits = find_digits (number, leaf->limit);
  g_autofree char *value = pod_words_quantity (get_comparator (leaf), number, leaf->unit, digits);
  g_autofree char *limit = say_limit (leaf, digits);
  g_autofree char *words = NULL, *date = NULL;

  if (is_computed)
    /* Translators: a condition as the study writes it, then what it came to. */
    return g_strdup_printf (C_ ("evidence", "%1$s: %2$s"), leaf->text, value);
  /* Translators: "Neutrophil count 2.31 ×10⁹/L ≥ 1 (+1.31)": name, value, limit. */
  words = g_strdup_printf (C_ ("evidence", "%1$s %2$s %3$s"), name (observation, leaf), value,
                           limit);
  date = say_date (&leaf->fact);
  return pod_words_join (words, date);
}

static char *
say_answer (const PodObservation *observation, const PodEvidence *leaf)
{
  g_autofree char *date = say_date (&leaf->fact);
  g_autofree char *words = NULL;

  words = g_strdup_printf (C_ ("evidence", "%1$s: %2$s"), name (observation, leaf),
                           pod_words_answer (observation, leaf->fact.code));
  return pod_words_join (words, date);
}

/* known(x): the one condition that an absence decides. */
static char *
say_known (const PodObservation *observation, const PodEvidence *leaf)
{
  return g_strdup_printf (leaf->truth == POD_TRUE ? C_ ("evidence", "%s: on record")
                                                  : C_ ("evidence", "%s: not on record"),
                          name (observation, leaf));
}

static char *
say_value (const PodObservation *observation, const PodEvidence *leaf)
{
  const PodFact *fact = &leaf->fact;
  g_autofree char *date = say_date (fact);
  g_autofree char *value = NULL;

  if (fact->code)
    value = g_strdup (pod_words_answer (observation, fact->code));
  else if (pod_date_is_set (fact->date))
    value = pod_date_to_words (fact->date);
  else if (isnan (fact->number))
    value = g_strdup (fact->text ? fact->text : "");
  else
    value = pod_words_quantity (fact->comparator, fact->number, leaf->symbol->unit,
                                POD_WORDS_DIGITS);
  return pod_words_join (value, date);
}

/* Every value that was looked at, in the order in which they were. */
static char *
say_series (const PodStudy *study, const PodObservation *observation, const PodEvidence *leaf)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *list = NULL;

  for (guint i = 0; i < leaf->children->len; i++)
    {
      const PodEvidence *child = leaf->children->pdata[i];

      if (child->symbol)
        g_ptr_array_add (values, say_value (find_observation (study, child), child));
    }
  if (values->len == 0)
    return g_strdup (name (observation, leaf));
  g_ptr_array_add (values, NULL);
  /* Translators: stands between the values of a list, each with its date. */
  list = g_strjoinv (C_ ("list", "; "), (char **) values->pdata);
  return g_strdup_printf (C_ ("evidence", "%1$s: %2$s"), name (observation, leaf), list);
}

static char *
say_leaf (const PodStudy *study, const PodEvidence *leaf)
{
  const PodObservation *observation = find_observation (study, leaf);
  gboolean is_flag = leaf->symbol && leaf->symbol->kind == POD_KIND_FLAG;

  if (leaf->kind == POD_EVIDENCE_OVER_TIME)
    return say_series (study, observation, leaf);
  if (leaf->kind == POD_EVIDENCE_FLAG && (!is_flag || leaf->absence != POD_ABSENCE_NONE))
    return say_known (observation, leaf);
  if (leaf->fact.code && isnan (leaf->limit))
    return say_answer (observation, leaf);
  if (leaf->kind == POD_EVIDENCE_COMPARE && !isnan (leaf->limit))
    return say_number (observation, leaf);
  return g_strdup (name (observation, leaf));
}

char *
pod_evidence_to_words (const PodStudy *study, const PodEvidence *leaf)
{
  if (leaf->truth == POD_UNKNOWN)
    return pod_absence_to_words (study, leaf);
  return leaf->courses != NULL ? pod_words_courses (study, leaf, NULL) : say_leaf (study, leaf);
}

static char *
say_outside (const PodObservation *observation, const PodEvidence *leaf)
{
  g_autofree char *date = pod_date_to_words (leaf->fact.when.date);

  /* Translators: observation, then its date. */
  return g_strdup_printf (C_ ("absence", "%1$s of %2$s is too old"), name (observation, leaf),
                          date);
}

static char *
say_censored (const PodObservation *observation, const PodEvidence *leaf)
{
  g_autofree char *value = NULL, *limit = NULL;

  if (isnan (leaf->fact.number) || isnan (leaf->limit))
    return g_strdup_printf (C_ ("absence", "%s is given only as above or below a limit"),
                            name (observation, leaf));
  value = pod_words_quantity (leaf->fact.comparator, leaf->fact.number,
                              leaf->symbol ? leaf->symbol->unit : NULL, POD_WORDS_DIGITS);
  limit = pod_decimal_to_label (leaf->limit, POD_WORDS_DIGITS);
  /* Translators: "eGFR < 60 mL/min/1.73 m² does not decide ≥ 45". */
  return g_strdup_printf (C_ ("absence", "%1$s %2$s does not decide %3$s %4$s"),
                          name (observation, leaf), value, pod_relation_to_label (leaf->relation),
                          limit);
}

/* The study's words of its reason, else what was written out. */
static char *
say_not_done (const PodStudy *study, const PodObservation *observation, const PodEvidence *leaf)
{
  g_autofree char *date = say_date (&leaf->fact);
  const PodNotDone *known = pod_study_find_not_done_reason (study, leaf->fact.text);
  const char *reason = known ? pod_words_get (&known->label, pod_words_locale ()) : leaf->fact.text;

  if (reason == NULL || *reason == '\0')
    /* Translators: observation, then the day on which somebody asked for it. */
    return g_strdup_printf (C_ ("absence", "%1$s: asked for on %2$s, not done"),
                            name (observation, leaf), date ? date : "?");
  /* Translators: observation, the day on which somebody asked for it, and why it was not done. */
  return g_strdup_printf (C_ ("absence", "%1$s: asked for on %2$s, not done (%3$s)"),
                          name (observation, leaf), date ? date : "?", reason);
}

static const char *
find_absence_format (PodAbsence absence)
{
  switch (absence)
    {
    case POD_ABSENCE_UNUSABLE:
      return NC_ ("absence", "%s has no unit or result that can be used");
    case POD_ABSENCE_UNDATED:
      return NC_ ("absence", "%s: its date does not tell whether it counts");
    case POD_ABSENCE_NO_LIMIT:
      return NC_ ("absence", "%s: the laboratory’s limit is not known");
    case POD_ABSENCE_NO_ANCHOR:
      return NC_ ("absence", "%s: the day to count from is not known");
    case POD_ABSENCE_TOO_FEW:
      return NC_ ("absence", "%s: too few values, or too close together");
    case POD_ABSENCE_INCOMPLETE:
      return NC_ ("absence", "%s: the courses on record do not decide it");
    case POD_ABSENCE_ANSWER:
      return NC_ ("absence", "%s: answered “unknown”");
    default:
      return NC_ ("absence", "%s: nothing on record");
    }
}

/* The format comes from the table above and from nowhere else. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
static char *
say_absence (PodAbsence absence, const char *what)
{
  return g_strdup_printf (g_dpgettext2 (GETTEXT_PACKAGE, "absence", find_absence_format (absence)),
                          what);
}
#pragma GCC diagnostic pop

/* The leaf's own fact is that of its leftmost observation; where another one is missing, a child says so. */
static const PodEvidence *
find_absent (const PodEvidence *leaf)
{
  for (guint i = 0; i < leaf->children->len; i++)
    {
      const PodEvidence *child = leaf->children->pdata[i];

      if (child->symbol && child->absence == leaf->absence)
        return child;
    }
  return leaf;
}

static char *
say_lacking (const PodStudy *study, const PodEvidence *leaf)
{
  const PodEvidence *absent = find_absent (leaf);
  const PodObservation *observation = find_observation (study, absent);

  if (leaf->absence == POD_ABSENCE_OUTSIDE)
    return say_outside (observation, absent);
  if (leaf->absence == POD_ABSENCE_NOT_DONE)
    return say_not_done (study, observation, absent);
  if (leaf->absence == POD_ABSENCE_CENSORED)
    return say_censored (find_observation (study, leaf), leaf);
  if (pod_consent_lacks_attestation (study, absent))
    return g_strdup_printf (C_ ("absence", "%s: not attested"), name (observation, absent));
  return say_absence (leaf->absence, leaf->courses != NULL && absent->symbol == NULL
                                         ? pod_words_medication (study, leaf)
                                         : name (observation, absent));
}

char *
pod_absence_to_words (const PodStudy *study, const PodEvidence *leaf)
{
  g_autofree char *lacks = say_lacking (study, leaf);

  return leaf->courses != NULL ? pod_words_courses (study, leaf, lacks) : g_steal_pointer (&lacks);
}

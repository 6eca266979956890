#include "pod-config.h"

#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

#include <math.h>
#include <string.h>

#include "pod-words-private.h"

/* What courses of medication came to, for a clinician: never the rule's own text, and never "at least 0 months". */

/* How finely a length of time is told. */
#define PARTS 10

static const char *
name_medication (const PodStudy *study, const char *id)
{
  const PodMedicationClass *class = pod_study_find_class (study, id);
  const PodTreatment *treatment = pod_study_find_treatment (study, id);

  if (class != NULL)
    return pod_words_get (&class->label, pod_words_locale ());
  return treatment != NULL ? pod_words_get (&treatment->label, pod_words_locale ()) : id;
}

/* ---- lengths of time ---- */

static double
round_down (double length)
{
  return floor (length * PARTS) / PARTS;
}

static char *
say_plain (double length, const PodUnit *unit)
{
  g_autofree char *number = pod_decimal_to_label (length, POD_WORDS_DIGITS);
  const char *code = unit != NULL ? pod_unit_get_ucum (unit) : "";
  gulong plural = length == 1 ? 1 : 2;

  if (g_str_equal (code, "mo"))
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s month", "%s months", plural), number);
  if (g_str_equal (code, "d"))
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s day", "%s days", plural), number);
  if (g_str_equal (code, "wk"))
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s week", "%s weeks", plural), number);
  return pod_words_quantity (POD_EXACTLY, length, unit, POD_WORDS_DIGITS);
}

char *
pod_words_length (double length, const PodUnit *unit)
{
  double told = round_down (length);
  g_autofree char *least = NULL;

  if (told > 0 || length <= 0)
    return say_plain (MAX (told, 0), unit);
  least = say_plain (1.0 / PARTS, unit);
  /* Translators: a length of time that is more than nothing: "less than 0.1 months". */
  return g_strdup_printf (C_ ("medication", "less than %s"), least);
}

static gboolean
has_course (const PodEvidence *leaf)
{
  for (guint i = 0; i < leaf->children->len; i++)
    if (((const PodEvidence *) leaf->children->pdata[i])->kind == POD_EVIDENCE_COURSE)
      return TRUE;
  return FALSE;
}

static char *
say_nothing (const PodEvidence *leaf)
{
  if (leaf->courses->count == POD_COUNT_SINCE_GIVEN)
    return g_strdup (C_ ("medication", "not told by what is on record"));
  if (isfinite (leaf->courses->most))
    return g_strdup (C_ ("medication", "not taken"));
  return g_strdup (has_course (leaf) ? C_ ("medication", "no full day on record")
                                     : C_ ("medication", "nothing on record"));
}

/* What the courses on record come to. */
static char *
say_found (const PodEvidence *leaf)
{
  const PodCourseCount *count = leaf->courses;
  g_autofree char *least = pod_words_length (count->least, leaf->unit);
  g_autofree char *most = NULL;

  if (count->most <= 0 || (count->least <= 0 && isinf (count->most)))
    return say_nothing (leaf);
  if (isinf (count->most))
    /* Translators: a length of time, of which there may be more than is on record. */
    return g_strdup_printf (C_ ("medication", "at least %s on record"), least);
  most = pod_words_length (count->most, leaf->unit);
  if (g_str_equal (least, most))
    return g_steal_pointer (&least);
  if (count->least <= 0)
    return g_strdup_printf (C_ ("medication", "at most %s"), most);
  /* Translators: a length of time whose first day is not known: "3.1 months to 4 months". */
  return g_strdup_printf (C_ ("medication", "%1$s to %2$s"), least, most);
}

/* ---- since it was last given ---- */

static char *
say_since (const PodEvidence *leaf)
{
  const PodCourseCount *count = leaf->courses;
  g_autofree char *words = NULL;

  /* Nothing was given, and somebody says that this is all. */
  if (!has_course (leaf) && pod_date_is_set (count->attested))
    return g_strdup (C_ ("medication", "never given"));
  if (count->most <= 0)
    return g_strdup (C_ ("medication", "still given"));
  if (!isinf (count->most) && count->least <= 0)
    {
      words = pod_words_length (count->most, leaf->unit);
      /* Translators: a length of time since the last dose on record. There may have been a later one. */
      return g_strdup_printf (C_ ("medication", "%s ago or less"), words);
    }
  words = say_found (leaf);
  return isinf (count->most) ? g_steal_pointer (&words)
                             : g_strdup_printf (C_ ("medication", "%s ago"), words);
}

static char *
say_ever (const PodEvidence *leaf)
{
  if (leaf->courses->least >= 1)
    return g_strdup (C_ ("answer", "yes"));
  return g_strdup (leaf->courses->most <= 0 ? C_ ("answer", "no")
                                            : C_ ("medication", "nothing on record"));
}

/* ---- what was asked for ---- */

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"

/* The formats come from the tables here and from nowhere else. */
static char *
fill_in (const char *format, const char *words)
{
  return g_strdup_printf (g_dpgettext2 (GETTEXT_PACKAGE, "medication", format), words);
}
#pragma GCC diagnostic pop

static char *
say_asked (const PodStudy *study, const PodCourseCount *count)
{
  static const char *const formats[] = {
    [POD_COUNT_CURRENT] = NC_ ("medication", "%s, without a break"),
    [POD_COUNT_CUMULATIVE] = NC_ ("medication", "%s, all courses together"),
    [POD_COUNT_LONGEST] = NC_ ("medication", "%s, longest course of one drug"),
    [POD_COUNT_STABLE_DOSE] = NC_ ("medication", "%s at an unchanged dose"),
    [POD_COUNT_SINCE_GIVEN] = NC_ ("medication", "%s, last given"),
    [POD_COUNT_EVER_GIVEN] = NC_ ("medication", "%s, ever given"),
  };
  g_autofree char *words = fill_in (formats[count->count],
                                    name_medication (study, count->medication));
  g_autofree char *until = NULL;

  if (!pod_date_is_set (count->until))
    return g_steal_pointer (&words);
  until = pod_date_to_words (count->until);
  /* Translators: what is counted of a medication, and the day up to which. */
  return g_strdup_printf (C_ ("medication", "%1$s, up to %2$s"), words, until);
}

static char *
say_finding (const PodStudy *study, const PodEvidence *leaf)
{
  PodCount count = leaf->courses->count;
  g_autofree char *asked = say_asked (study, leaf->courses);
  g_autofree char *found = count == POD_COUNT_EVER_GIVEN    ? say_ever (leaf)
                           : count == POD_COUNT_SINCE_GIVEN ? say_since (leaf)
                                                            : say_found (leaf);

  return g_strdup_printf (C_ ("evidence", "%1$s: %2$s"), asked, found);
}

static char *
say_condition (const PodEvidence *leaf)
{
  static const char *const formats[] = {
    [POD_RELATION_EQ] = NC_ ("medication", "condition: exactly %s"),
    [POD_RELATION_NE] = NC_ ("medication", "condition: other than %s"),
    [POD_RELATION_LT] = NC_ ("medication", "condition: less than %s"),
    [POD_RELATION_LE] = NC_ ("medication", "condition: at most %s"),
    [POD_RELATION_GT] = NC_ ("medication", "condition: more than %s"),
    [POD_RELATION_GE] = NC_ ("medication", "condition: at least %s"),
  };
  g_autofree char *limit = say_plain (leaf->limit, leaf->unit);

  return fill_in (formats[leaf->relation], limit);
}

/* By what the reader sees, so that the two figures and their distance agree. */
static char *
say_distance (const PodEvidence *leaf, double number)
{
  double shown = fabs (round_down (number) - leaf->limit);
  g_autofree char *size = pod_words_length (shown > 0 ? shown : fabs (leaf->margin), leaf->unit);

  if (leaf->margin == 0)
    return g_strdup (C_ ("margin", "at the limit"));
  return fill_in (leaf->truth == POD_TRUE ? NC_ ("medication", "met by %s")
                                          : NC_ ("medication", "missed by %s"),
                  size);
}

static char *
say_limit (const PodEvidence *leaf)
{
  g_autofree char *condition = say_condition (leaf);
  gboolean is_typed = leaf->courses->basis == POD_BASIS_OTHER;
  PodComparator comparator = isnan (leaf->value) ? leaf->fact.comparator : leaf->comparator;
  double number = isnan (leaf->value) ? leaf->fact.number : leaf->value;
  g_autofree char *distance = NULL;
  const char *verdict = leaf->truth == POD_TRUE ? C_ ("medication", "met")
                                                : C_ ("medication", "not met");

  /* What was typed may be in other units than the limit; its number in the limit's is kept with it. */
  if (is_typed && leaf->courses->other != NULL)
    number = leaf->courses->other->value;
  if (leaf->truth == POD_UNKNOWN)
    return g_steal_pointer (&condition);
  /* What is only at least so much, or was never given, has no distance. */
  if (isnan (leaf->margin) || comparator != POD_EXACTLY)
    return pod_words_join (condition, verdict);
  distance = say_distance (leaf, number);
  return pod_words_join (condition, distance);
}

/* ---- what made the answer ---- */

static char *
say_typed (const PodStudy *study, const PodEvidence *other)
{
  const PodObservation *observation = pod_study_find_observation (study, other->symbol->name);
  const char *name = observation != NULL ? pod_words_get (&observation->label, pod_words_locale ())
                                         : other->symbol->name;
  g_autofree char *date = pod_date_to_words (other->fact.when.date);
  g_autofree char *value = other->fact.code != NULL
                               ? g_strdup (pod_words_answer (observation, other->fact.code))
                           : other->fact.comparator == POD_EXACTLY
                               ? say_plain (other->fact.number, other->symbol->unit)
                               : pod_words_quantity (other->fact.comparator, other->fact.number,
                                                     other->symbol->unit, POD_WORDS_DIGITS);

  /* Translators: what was typed into a field, its value, and of which day it is. */
  return g_strdup_printf (C_ ("medication", "“%1$s” %2$s of %3$s"), name, value, date);
}

/* Whether what was typed is no length that the courses can come to, told in whole units. */
static gboolean
is_elsewhere (const PodEvidence *leaf)
{
  const PodCourseCount *count = leaf->courses;

  if (count->count == POD_COUNT_EVER_GIVEN)
    return FALSE;
  return (count->other->comparator == POD_EXACTLY &&
          floor (count->other->value) < floor (count->least)) ||
         (!isinf (count->most) && floor (count->other->value) > floor (count->most));
}

/* What was typed and the courses on record say different things. */
static gboolean
is_contradicted (const PodEvidence *leaf)
{
  const PodCourseCount *count = leaf->courses;

  if (count->other == NULL)
    return FALSE;
  if (count->basis == POD_BASIS_OTHER)
    return is_elsewhere (leaf);
  return leaf->truth != POD_UNKNOWN &&
         (count->other->truth == pod_truth_not (leaf->truth) || is_elsewhere (leaf));
}

static char *
say_override (const PodStudy *study, const PodEvidence *leaf)
{
  g_autofree char *typed = say_typed (study, leaf->courses->other);

  if (leaf->courses->basis != POD_BASIS_OTHER)
    /* Translators: %s is what was typed, its value and its day. */
    return g_strdup_printf (C_ ("medication", "the medication list counts, not %s, which disagrees "
                                              "with it"),
                            typed);
  if (is_contradicted (leaf))
    return g_strdup_printf (C_ ("medication", "%s counts, though the medication list disagrees: by "
                                              "itself it does not decide"),
                            typed);
  return g_strdup_printf (C_ ("medication", "%s counts, since the medication list does not decide"),
                          typed);
}

static char *
say_attestation (const PodEvidence *leaf)
{
  g_autofree char *date = pod_date_to_words (leaf->courses->attested);

  return g_strdup_printf (C_ ("medication", "decided by the attestation of %s that all medication "
                                            "is on record"),
                          date);
}

static void
add_basis (const PodStudy *study, const PodEvidence *leaf, GPtrArray *parts)
{
  const PodCourseCount *count = leaf->courses;

  if (leaf->truth == POD_UNKNOWN)
    return;
  if (count->basis == POD_BASIS_ATTESTED && pod_date_is_set (count->attested))
    g_ptr_array_add (parts, say_attestation (leaf));
  if (count->other != NULL && (count->basis == POD_BASIS_OTHER || is_contradicted (leaf)))
    g_ptr_array_add (parts, say_override (study, leaf));
}

/* ---- the whole ---- */

static char *
say_course (const PodStudy *study, const PodEvidence *course)
{
  const char *label = name_medication (study, course->text);
  g_autofree char *dose = isnan (course->value)
                              ? NULL
                              : pod_words_quantity (POD_EXACTLY, course->value, course->unit, 0);
  g_autofree char *what = dose != NULL ? g_strdup_printf ("%s %s", label, dose) : g_strdup (label);
  g_autofree char *from = pod_date_is_set (course->from) ? pod_date_to_words (course->from)
                                                         : g_strdup ("?");
  g_autofree char *to = pod_date_is_set (course->to) ? pod_date_to_words (course->to)
                                                     : g_strdup ("?");

  if (course->ongoing)
    /* Translators: a medication, then its first day: "Prednisone 10 mg/d from 1 November 2025, ongoing". */
    return g_strdup_printf (C_ ("course", "%1$s from %2$s, ongoing"), what, from);
  /* Translators: a medication, its first day and its last. */
  return g_strdup_printf (C_ ("course", "%1$s from %2$s to %3$s"), what, from, to);
}

static void
add_courses (const PodStudy *study, const PodEvidence *leaf, GPtrArray *parts)
{
  for (guint i = 0; i < leaf->children->len; i++)
    if (((const PodEvidence *) leaf->children->pdata[i])->kind == POD_EVIDENCE_COURSE)
      g_ptr_array_add (parts, say_course (study, leaf->children->pdata[i]));
}

char *
pod_words_courses (const PodStudy *study, const PodEvidence *leaf, const char *lacks)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (parts, say_finding (study, leaf));
  add_courses (study, leaf, parts);
  add_basis (study, leaf, parts);
  if (!isnan (leaf->limit))
    g_ptr_array_add (parts, say_limit (leaf));
  if (lacks != NULL)
    g_ptr_array_add (parts, g_strdup (lacks));
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (C_ ("list", "; "), (char **) parts->pdata);
}

const char *
pod_words_medication (const PodStudy *study, const PodEvidence *leaf)
{
  return name_medication (study, leaf->courses->medication);
}
